import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { budget, byteReader, Gap, unpackedAround } from '../../src/archives/index.ts';
import { tar, warcRecord } from '../made/archives.ts';
import { readFolder } from '../run/in-process.ts';

const TEXT = '今天上午，市图书馆新馆正式开放，读者排起了长队。';
const NUMBERS = Array.from({ length: 24 }, (_, index) => index);
/** Different texts, so that members do not become alike. */
const textOf = (number: number): string =>
  `第${number}篇。${TEXT}${String.fromCodePoint(0x4e00 + number * 7).repeat(3)}。`;
const OTHERS = [0, 1, 3, 4, 5];

/** Lines of JSON, four in each part. */
const PARTS: readonly string[] = [0, 1, 2, 3, 4, 5].map((part) =>
  NUMBERS.slice(part * 4, part * 4 + 4)
    .map((number) => `${JSON.stringify({ text: textOf(number) })}\n`)
    .join(''),
);

/** `zstd -19 --check` of PARTS. */
const FRAMES: readonly Buffer[] = [
  'KLUv/QRoPQQAVAZ7InRleHQiOiLnrKww56+H44CC5LuK5aSp5LiK5Y2I77yM5biC5Zu+5Lmm6aaG5pawraPlvI/lvIDmlL7vvIzor7vogIXmjpLotbfkuobplb/pmJ+4gCJ9CjGHMo4zleOAgiJ9Cg0g8IwsHQzS0JsPhmsoz1sDa1HRjpsbAD54i+JFgggFUkiOlg==',
  'KLUv/QRoPQQAVAZ7InRleHQiOiLnrKw056+H44CC5LuK5aSp5LiK5Y2I77yM5biC5Zu+5Lmm6aaG5pawraPlvI/lvIDmlL7vvIzor7vogIXmjpLotbfkuobplb/pmJ+4nCJ9CjWjNqo3seOAgiJ9Cg0g8IwsHQzS0JsPhmsoz1sDa1HRjpsbAD54i+JFgggF08pvCQ==',
  'KLUv/QRoVQQAdAZ7InRleHQiOiLnrKw456+H44CC5LuK5aSp5LiK5Y2I77yM5biC5Zu+5Lmm6aaG5pawraPlvI/lvIDmlL7vvIzor7vogIXmjpLotbfkuobplb/pmJ+4uCJ9Cjm/MTC5hjGN44CCIn0KDSDAjCw9DNKjRwobMLujqI8N16KsDecfsDJ4i+JFAgYFNqzOSw==',
  'KLUv/QRoRQQAZAZ7InRleHQiOiLnrKwxMuevh+OAguS7iuWkqeS4iuWNiO+8jOW4guWbvuS5pummhuaWsK2j5byP5byA5pS+77yM6K+76ICF5o6S6LW35LqG6ZW/6ZifuZQifQozmzSiNanjgIIifQoNIPCMLB0M0tBbCoZrKC9ZA2tR4e6YGwA+eIviSYIIBSIkJ4g=',
  'KLUv/QRoTQQAdAZ7InRleHQiOiLnrKwxNuevh+OAguS7iuWkqeS4iuWNiO+8jOW4guWbvuS5pummhuaWsK2j5byP5byA5pS+77yM6K+76ICF5o6S6LW35LqG6ZW/6ZifubAifQo3tzi+ObqF44CCIn0KDSDwjCwdDMhQXjIG1lBZgoZrUebu8BuwPniL4kmCCAXGjL9P',
  'KLUv/QRoRQQAZAZ7InRleHQiOiLnrKwyMOevh+OAguS7iuWkqeS4iuWNiO+8jOW4guWbvuS5pummhuaWsK2j5byP5byA5pS+77yM6K+76ICF5o6S6LW35LqG6ZW/6ZifuowifQoxkzKaM6HjgIIifQoNIPCMLB0M0tBbCoZrKC9ZA2tR4e6YGwA+eIviSYIIBdTNX2g=',
].map((frame) => Buffer.from(frame, 'base64'));

