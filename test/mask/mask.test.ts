import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalize, replay, undo } from '../../src/library/index.ts';
import { MASK_NAMES, MASKS, maskedText, masksOf } from '../../src/mask/index.ts';
import type { TextContext } from '../../src/types.ts';

const CONTEXT: TextContext = { guess: true, language: 'zh', from: 'auto', vocab: 'keep' };
const all = masksOf(MASK_NAMES);
const mask = (text: string): string => maskedText(text, all, CONTEXT);

describe('every rule', () => {
  test.each(Object.entries(MASKS))('%s does what its examples say', (_, rule) => {
    for (const { before, after } of rule.examples) expect(maskedText(before, [rule], CONTEXT)).toBe(after);
    expect(rule.examples.some(({ before, after }) => before !== after)).toBe(true);
    expect(rule.examples.some(({ before, after }) => before === after)).toBe(true);
  });
});

test.each([
  ['联系人：李先生 13912345678（微信同号）', '联系人：李先生 [phone]（微信同号）'],
  ['+86 139 1234 5678；+86-13912345678；0086 13912345678', '[phone]；[phone]；[phone]'],
  ['联系电话:0755-82345678，传真:(0755)82345678', '联系电话:[phone]，传真:[phone]'],
  ['Tel: 23456789', 'Tel: [phone]'],
  ['+853 2834 5678，+886-2-2345-6789，+886 912 345 678', '[phone]，[phone]，[phone]'],
  ['a_b+c@mail.example.org, 李@example.com', '[email], 李@example.com'],
  ['地址 8.8.8.8，61.135.169.121:8080', '地址 [ip]，[ip]:8080'],
  ['2001:db8:0:0:1:0:0:1', '[ip]'],
  ['F131104093', '[id]'],
  ['电话:13812345678,13912345678/13712345678', '电话:[phone],[phone]/[phone]'],
  ['张三,28,13812345678,本科；李四/13912345678/北京', '张三,28,[phone],本科；李四/[phone]/北京'],
  ['电话：23456789/2345 6780，电话：057187654321', '电话：[phone]/[phone]，电话：[phone]'],
  [
    'a?phone=13812345678&b=1，user_tel=138-1234-5678，TEL13812345678',
    'a?phone=[phone]&b=1，user_tel=[phone]，TEL[phone]',
  ],
  ['tel:+8613812345678，tel:138-12345678，tel:%2B8613812345678', 'tel:[phone]，tel:[phone]，tel:%2B[phone]'],
  ['１３８１２３４５６７８、（０５７１）８７６５４３２１、（0571）87654321', '[phone]、[phone]、[phone]'],
  ['010-6234-5678，+86-10-62345678，+86 755 8234 5678，86-10-62345678', '[phone]，[phone]，[phone]，[phone]'],
  ['(02)23456789，(04)7115617，02-23456789，886-2-27588001', '[phone]，[phone]，[phone]，[phone]'],
  ['852-2345-6789，(852) 2345 6789，853-28345678', '[phone]，[phone]，[phone]'],
  ['112.80.248.76,112.80.248.75、112.80.248.1-112.80.248.9', '[ip],[ip]、[ip]-[ip]'],
  ['DNS为8.8.8.8、8.8.4.4，IP:8.8.8.8，ip=8.8.8.8，8.8.8.0/24', 'DNS为[ip]、[ip]，IP:[ip]，ip=[ip]，[ip]/24'],
  ['ping 8.8.8.8，8.8.8.8:53，８．８．８．８:53', 'ping [ip]，[ip]:53，[ip]:53'],
  ['http://47.95.1.2:8080/a，https://u:p@8.8.8.8/，//47.95.1.2/x', 'http://[ip]:8080/a，https://u:p@[ip]/，//[ip]/x'],
  ['110101 19900307 1233，110101-19900307-1233，１１０１０１１９９００３０７１２３３', '[id]，[id]，[id]'],
  ['440524188001010014', '[id]'],
  [
    '张三@腾讯.com，li@例子.中国，ｌｉ＠example．com，mailto:foo%40bar.com',
    '[email]，[email]，[email]，mailto:[email]',
  ],
])('%s is masked', (text, wanted) => {
  expect(mask(text)).toBe(wanted);
});

test.each([
  '订单号：20231115138123456789',
  '运单编号 13812345678，QQ：13912345678',
  'ISBN 978-7-02-012345-6，ISSN 1000-1234，刊号 11-1234/F',
  '2008年08月08日20:08，1937-1945，2023-10-01 12:30:45',
  '版本 1.2.3.4，Chrome/99.0.4844.51，v10.20.30.40，iOS 16.1.1，第3.2.1.4节',
  '售价 13800000000 元，¥13912345678，人口1400000000，13912345678人',
  '圆周率 3.14159265358979，1,391,234,567',
  '内网 192.168.0.1、10.0.0.1、172.16.3.4、127.0.0.1、255.255.255.0',
  '服务热线 400-810-1234、95588、12345、110',
  'A123456788，Z1234567890，110105194912310021，110105194913310028',
  'A123456(4)，(123456)',
  '#13912345678 http://example.com/13912345678 id=13912345678 6222021234567890123',
  '00:1a:2b:3c:4d:5e，12:30:45，std::vector',
  '会议 0912 年度 2345 6789',
  '订单号13812345678/13912345678，order=13812345678&x=1，http://a.cn/1/13812345678/13912345678',
  'http://a.cn/13812345678.html，a/13812345678/b，13812345678.5，x-13812345678，１３８００００００００元',
  'ISBN 978-7-302-45678-9，0-306-40615-2，2020-2345-6789，852 2345 6789，01-02-20231231，02-1234567',
  '升级到 8.8.8.8 版，101.55.33.44-beta，Firefox/115.120.33.44，http://a.cn/1.2.3.4/b，pkg@1.2.3.4',
  '支持 1.2.3.4、1.2.3.5 和 2.0.1.1，版本 101.55.66.77,101.55.66.78，ship 1.2.3.4，300.80.248.76:80',
  '110101 19900307 1234，110101 19901307 1233，0.110105194912310021，184913',
  '来自 @腾讯 和 @张三，见 腾讯.com，李@example.com，logo@图.png',
  'logo@2x.png，@图书馆，a@b，git@github.com:a/b.git',
])('%s is left alone', (text) => {
  expect(mask(text)).toBe(text);
});

