import fc from 'fast-check';
import iconv from 'iconv-lite';
import { encode as quotedPrintable } from 'libqp';
import { describe, expect, test } from 'vitest';
import { byteReader } from '../../src/archives/index.ts';
import { bodiesOf, dateOf, pageOf } from '../../src/archives/mail.ts';
import { messagesOf } from '../../src/archives/mbox.ts';
import { readMessage } from '../../src/archives/mime.ts';
import { looksLikeMhtml } from '../../src/archives/sniff.ts';
import { readFolder } from '../run/in-process.ts';
import { seen } from '../run/members.ts';

const lines = (...parts: readonly string[]): Buffer => Buffer.from(parts.join('\r\n'));
const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');

const PAGE = lines(
  'From: <Saved by Blink>',
  'Snapshot-Content-Location: https://a.cn/1.html',
  'Subject: =?utf-8?B?5qCH6aKY?=',
  'MIME-Version: 1.0',
  'Content-Type: multipart/related;',
  '\ttype="text/html";',
  '\tboundary="----=_x"',
  '',
  'preamble',
  '------=_x',
  'Content-Type: text/html',
  'Content-Transfer-Encoding: quoted-printable',
  'Content-Location: https://a.cn/1.html',
  '',
  '<p class=3D"a">=E5=B1=B1=E5=\r\n=9F=8E</p>',
  '------=_x',
  'Content-Type: image/png',
  'Content-Transfer-Encoding: base64',
  '',
  'iVBORw0KGgo=',
  '------=_x',
  'Content-Type: text/html',
  'Content-Location: cid:frame@x',
  '',
  '<p>广告</p>',
  '------=_x--',
  '',
);

describe('in other forms', () => {
  const mail = (body: string): string =>
    ['From: 王小明 <a@a.cn>', 'Subject: 新馆', 'Content-Type: text/plain; charset=gb2312', '', body, ''].join('\r\n');
  const page = '<html><body><p>山城</p></body></html>';
  const utf16 = (text: string, encoding: string, addBOM: boolean): Buffer => iconv.encode(text, encoding, { addBOM });

  test.each([
    ['UTF-16LE', 'utf-16le', true],
    ['UTF-16BE', 'utf-16be', true],
    ['UTF-16LE without a mark', 'utf-16le', false],
    ['UTF-16BE without a mark', 'utf-16be', false],
    ['UTF-8 with a mark', 'utf-8', true],
  ])('%s', async (_, encoding, marked) => {
    const body = '今天上午，市图书馆新馆正式开放。';
    const box = `From a@a.cn Mon Sep 12 10:00:00 2005\n${mail(body)}\nFrom a@a.cn Mon Sep 12 10:00:00 2005\n${mail(body)}`;
    const { code, records } = await readFolder({
      'a.eml': utf16(encoding === 'utf-8' ? mail(body).replace('gb2312', 'utf-8') : mail(body), encoding, marked),
      'b.mbox': utf16(encoding === 'utf-8' ? box.replaceAll('gb2312', 'utf-8') : box, encoding, marked),
      'c.mht': utf16(PAGE.toString(), encoding, marked),
    });
    expect(code).toBe(0);
    expect(
      records.map(({ title, text, warnings }) => [title, text, warnings.includes('declared-encoding-wrong')]),
    ).toEqual([
      ['新馆', body, false],
      ['新馆', body, false],
      ['新馆', body, false],
      [null, '山城', false],
    ]);
  });

  test('UTF-16 that the user names', async () => {
    const { records } = await readFolder({ 'a.eml': utf16(mail('山城'), 'utf-16le', false) }, { encoding: 'utf-16le' });
    expect(records.map(({ title, text }) => [title, text])).toEqual([['新馆', '山城']]);
  });

  const parts = [
    '--=_x',
    'Content-Location: https://a.cn/1.html',
    '',
    page,
    '--=_x',
    'Content-Type: image/png',
    '',
    'x',
    '--=_x--',
    '',
  ];
  test.each([
    ['a head without Content-Type', ['From: a', 'MIME-Version: 1.0', '', page]],
    ['a part without Content-Type', ['From: a', 'Content-Type: multipart/related; boundary="=_x"', '', ...parts]],
    [
      'a multipart that states no boundary',
      ['From: a', 'Content-Type: multipart/related; type="text/html"', '', ...parts],
    ],
    ['parts below a head that does not state them', ['From: a', 'MIME-Version: 1.0', '', ...parts]],
    [
      'a part in base64 without Content-Type',
      [
        'From: a',
        'MIME-Version: 1.0',
        '',
        '--=_x',
        'Content-Transfer-Encoding: base64',
        '',
        base64(page),
        '--=_x--',
        '',
      ],
    ],
  ])('a page in %s', async (_, content) => {
    const { code, records } = await readFolder({ 'a.mht': lines(...content) });
    expect([code, records.map(({ text, source }) => [source.format, text])]).toEqual([0, [['html', '山城']]]);
  });

  test('a page that is no message stays one, whatever its name; prose with dashes is no multipart', async () => {
    const { records } = await readFolder({ 'a.mht': page, 'b.eml': lines('From: a', '', '--甲', '乙', '--甲', '丙') });
    expect(records.map(({ text }) => text)).toEqual(['山城', '--甲\n乙\n--甲\n丙']);
  });
});