/** `bzip2 -9` of PARTS. */
const BZIP2_STREAMS: readonly Buffer[] = [
  'QlpoOTFBWSZTWempYP8AABZZ+QAQEAB4EAIABEpT15dIjSbC/Y/gsADYBgNAaAADTQaAaANBgNAaAADTQaAaANAVUJNTDU9QeoAAA9Ro8CnilBtKCk3HqaycpJFJtJFxDI3wtKiEiJ8Cwm+yLvIlprGJ/GqEx5kxmaoSJE5WWEiYYFh1GZsIlR+ETAzhuIwIVEjQRLi0ug7N/ReSJntJHEnS4EczMkXkSJgYmRgcJiKy6/DGsoMjYaH6aGhzn+LuSKcKEh01LB/g',
  'QlpoOTFBWSZTWRoYO5wAABZZ+QAQEAAHkAIABEpT15dMjTbi/Y/gsADYBgAAAABoNAGgGgMAAAAANBoA0A0AVUKmyNNTQaAAANGR5T0YmUpKCk0Gc9zKTGgkaCgkbSG8sOUhURPkfxsO8mLDKLi8keZIwIkTITw1EYVnAZBaVE0OowKCJpNhNCRaZzAhDSSMRErKisvs3XWlZcTPqdGdHKjgYEi0iRLi8zFpqLhrNu627WUm8zGJWYmJzn+LuSKcKEgNDB3OAA==',
  'QlpoOTFBWSZTWa3zZIgAABhZ+QAQEABgcAIABEpT15dIjSbC/Y/gsADYBgNAaAADTQaAaANBgNAaAADTQaAaANAVU1FGyaTQeoANAGmmGU8U8poM5oNJUU+6IUmY0kxpKiYtJfxYdBLcQb5axwNpqMxYUi8plgTnsTGJBBxmwsJicUHA7TEpIKzcQXGcxSc8oSKycyEFpYZpWmW3u4rjeYE77oRQihGRkTFxBBeYGJgayobC/DD9/DQYlJWbzIyOo/xdyRThQkK3zZIg',
  'QlpoOTFBWSZTWXo1N54AABhZ+QAQEAA+EAIABEpT15dInSbC/Y/gsADYBgABoAAyaAAANAYAAaAAMmgAADQBVQlPKepieoeoANADQNPJinimo0GoqNJ6lJSUFRIqNBI3EMS0rIbSJsFh9msnLTfGB/EjyJF0MiREnJofJGFpMbwmgsIuoyKSJWfhEvOAyIQrJGYiWlhaYSmvvP0nJ3vQjQjkTpZES4iRLzAxLz2MB8G66/DYaTEpMzaZmZzn+LuSKcKEg9GpvPA=',
  'QlpoOTFBWSZTWYnudS0AABhZ+QAQEAAh8AIABEpT15dIjSbC/Y/gsADYBjQ0NABkNAAAAADGhoaADIaAAAAABVQlPRqYmh6gA0AMRpsp6ep6kzGQzGcynuWFhiM5IzmQkXkN5cWkNhthI0iR9mgrLjGNxMkepIoRInEajaSKhgbTtKFhEtK4bCRKGBxlCELSRwESu8iuLzXPfSZcUKitrxI1I40aiJgRIm4mUMR8kxqP7DdPSZShYcD9Og4HSf4u5IpwoSET3Opa',
  'QlpoOTFBWSZTWUoU2ZQAABhZ+QAQEAB4EAIABEpT159YrSbC/Y/gsADYBgAAAABoNAGgGgMAAAAANBoA0A0AVUSZTZNTQAA0AGmmmxMU8UpKCk0mgofBFOcBpJDSaCQ3kMCw5SG4iaxWbTwJiwlhnF5/Eh5ksMxiRIkkJjWSQrMxKLis7DEoInMbSJcUGJCHOSGQiWFRWW7rN9pUXmJiZ35OjOjQjBcRIkxeYFx9F42Ft1l+wpMCcyKjIyOs/xdyRThQkEoU2ZQ=',
].map((stream) => Buffer.from(stream, 'base64'));