test('check digits decide: of numbers in a row that differ in the last digit, one is masked', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 364 * 100 }), fc.integer({ min: 0, max: 999 }), (days, order) => {
      const date = new Date(Date.UTC(1930, 0, 1) + days * 864e5).toISOString().slice(0, 10).replaceAll('-', '');
      const stem = `110105${date}${String(order).padStart(3, '0')}`;
      const numbers = Array.from('0123456789X', (check) => stem + check);
      expect(numbers.filter((number) => maskedText(number, masksOf(['id']), CONTEXT) === '[id]').length).toBe(1);
    }),
    { numRuns: 50 },
  );
});

test('no text without digits and at signs changes, and no rule changes what it made', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('1389.0-+ @a年:()元86')) }), (text) => {
      expect(mask(mask(text))).toBe(mask(text));
      expect(mask(text.replace(/[\d@＠]/g, ''))).toBe(text.replace(/[\d@＠]/g, ''));
    }),
    { numRuns: 300 },
  );
});

test('a megabyte of the worst takes linear time', () => {
  for (const worst of [
    '1',
    '1.',
    'a.',
    'a@',
    '2001:',
    '2fff::',
    '139-',
    'A1',
    '(0',
    '0-',
    '图@',
    '8.8.8.8,',
    '110101 ',
  ])
    for (const rule of all) {
      const text = worst.repeat(2 ** 20 / worst.length);
      const started = performance.now();
      maskedText(text, [rule], CONTEXT);
      expect(performance.now() - started, `${rule.name} ${worst}`).toBeLessThan(3000);
    }
});

const PAGE =
  '<title>通知 13912345678</title><h1>图书馆开馆通知</h1><p>今天上午，市图书馆新馆正式开放，读者可以凭身份证办理借书证。</p>' +
  '<p>联系人王老师，手机13912345678，邮箱 wang@example.com，欢迎各位读者来电来信咨询。</p>';

test('the record: text, fields and removed lines; with an account that can be undone', () => {
  const options = { mask: ['phone', 'email'], format: 'html', trace: true } as const;
  const record = normalize(PAGE, options);
  const plain = normalize(PAGE, { format: 'html', trace: true });
  expect(record.text).toContain('手机[phone]，邮箱 [email]，');
  expect(record.steps.filter(({ stage }) => stage === 'mask')).toEqual([
    { stage: 'mask', rule: 'mask-email', edits: 1, guessed: 0 },
    { stage: 'mask', rule: 'mask-phone', edits: 1, guessed: 0 },
  ]);
  const { trace, ...rest } = record;
  expect(trace).toBeDefined();
  expect(JSON.stringify(rest)).not.toMatch(/13912345678|wang@/);
  const markdown = normalize(PAGE, { ...options, markdown: true });
  expect(markdown.text).toContain('手机[phone]，邮箱 [email]，');
  expect(normalize(PAGE, { format: 'html', trace: true, mask: [] })).toEqual(plain);
  const skipped = normalize(PAGE, { ...options, skip: ['mask-phone'] });
  expect(skipped.text).toContain('手机13912345678，邮箱 [email]，');
  expect(normalize(PAGE, { ...options, skip: ['mask'], trace: true })).toEqual(plain);
  expect(() => normalize(PAGE, { mask: ['fone'] })).toThrow(/no mask is named 'fone'/);
  for (const { text, trace: steps = [] } of [record, markdown]) {
    expect(undo(text, steps)).toBe(PAGE);
    expect(replay(PAGE, steps)).toBe(text);
  }
});

test('links and images of Markdown', () => {
  const page = PAGE.replace(
    '</p><p>',
    '<a href="mailto:foo@bar.com">来信</a><a href="tel:13912345678">来电</a><img alt="电话13812345678" src="http://8.8.4.4/x.jpg"></p><p>',
  );
  const options = { format: 'html', markdown: true, links: true, trace: true } as const;
  const { text, trace = [] } = normalize(page, { ...options, mask: MASK_NAMES });
  expect(text).toContain('[来信](mailto:[email])[来电](tel:[phone])![电话\\[phone\\]](http://[ip]/x.jpg)');
  expect(undo(text, trace)).toBe(page);
  expect(normalize(page, { ...options, mask: ['email'] }).text).toContain(
    '[来信](mailto:[email])[来电](tel:13912345678)',
  );
});