describe('MHTML', () => {
  test('the page and its URL, without its resources', async () => {
    const [page] = [...pageOf(PAGE)];
    expect([page?.name, page?.url, page?.charset, page?.document]).toEqual([
      null,
      'https://a.cn/1.html',
      null,
      { format: 'html', fields: null, hasText: true },
    ]);
    const { rows, fault } = await seen(pageOf(PAGE));
    expect(fault).toBeNull();
    expect(rows.map(({ text }) => text)).toEqual(['<p class="a">山城</p>', 'is a frame of the page']);
  });

  test('bytes of a charset stay bytes', () => {
    const head = lines(
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset="GB2312"',
      'Content-Transfer-Encoding: 8bit',
      '',
      '',
    );
    const gbk = iconv.encode('<p>山城</p>', 'gbk');
    const [part] = readMessage(Buffer.concat([head, gbk, lines('', '--b--')])).parts;
    expect(part?.charset).toBe('GB2312');
    expect(part?.body().equals(gbk)).toBe(true);
  });

  test('the frames of a frameset', async () => {
    const framed = Buffer.from(PAGE.toString().replace('<p class=3D"a">', '<frameset><frame src=3D"x">'));
    expect((await seen(pageOf(framed))).rows.map(({ name, text }) => [name, text])).toEqual([
      [null, '<frameset><frame src="x">山城</p>'],
      ['cid:frame@x', '<p>广告</p>'],
    ]);
  });

  test('detected by its header', () => {
    expect(looksLikeMhtml(PAGE)).toBe(true);
    expect(looksLikeMhtml(lines('From: a', 'Content-Type: text/plain', '', 'Content-Type: multipart/related'))).toBe(
      false,
    );
    expect(looksLikeMhtml(Buffer.from('正文：Content-Type: multipart/related'))).toBe(false);
  });

  test('truncated at any byte: whole parts are kept, and the cut is reported', async () => {
    for (let length = 0; length < PAGE.length - 4; length++) {
      const { rows, fault } = await seen(pageOf(PAGE.subarray(0, length)));
      expect(rows.length > 0 || fault !== null, `${length}`).toBe(true);
      if (length > PAGE.indexOf('preamble')) expect(fault, `${length}`).not.toBeNull();
    }
  });
});

const MAIL = lines(
  'From: =?gb2312?B?1cXI/Q==?= <zhang@a.cn>',
  'To: list@b.cn',
  'Subject: =?gbk?Q?=C4=E3=BA=C3?=',
  ' =?utf-8?B?5LiW55WM?=',
  'Date: Mon, 12 Sep 2005 10:00:00 +0800 (CST)',
  'Message-ID: <1@a.cn>',
  'Content-Type: multipart/mixed; boundary=m',
  '',
  '--m',
  'Content-Type: multipart/alternative; boundary=a',
  '',
  '--a',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: base64',
  '',
  base64('你好，世界。'.repeat(20)),
  '--a',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>你好</p>',
  '--a--',
  '--m',
  'Content-Type: application/pdf; name="=?utf-8?B?5oql5ZGKLnBkZg==?="',
  'Content-Disposition: attachment',
  '',
  'JVBERi0=',
  '--m',
  'Content-Type: text/plain',
  '',
  '-- 邮件列表',
  '--m--',
);