/** `xz -0 --check=crc32` of PARTS. */
const XZ_STREAMS: readonly Buffer[] = [
  '/Td6WFoAAAFpIt42AgAhAQwAAACPmEGc4AGnAHpdAD2IioaUiBPg84mFkhzrOKcdpmX3QcFv6tEfDidstH0vNfzJIGugenOlRoAYDhlUiNVDUBwpWsuy30JDw5QyBzA05YISVZNVU3+b+FLC2mxwDQUIx8YEnzrS2p1FQELIuU6ODlCs7NIn0eYEuswkNXFtTUVEaBZxVMX7AAAA4605KQABkgGoAwAAlsUCJD4wDYsCAAAAAAFZWg==',
  '/Td6WFoAAAFpIt42AgAhAQwAAACPmEGc4AGnAHpdAD2IioaUiBPg84mFkhzrgUsdpmX3QcFv6tEfDidstH0vNfzJIGugenOlRoAYDhlUiNVDUBwpWsuy30JDw5QyBzA05YISVZNVU3+b+FLC2mxwDQUIx8YEnzrS2qvkbKNUcLGOX1A7mZpqOyj/+L888ikLpw6i3ryqyKldAAAANm40wwABkgGoAwAAlsUCJD4wDYsCAAAAAAFZWg==',
  '/Td6WFoAAAFpIt42AgAhAQwAAACPmEGc4AGpAH5dAD2IioaUiBPg84mFkhzrye9c6bUjPUWkBMr4ksMNsvcvNfzJIGugenOlRoAYDhlUiNVDUBwpWsuy30JDw5QyBzA05YISVZNVU3+b+FLC2mxwDQUIx8YEnzrS2rmTNzMFsM8+0bUvIcyuH1pXgiqge4GZFgghWf/gn8uBxEiJAAAAACIiOQwAAZYBqgMAAAtPmhU+MA2LAgAAAAABWVo=',
  '/Td6WFoAAAFpIt42AgAhAQwAAACPmEGc4AGrAHtdAD2IioaUiBPg84mFkhzrQ/C/xOHpA1zu3vn6aijWB4OIosKoE4NDRhtNwuZBSK4p59IZqJvc7egB7o84nYuHPq/wiUqtpq7MegaGQE96e+FSR+Kiqbxknp4+XDmmHqpoFOb42KO8S8S7XLmd50vgf9BP6seRrq/Gt+EgqAAAlAjkbwABkwGsAwAAZIE8YD4wDYsCAAAAAAFZWg==',
  '/Td6WFoAAAFpIt42AgAhAQwAAACPmEGc4AGrAH1dAD2IioaUiBPg84mFkhzrRB0llOHpA1zu3vn6aijWB4OIosKoE4NDRhtNwuZBSK4p59IZqJvc7egB7o84nYuHPq/wiUqtpq7MegaGQE96e+FSR+Kiqbxknp4+XDmvTBC4CW1lJ64pXEmh2OGANrrjEbhChUedF8cQ5MOExPUAAAAAAHKT63sAAZUBrAMAAHliZbY+MA2LAgAAAAABWVo=',
  '/Td6WFoAAAFpIt42AgAhAQwAAACPmEGc4AGrAHtdAD2IioaUiBPg84mFkhzrVgOM3OHpA1zu3vn6aijWB4OIosKoE4NDRhtNwuZBSK4p59IZqJvc7egB7o84nYuHPq/wiUqtpq7MegaGQE96e+FSR+Kiqbxknp4+XDoPAd4OuhZaZkv0XqKEpsA2+qRPXvavrSnEzzg5xIW7nAAAnPhIqQABkwGsAwAAZIE8YD4wDYsCAAAAAAFZWg==',
].map((stream) => Buffer.from(stream, 'base64'));

