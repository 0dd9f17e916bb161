import { expect, test } from 'vitest';
import { readFolder } from '../run/in-process.ts';

const TEXTS = ['今天上午，市图书馆新馆正式开放。', '新馆共有三层，一层是儿童阅览室。', '二层是报刊，三层是自习室。'];
const LINES = TEXTS.map((text) => JSON.stringify({ text }));

test.each([
  ['carriage returns', 'a.jsonl', LINES.join('\r'), 'line'],
  ['carriage returns and another at the end', 'a.ndjson', `${LINES.join('\r')}\r`, 'line'],
  ['commas at the ends of lines', 'a.jsonl', `${LINES.join(',\n')},\n`, 'item'],
  ['commas between lines', 'a.json', LINES.join(',\n'), 'item'],
  ['brackets around them', 'a.jsonl', `[\n${LINES.join(',\n')}\n]`, 'item'],
])('lines of JSON with %s', async (_, name, content, place) => {
  const { code, records, stderr } = await readFolder({ [name]: content });
  expect([code, stderr, records.map(({ text }) => text)]).toEqual([0, '', TEXTS]);
  expect(records.map(({ source }) => source.member)).toEqual([1, 2, 3].map((number) => `${place}:${number}`));
});

test('what programs leave beside pages is skipped, each for what it is', async () => {
  const files = {
    'a.url': '[InternetShortcut]\r\nURL=https://a.cn/\r\n',
    'b.cdx': ' CDX N b a m s k r M S V g\ncn,a)/ 20200102030405 https://a.cn/ text/html 200 AB - - 12 34 a.warc.gz\n',
    'c.cdxj': 'cn,a)/ 20200102030405 {"url": "https://a.cn/", "mime": "text/html"}\n',
    'cookies.txt': '# HTTP Cookie File\n.a.cn\tTRUE\t/\tFALSE\t0\ta\tb\n',
    'desktop.ini': '[.ShellClassInfo]\r\nIconFile=a.ico\r\n',
    'hts-cache/doit.log': '-qwC2%Ps2u1%s https://a.cn\n',
    'hts-log.txt': 'HTTrack3.49 launched on Mon, 01 Jan 2024\n',
    'pictures/Thumbs.db': Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]),
    'wget-log': '--2024-01-01 00:00:00--  https://a.cn/\n',
  };
  const { code, records, stderr } = await readFolder(files);
  expect([code, records]).toEqual([0, []]);
  expect(stderr.trim().split('\n')).toEqual(
    Object.keys(files).map((name) => expect.stringMatching(`^${name}: skipped: `) as string),
  );
  const texts = Object.fromEntries(Object.keys(files).map((name) => [name, TEXTS.join('\n')]));
  const kept = await readFolder(texts);
  expect(kept.records.map(({ source }) => source.path)).toEqual(
    Object.keys(files).filter((name) => !name.startsWith('hts-')),
  );
});

const noise = (begin: string): Buffer =>
  Buffer.concat([Buffer.from(begin, 'latin1'), Buffer.from(Array.from({ length: 300 }, (_, at) => (at * 167) % 256))]);

test.each([
  ['data-00000.arrow', '\xff\xff\xff\xff\x78\0\0\0\x10\0\0\0\0\0\x0a\0', 'Arrow stream'],
  ['data.mdb', `${'\0'.repeat(16)}\xde\xc0\xef\xbe`, 'LMDB database'],
  ['a.webarchive', 'bplist00\xd1\x01\x02_\x10\x0fWebMainResource', 'web archive of Safari'],
  ['b.webarchive', 'bplist00\xd2\x01\x02\x03\x04_\x10\x0fWebMainResource', 'web archive of Safari'],
  ['a.sz', '\xff\x06\0\0sNaPpY', 'Snappy archive'],
  ['a.html.br', '', 'Brotli archive'],
  ['a.7z.002', '', 'volume of a divided archive'],
  ['a.pkl', '', 'Python pickle'],
  ['a.umd', '\x89\x9b\x9a\xde', 'UMD book'],
])('%s may hold documents and is not read: a failure', async (name, begin, what) => {
  expect(await readFolder({ [name]: noise(begin) })).toEqual({
    code: 1,
    records: [],
    stderr: `${name}: not read (${what}); --skip-unknown leaves such files out\n`,
  });
});