describe('mail', () => {
  test('plain text preferred to HTML, header fields, attachment names, further texts', async () => {
    const { rows, fault } = await seen(bodiesOf(MAIL, null));
    expect(fault).toBeNull();
    expect(rows.map(({ name, text }) => [name, text])).toEqual([
      [null, '你好，世界。'.repeat(20)],
      ['part:2', '-- 邮件列表'],
    ]);
    expect(rows[0]?.fields).toEqual({
      title: '你好世界',
      author: '张三',
      date: '2005-09-12T10:00:00+08:00',
      from: '张三 <zhang@a.cn>',
      to: 'list@b.cn',
      message_id: '<1@a.cn>',
      attachments: ['报告.pdf'],
    });
  });

  test('HTML where plain text is blank', async () => {
    const blank = MAIL.toString().replace(base64('你好，世界。'.repeat(20)), '');
    expect((await seen(bodiesOf(Buffer.from(blank), null))).rows[0]?.text).toBe('<p>你好</p>');
  });

  test('headers in raw GBK', async () => {
    const { rows } = await seen(bodiesOf(iconv.encode('Subject: 关于放假的通知\n\n放假。\n', 'gbk'), null));
    expect(rows[0]?.fields['title']).toBe('关于放假的通知');
  });

  const forwarded = (stated: string, ...inner: readonly string[]): Buffer =>
    lines('Subject: 外', `Content-Type: multipart/${stated}; boundary=f`, '', ...inner, '--f--', '');
  const titled = async (mail: Buffer): Promise<unknown> =>
    (await seen(bodiesOf(mail, null))).rows.map(({ name, text, fields }) => [
      name,
      text,
      fields['title'],
      fields['attachments'],
    ]);

  test('mails in a mail are documents with their own fields', async () => {
    const pdf = ['--f', 'Content-Type: application/pdf; name=a.pdf', '', 'x'];
    const own = ['Subject: 内', 'Content-Type: text/plain', '', '正文。'];
    const text = ['--f', '', '请看附件。'];
    const attached = ['--f', 'Content-Type: message/rfc822; name=b.eml', 'Content-Disposition: attachment', '', ...own];
    expect(await titled(forwarded('mixed', ...text, ...attached, ...pdf))).toEqual([
      [null, '请看附件。', '外', ['a.pdf']],
      ['part:2', '正文。', '内', undefined],
    ]);
    expect(await titled(forwarded('mixed', ...attached))).toEqual([[null, '正文。', '内', undefined]]);
    expect(await titled(forwarded('digest', '--f', '', ...own, '--f', '', ...own))).toEqual([
      [null, '正文。', '内', undefined],
      ['part:2', '正文。', '内', undefined],
    ]);
    const coded = [
      '--f',
      'Content-Type: message/rfc822',
      'Content-Transfer-Encoding: base64',
      '',
      base64(own.join('\n')),
    ];
    expect(await titled(forwarded('mixed', ...coded))).toEqual([[null, '正文。', '内', undefined]]);
    const nest = 'Content-Type: message/rfc822\n\n'.repeat(100);
    expect((await seen(bodiesOf(Buffer.from(nest), null))).fault).toBe('nests parts more than 64 deep');
  });

  test('lines that end with carriage returns alone', async () => {
    const mail = Buffer.from(forwarded('mixed', '--f', '', '正文。').toString().replaceAll('\r\n', '\r'));
    expect(await titled(mail)).toEqual([[null, '正文。', '外', undefined]]);
  });

  const body = async (written: string): Promise<string | null | undefined> =>
    (await seen(bodiesOf(lines('Content-Transfer-Encoding: base64', '', written), null))).rows[0]?.text;
  const LONG = '你好，世界。'.repeat(20);

  test.each(['_'.repeat(47), '='.repeat(60), '-- ', '邮件列表', 'List mailing list: list@a.cn'])(
    'plain text behind base64 stays: %s',
    async (first) => {
      const footer = `${first}\r\nhttps://lists.a.cn/list\r\n`;
      expect(await body(`${base64(LONG)}\r\n${footer}`)).toBe(`${LONG}\n${footer}`);
      expect(await body(footer)).toBe(footer);
    },
  );

  test('a damaged line of base64 is not plain text', async () => {
    const [first = '', ...others] = base64(LONG).split('\r\n');
    for (const line of [`!${first.slice(1)}`, '<<<<>>>>', first.slice(0, 40)])
      expect(await body([line, ...others].join('\r\n'))).not.toContain(others[0]);
  });

  test('no text at all', async () => {
    const { rows } = await seen(bodiesOf(lines('Content-Type: application/pdf; name=a.pdf', '', 'x'), null));
    expect(rows[0]?.text).toBe('holds no text (a.pdf)');
  });

  test.each([
    ['Mon, 12 Sep 2005 10:00:00 +0800', '2005-09-12T10:00:00+08:00'],
    ['1 Jan 2001 9:05 GMT', '2001-01-01T09:05:00Z'],
    ['Tue, 03 May 2011 23:59:59', '2011-05-03T23:59:59'],
    ['昨天', '昨天'],
  ])('the date %s', (written, date) => {
    expect(dateOf(written)).toBe(date);
  });

  test('deeply nested and countless parts', async () => {
    const nest = (depth: number): string =>
      Array.from({ length: depth }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`).join(
        '',
      );
    expect((await seen(bodiesOf(Buffer.from(nest(100)), null))).fault).toBe('nests parts more than 64 deep');
    const many = `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(20_000)}`;
    expect((await seen(bodiesOf(Buffer.from(many), null))).fault).toBe('holds more than 10000 parts');
    const fake = `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b'.repeat(500_000)}`;
    expect((await seen(bodiesOf(Buffer.from(fake), null))).fault).toBe('is truncated inside a part');
  }, 5000);

  test('only Damage is thrown, whatever the bytes', () => {
    const word = fc.constantFrom(
      '--b',
      '--',
      '\r\n',
      '\n',
      'Content-Type: multipart/mixed; boundary=b',
      'Content-Type: text/html',
      'Content-Type: message/rfc822',
      'Content-Transfer-Encoding: base64',
      'Subject: =?x?B?',
      ' ',
      'x',
      ':',
      '=',
    );
    return fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 40 }), async (words) => {
        await seen(bodiesOf(Buffer.from(words.join('')), null));
        await seen(pageOf(Buffer.from(words.join(''))));
      }),
    );
  });

  test('quoted-printable round-trips', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = Buffer.from(bytes.filter((byte) => byte !== 13));
        const head = 'Content-Transfer-Encoding: quoted-printable\n\n';
        const [part] = readMessage(Buffer.from(head + quotedPrintable(text))).parts;
        expect(part?.body().equals(text)).toBe(true);
      }),
    );
  });
});