/** Ways to damage one of many members. */
const WAYS: readonly (readonly [string, (member: Buffer) => Buffer])[] = [
  ['cut behind its head', (member) => member.subarray(0, 24)],
  ['cut in its middle', (member) => member.subarray(0, member.length / 2)],
  ['cut before its last byte', (member) => member.subarray(0, -1)],
  ['without its head', (member) => member.subarray(12)],
  ['gone but for garbage', () => Buffer.from('garbage\x1f\x8b\x08\0\0(\xb5/\xfd\0', 'latin1')],
  ['with a bit changed early', (member) => flipped(member, 33)],
  ['with a bit changed late', (member) => flipped(member, member.length - 40)],
  ['with another checksum', (member) => flipped(member, member.length - 3)],
];

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 16, at);
  return copy;
}

describe.each([
  ['gz', PARTS.map((part) => gzipSync(part))],
  ['zst', FRAMES],
  ['bz2', BZIP2_STREAMS],
  ['xz', XZ_STREAMS],
])('lines in members of .%s, one of which is damaged', (extension, members) => {
  test.each(WAYS)('%s', async (name, way) => {
    const bytes = Buffer.concat(members.map((member, index) => (index === 2 ? way(member) : member)));
    const { code, records, stderr } = await readFolder({ [`a.jsonl.${extension}`]: bytes }, { skip: ['convert'] });
    const found = records.map(({ text }) => text);
    const outside = NUMBERS.filter((number) => number < 8 || number >= 12).map(textOf);
    expect(found.filter((text) => outside.includes(text))).toEqual(outside);
    // What a changed bit makes is told only by the checksum behind it.
    const altered = found.filter((text) => !NUMBERS.some((number) => textOf(number) === text));
    if (!name.includes('a bit changed')) expect(altered).toEqual([]);
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^a\.jsonl\.\w+: .*; reading goes on at byte \d+\n$/);
  });
});

/** Ways to damage the first member after which the file can still be recognized. */
const FIRST_WAYS = WAYS.filter(([name]) => !/head$|garbage/.test(name) || name.startsWith('cut'));

test.each([
  ['gz', PARTS.map((part) => gzipSync(part))],
  ['zst', FRAMES],
  ['bz2', BZIP2_STREAMS],
  ['xz', XZ_STREAMS],
])('the first member of .%s is damaged, whether it yields something or not', async (extension, members) => {
  for (const [name, way] of FIRST_WAYS) {
    // What inflate makes of a changed bit is not recognized as lines of JSON.
    if (extension === 'gz' && name === 'with a bit changed late') continue;
    const bytes = Buffer.concat(members.map((member, index) => (index === 0 ? way(member) : member)));
    const { code, records, stderr } = await readFolder(
      { [`a.jsonl.${extension}`]: bytes, [`b.txt.${extension}`]: bytes },
      { skip: ['convert'] },
    );
    const outside = NUMBERS.slice(4).map(textOf);
    const found = records.filter(({ source }) => source.path.startsWith('a')).map(({ text }) => text);
    expect([name, code, found.filter((text) => outside.includes(text))]).toEqual([name, 1, outside]);
    expect(stderr).toMatch(/^a\.jsonl\.\w+: .*; reading goes on at byte \d+\nb\.txt/);
  }
});

test.each([
  ['gz', gzipSync(PARTS[0] ?? '')],
  ['zst', FRAMES[0] ?? Buffer.alloc(0)],
  ['bz2', BZIP2_STREAMS[0] ?? Buffer.alloc(0)],
])('zeros behind .%s fill the block of a disk; anything else behind them is told', async (extension, member) => {
  const name = `a.jsonl.${extension}`;
  const padded = await readFolder({ [name]: Buffer.concat([member, Buffer.alloc(70_000)]) });
  expect([padded.code, padded.stderr, padded.records.length]).toEqual([0, '', 4]);
  const more = await readFolder({ [name]: Buffer.concat([member, Buffer.alloc(20), Buffer.from('x')]) });
  expect([more.code, more.records.length]).toEqual([1, 4]);
  expect(more.stderr).toContain('or zero padding after byte');
  const again = await readFolder({ [name]: Buffer.concat([member, Buffer.alloc(20), member]) });
  expect([again.code, again.records.length]).toEqual([1, 8]);
});

