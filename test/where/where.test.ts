import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { conditionsIn } from '../../src/cli/options/load-conditions.ts';
import { PRESETS } from '../../src/cli/options/presets.ts';
import { judgeOf, UserError } from '../../src/index.ts';
import type { CorpusRecord, Options, Verdict } from '../../src/index.ts';
import { root } from '../run/command.ts';
import { recordOf } from '../run/records.ts';

const ARTICLE = [
  '今天上午，市图书馆新馆正式开放，读者可以凭身份证在一楼大厅办理借书证。',
  '新馆共有三层，一层是儿童阅览室和报刊区，二层是文学和社会科学的藏书，三层为自习室。',
  '馆长在开馆仪式上说，他们用了两年时间整理旧馆的藏书，其中有不少是民国时期的地方志和手稿。',
  '附近的居民李先生带着孙女来到现场，他告诉记者，过去要坐一个小时的车才能借到想看的书。',
].join('\n');

const RECORD = recordOf(ARTICLE, { signals: true });

async function verdict(text: string, record: CorpusRecord = RECORD): Promise<Verdict> {
  return (await judgeOf([{ text, from: '--where' }], [])).verdictOn(record);
}

async function isMet(text: string, record: CorpusRecord = RECORD): Promise<boolean> {
  const { unmet, fault } = await verdict(text, record);
  expect(fault).toBeNull();
  return unmet.length === 0;
}