describe('mailboxes', () => {
  const box = Buffer.from(
    'From a@b.cn Mon Sep 12 10:00:00 2005\nSubject: 一\n\n第一封。\n>From 这里开始。\n\nFrom 现在起是正文。\n\nFrom - Mon Sep 12 11:00:00 2005\nSubject: 二\n\n第二封。\n',
  );

  test('message by message', async () => {
    const { rows, fault } = await seen(messagesOf(byteReader([box].values()), 1000));
    expect(fault).toBeNull();
    expect(rows.map(({ name, text, fields }) => [name, text?.trim(), fields['title']])).toEqual([
      ['message:1', '第一封。\nFrom 这里开始。\n\nFrom 现在起是正文。', '一'],
      ['message:2', '第二封。', '二'],
    ]);
  });

  test('a message over the limit is reported, and later ones are read', async () => {
    const large = `From a Mon Sep 12 10:00:00 2005\n\n${'长\n'.repeat(100_000)}\n${box.toString()}`;
    const members: (string | null)[] = [];
    for await (const { name, bytes } of messagesOf(byteReader([Buffer.from(large)].values()), 5000)) {
      members.push(
        await bytes.some().then(
          () => name,
          (error: unknown) => `${name}: ${error instanceof Error ? error.message : ''}`,
        ),
      );
    }
    expect(members).toEqual([
      'message:1: larger than 5000 bytes; --max-bytes raises the limit',
      'message:2',
      'message:3',
    ]);
  });
});