test.each(WAYS)('records of WARC behind a damaged one, in members of gzip: %s', async (_, way) => {
  const url = (number: number): string => `https://a.cn/${'a'.repeat(number)}`;
  const members = NUMBERS.slice(0, 6).map((number) =>
    gzipSync(warcRecord('resource', url(number), 'text/plain', textOf(number).repeat(8))),
  );
  const bytes = Buffer.concat(members.map((member, index) => (index === 2 ? way(member) : member)));
  const { code, records, stderr } = await readFolder({ 'a.warc.gz': bytes });
  const urls = records.map((record) => record.url);
  expect(urls.filter((found) => found !== url(2))).toEqual(OTHERS.map(url));
  expect(code).toBe(1);
  expect(stderr).toMatch(/; reading goes on at byte \d+\n$/);
});

test('files of tar behind a damaged member of gzip, and a damaged header', async () => {
  const names = ['a.txt', 'b.txt', 'c.txt', 'd.txt', 'e.txt'];
  const whole = tar(Object.fromEntries(names.map((name, index) => [name, textOf(index).repeat(40)])));
  const parts = [0, 1, 2, 3].map((part) => whole.subarray(part * 4096, part < 3 ? part * 4096 + 4096 : undefined));
  const packed = parts.map((part, index) => (index === 1 ? gzipSync(part).subarray(0, -30) : gzipSync(part)));
  const header = flipped(whole, whole.indexOf('c.txt'));
  const { code, records, stderr } = await readFolder({ 'x.tar.gz': Buffer.concat(packed), 'y.tar': header });
  const membersOf = (path: string): readonly (string | null)[] =>
    records.filter(({ source }) => source.path === path).map(({ source }) => source.member);
  expect([code, membersOf('x.tar.gz'), membersOf('y.tar')]).toEqual([
    1,
    ['c.txt', 'd.txt', 'e.txt'],
    ['a.txt', 'b.txt', 'd.txt', 'e.txt'],
  ]);
  expect(stderr.match(/reading goes on at byte/g)).toHaveLength(2);
});

test('archives of tar behind one another', async () => {
  const both = Buffer.concat([tar({ 'a.txt': textOf(0) }), Buffer.alloc(512), tar({ 'b.txt': textOf(1) })]);
  const { code, records, stderr } = await readFolder({ 'a.tar': both });
  expect([code, stderr, records.map(({ text }) => text)]).toEqual([0, '', [textOf(0), textOf(1)]]);
});

const arcRecord = (number: number): Buffer => {
  const body = Buffer.from(`HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n${textOf(number).repeat(4)}`);
  return Buffer.concat([
    Buffer.from(`http://a.cn/${number} 1.2.3.4 20050102030405 text/plain ${body.length}\n`),
    body,
    Buffer.from('\n'),
  ]);
};
const ARC_HEAD = Buffer.from('filedesc://a.arc 0.0.0.0 20050102030405 text/plain 7\n1 0 IA\n\n');