describe('conditions', () => {
  test.each([
    ['signals.han_share > 0.5', true],
    ['signals.han_share > 1', false],
    ['signals.code_points >= 100 && signals.code_points <= 10000', true],
    ['signals.code_points / 2 > 10', true],
    ['language.startsWith("zh")', true],
    ['language in ["zh-Hans", "zh"]', true],
    ['source.format == "text" && source.bytes > 100', true],
    ['encoding.confidence == 1', true],
    ['"no-article" in warnings', false],
    ['removed.exists(r, r.rule == "share")', false],
    ['steps.all(s, s.guessed == 0)', true],
    ['steps.size() == 0 || steps[0].rule != ""', true],
    ['removed.size() == 0 || removed[0].rule != ""', true],
    ['text.matches("图书馆.{1,9}开放")', true],
    ['text.size() > 1000', false],
    ['url == null', true],
    ['url != null', false],
    ['kind == "thread"', false],
    ['kind in ["thread", null] && "李四" != title', true],
    ['title == null || title in ["新馆"]', true],
    ['url == null || url.contains("news")', true],
  ])('%s is %s', async (text, met) => {
    expect(await isMet(text)).toBe(met);
  });

  test('an item of a list of objects is taken by its index', async () => {
    const record: CorpusRecord = { ...RECORD, credits: [{ role: '作者', names: ['李四'] }] };
    expect(await isMet('credits[0].role == "作者" && credits[0].names[0] == "李四"', record)).toBe(true);
    expect(await isMet('credits[0].role == "编辑"', record)).toBe(false);
    expect((await verdict('credits[1].role == "作者"', record)).unmet).toHaveLength(1);
    await expect(judgeOf([{ text: 'credits[0].rol == "作者"', from: '--where' }], [])).rejects.toThrow(
      /No such key: rol/,
    );
  });

  test('what is absent meets no condition, and the reason says so; an alternative may keep it', async () => {
    for (const text of ['url > "a"', '!(url > "a")', 'url.contains("a")', 'size(url) > 1', 'url.matches("a")']) {
      const { unmet, fault } = await verdict(text);
      expect([unmet.length, unmet[0]?.why, fault], text).toEqual([1, expect.stringContaining('null'), null]);
    }
    expect((await verdict('section[0] == "a"')).unmet).toEqual([
      { where: 'section[0] == "a"', why: 'No such key: index out of bounds, index 0' },
    ]);
    const record = { ...RECORD, source: { ...RECORD.source, fields: { score: 3, note: 'a' } } };
    expect((await verdict('source.fields.rank > 2', record)).unmet[0]?.why).toBe('No such key: rank');
    expect(await isMet('source.fields.score > 2', record)).toBe(true);
    expect(await isMet('has(source.fields.rank) && source.fields.rank > 2', record)).toBe(false);
  });

  test('a condition without an answer is a fault, which names it', async () => {
    const record = { ...RECORD, source: { ...RECORD.source, fields: { note: 'a' } } };
    expect((await verdict('1 / 0 == 1')).fault).toBe("'1 / 0 == 1': division by zero");
    expect((await verdict('source.fields.note > 2', record)).fault).toMatch(
      /^'source.fields.note > 2': no such overload/,
    );
    expect((await verdict('source.fields.note', record)).fault).toBe("'source.fields.note': is neither true nor false");
    expect((await verdict('text.matches(source.fields.note + "(")', record)).fault).toMatch(/missing closing \)/);
  });

  test.each([
    [
      'signals.han_shar > 0.1',
      /^--where: 'signals.han_shar > 0.1', character 9: No such key: han_shar. Did you mean han_share\?/,
    ],
    ['sgnals.han_share > 0.1', /character 1: Unknown variable: sgnals. Did you mean signals\?/],
    ['code_points > 3', /Unknown variable: code_points. Did you mean signals.code_points\?/],
    ['posts.size() > 3', /Records have posts with --posts only/],
    ['title', /of type string, and is no condition/],
    ['signals.han_share', /of type double, and is no condition/],
    ['published > 5', /no such overload: string > int/],
    ['text ==', /character 8: Unexpected token: EOF/],
    ['text.matches("(")', /missing closing \).*RE2/],
    ['text.mathces("a")', /mathces.*Did you mean matches\?/],
    ['signals.han_share > .5', /character 21: .*Numbers begin with a digit: 0\.5\./],
    ['signals.guessed = 0', /character 17: .*Equality is ==/],
    ['signals.guessed == 0 and title != "and"', /Write && for and/],
    ['"no-article" not in warnings', /Write !\(x in list\)/],
    ['language in ("zh", "zh-Hans")', /square brackets/],
    ['outlet is not null', /Write !=, as in outlet != null/],
    ['text contains "图书馆"', /Write text\.contains/],
    ['text.length > 100', /Write text\.size\(\)/],
    ["text.matches('\\d{4}')", /as in r"\\d"/],
    ['title == “开馆”', /Texts stand in "/],
    ['"李四" in credits', /Its items are objects: credits\.exists/],
    ['published >= 2023', /compared with a text/],
    ['source.format == html', /A text stands in quotation marks: "html"/],
    ['signals.code_points > 1,000', /Numbers have no separators/],
    ['kind == "treads"', /character 9: No record has 'treads' there. Did you mean thread\?/],
    ['language in ["zh-hans"]', /Did you mean zh-Hans/],
    ['"no-artcle" in warnings', /No record has 'no-artcle' there. Did you mean no-article\?/],
    ['source.format != "pdf"', /No record has 'pdf' there. Values: /],
    ['text./* a */matches("a")', /'/],
    [`${'('.repeat(500)}true${')'.repeat(500)}`, /maxDepth/],
  ])('%s is a usage error that says where', async (text, message) => {
    const compile = judgeOf([{ text, from: '--where' }], []);
    await expect(compile).rejects.toThrow(UserError);
    await expect(compile).rejects.toThrow(message);
  });

  test('keys present on request are known with their options', async () => {
    const judge = await judgeOf(
      [{ text: 'posts.size() == 0 && blocks.exists(b, b.kind == "paragraph")', from: '' }],
      ['posts', 'blocks'],
    );
    expect(judge.verdictOn(recordOf(ARTICLE, { posts: true, blocks: true }))).toEqual({ unmet: [], fault: null });
  });

  test('name the signals that they use, in the order of the table; all of them if they use the object', async () => {
    const named = async (text: string): Promise<readonly string[]> => (await judgeOf([{ text, from: '' }], [])).signals;
    expect(await named('signals.simhash != null && signals["han_share"] > 0.1')).toEqual(['han_share', 'simhash']);
    expect(await named('text != ""')).toEqual([]);
    expect((await named('has(signals.han_share) && size([signals]) == 1')).length).toBeGreaterThan(30);
  });

  test('matching takes time linear in the text', async () => {
    const record = { ...RECORD, text: 'a'.repeat(50_000) };
    const started = performance.now();
    expect(await isMet('text.matches("^(a+)+$")', record)).toBe(true);
    expect(await isMet('text.matches("(a|a)*b")', record)).toBe(false);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('presets', () => {
  const conditionsOf = (name: string): ReturnType<typeof conditionsIn> =>
    conditionsIn(readFileSync(join(root, 'src/where/presets', `${name}.cel`), 'utf8'), name);
  const unmetBy = async (name: string, text: string, options: Options = {}): Promise<readonly string[]> => {
    const judge = await judgeOf(conditionsOf(name), []);
    const { unmet, fault } = judge.verdictOn(recordOf(text, { signals: judge.signals, ...options }));
    expect(fault).toBeNull();
    return unmet.map(({ where }) => where);
  };

  test('are the files of the folder', () => {
    const files = readdirSync(join(root, 'src/where/presets')).filter((name) => name !== 'README.md');
    expect(files.sort()).toEqual(PRESETS.map((name) => `${name}.cel`).sort());
  });

  test.each(PRESETS)('%s keeps an article and rejects a slogan, an English text and a repeated line', async (name) => {
    expect(await unmetBy(name, ARTICLE)).toEqual([]);
    for (const text of [
      '欢迎光临',
      'An English text of some length. '.repeat(20),
      '点击这里立即下载本站最新资源\n'.repeat(40),
    ])
      expect(await unmetBy(name, text, { skip: ['strip'] }), text).not.toEqual([]);
  });

  test('c4 rejects templates and programs', async () => {
    expect(await unmetBy('c4', `${ARTICLE}\nLorem Ipsum。`)).toEqual(['!text.lowerAscii().contains("lorem ipsum")']);
    expect(await unmetBy('c4', ARTICLE.replace('新馆', '{{name}}'))).toEqual(['!text.contains("{")']);
  });

  test('a file has a condition a line, continued by white space, and comments', () => {
    expect(conditionsIn('\uFEFF'.slice(1) + '// a\na > 1 &&\n  b > 2\r\n\n  // c\nd\n', 'f')).toEqual([
      { text: 'a > 1 && b > 2', from: 'f:2' },
      { text: 'd', from: 'f:6' },
    ]);
  });
});