test.each<[string, (record: Buffer) => Buffer]>([
  ['cut short, with the next one behind it', (record) => record.subarray(0, -50)],
  ['whose length is too large', (record) => replaced(record, /plain \d/, 'plain 9')],
  ['whose length is too large by thousands', (record) => replaced(record, /plain \d+/, 'plain 1000')],
  ['whose length is too small', (record) => replaced(record, /plain \d+/, 'plain 99')],
  ['whose length is no number', (record) => replaced(record, /plain \d+/, 'plain x')],
  ['without its line', (record) => record.subarray(record.indexOf(10) + 1)],
])('a record of ARC %s', async (name, way) => {
  const parts = [0, 1, 2, 3, 4, 5].map(arcRecord);
  const bytes = Buffer.concat([ARC_HEAD, ...parts.map((part, index) => (index === 2 ? way(part) : part))]);
  const { code, records, stderr } = await readFolder({ 'a.arc': bytes });
  const urls = records.map(({ url }) => url);
  expect(urls).toEqual(expect.arrayContaining(OTHERS.map((number) => `http://a.cn/${number}`)));
  expect(new Set(urls).size).toBe(records.length);
  const whole = records.filter(({ text }) => text === textOf(Number(/\d+/.exec(text)?.[0])).repeat(4));
  expect(whole).toHaveLength(name.includes('too large') ? 6 : 5);
  expect([code, stderr.match(/reading goes on at byte/g)]).toEqual([1, ['reading goes on at byte']]);
});

test('a record of ARC that holds the line of another one is whole', async () => {
  const page = `HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\n${TEXT}\n${arcRecord(1).toString().split('\n', 1)[0] ?? ''}\n${TEXT}`;
  const record = Buffer.from(`http://a.cn/0 1.2.3.4 20050102030405 text/plain ${Buffer.byteLength(page)}\n${page}\n`);
  const { code, records } = await readFolder({ 'a.arc': Buffer.concat([ARC_HEAD, record, arcRecord(2)]) });
  expect([code, records.map(({ url }) => url)]).toEqual([0, ['http://a.cn/0', 'http://a.cn/2']]);
});

test.each<[string, (record: Buffer) => Buffer]>([
  ['cut short, with the next one behind it', (record) => record.subarray(0, -50)],
  ['whose length is too large', (record) => replaced(record, /Length: \d/, 'Length: 9')],
  ['whose length is too small', (record) => replaced(record, /Length: \d+/, 'Length: 99')],
  ['whose length is no number', (record) => replaced(record, /Length: \d+/, 'Length: x')],
  ['with another first line', (record) => replaced(record, /WARC\//, 'WXRC/')],
])('a record of WARC %s', async (_, way) => {
  const parts = [0, 1, 2, 3, 4, 5].map((number) =>
    warcRecord('resource', `https://a.cn/${'a'.repeat(number)}`, 'text/plain', textOf(number).repeat(4)),
  );
  const bytes = Buffer.concat(parts.map((part, index) => (index === 2 ? way(part) : part)));
  const { code, records, stderr } = await readFolder({ 'a.warc': bytes });
  const texts = records.map(({ text }) => text.slice(0, 3));
  expect(texts).toEqual(expect.arrayContaining(OTHERS.map((number) => `第${number}篇`)));
  expect(code).toBe(1);
  expect(stderr).toMatch(/^a\.warc: .*; reading goes on at byte \d+$/m);
});

function replaced(bytes: Buffer, pattern: RegExp, by: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(pattern, by), 'latin1');
}

test.each([5000, 2 ** 23])('what is looked at again is kept, in pieces of %i bytes', async (size) => {
  // Members that do not shrink, of 1 MB, so that all of what is remembered is used up.
  const contents = [0, 1, 2, 3].map((number) =>
    createHash('shake256', { outputLength: 2 ** 20 })
      .update(String(number))
      .digest(),
  );
  const members = contents.map((content, index) =>
    index === 1 ? gzipSync(content).subarray(0, 5e5) : gzipSync(content),
  );
  const bytes = Buffer.concat(members);
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
  const how = { maxWindow: 2 ** 27, budget: budget() };
  const reader = byteReader(unpackedAround('gzip', byteReader(pieces.values()), how));
  const found: Buffer[] = [];
  for (let gaps = 0; gaps < 2;) {
    const part = await reader.some().catch((error: unknown) => {
      if (!(error instanceof Gap)) throw error;
      gaps++;
      found.length = 0;
      return Buffer.alloc(0);
    });
    if (part === null) break;
    found.push(part);
  }
  expect(Buffer.concat(found).equals(Buffer.concat(contents.slice(2)))).toBe(true);
});
