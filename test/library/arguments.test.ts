import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalize, normalizeFiles, observe } from '../../src/library/index.ts';
import type { Options } from '../../src/library/index.ts';

const TEXT = '今天天氣很好，我們去公園散步。';

test('text, bytes and sources give the same record', () => {
  const record = normalize(TEXT);
  expect(record.text).toBe('今天天气很好，我们去公园散步。');
  expect(normalize({ text: TEXT })).toEqual(record);
  expect(normalize({ text: TEXT, path: '-', charset: null })).toEqual(record);
  const read = normalize(Buffer.from(TEXT));
  expect({ ...read, encoding: record.encoding }).toEqual(record);
  expect(normalize({ bytes: new Uint8Array(Buffer.from(TEXT)) })).toEqual(read);
});

test('text is not detected a second time', () => {
  expect(normalize('锟斤拷').encoding).toMatchObject({ name: 'utf-8', by: 'forced' });
  expect(normalize({ text: TEXT }, { encoding: 'big5' }).text).toBe('今天天气很好，我们去公园散步。');
});

const wrongInputs: readonly (readonly [unknown, string])[] = [
  [
    undefined,
    "normalize: the first argument must be a string, a Uint8Array, or an object with 'bytes' or 'text'; got undefined",
  ],
  [null, 'got null'],
  [42, 'got 42'],
  [[], 'got an array'],
  [{}, "normalize: source needs either 'bytes' (Uint8Array) or 'text' (string)"],
  [{ bytes: new Uint8Array(), text: '' }, "source needs either 'bytes'"],
  [{ bytes: 'text' }, 'normalize: source.bytes must be a Uint8Array; got "text"'],
  [{ text: 'a', pth: 'x' }, 'normalize: source.pth is unknown. Did you mean path?'],
  [{ text: 'a', url: 3 }, 'normalize: source.url must be a string or null; got 3'],
  [{ text: 'a', format: 'pdf' }, 'normalize: source.format must be one of jsonl, json'],
];

test.each(wrongInputs)('normalize(%j) is a TypeError: %s', (input, message) => {
  expect(() => normalize(input as string)).toThrow(TypeError);
  expect(() => normalize(input as string)).toThrow(message);
});

const wrongOptions: readonly (readonly [unknown, string])[] = [
  [null, 'options must be an object; got null'],
  ['convert', 'options must be an object; got "convert"'],
  [{ skipp: [] }, 'options.skipp is unknown. Did you mean skip?'],
  [{ wholly: 1 }, 'options.wholly is unknown. Known: format, skip'],
  [{ skip: 'convert' }, 'options.skip must be an array of strings; got "convert"'],
  [{ skip: ['conver'] }, "options.skip: no stage or rule is named 'conver'. Did you mean convert?"],
  [{ keep: ['convert'] }, "options.keep: no rule of strip is named 'convert'."],
  [{ encoding: 'gbkk' }, 'options.encoding must be an encoding name'],
  [{ encodings: [] }, 'options.encodings must be an array of encoding names'],
  [{ guess: 'no' }, 'options.guess must be true or false; got "no"'],
  [{ toString: 1 }, 'options.toString is unknown'],
];

test.each(wrongOptions)('options %j are a TypeError: %s', (options, message) => {
  for (const call of [normalize, observe]) {
    expect(() => call('a', options as Options)).toThrow(TypeError);
    expect(() => call('a', options as Options)).toThrow(`${call.name}: ${message}`);
  }
  expect(() => normalizeFiles(['a'], options as Options)).toThrow(TypeError);
  expect(() => normalizeFiles(['a'], options as Options)).toThrow(
    `normalizeFiles: ${message.replace('. Known: format, skip', '')}`,
  );
});

test.each([['pages/'], [undefined], [[1]]])('normalizeFiles(%j) is a TypeError', (inputs) => {
  expect(() => normalizeFiles(inputs as unknown as string[])).toThrow(
    'the first argument must be an array of files and folders',
  );
});

test('no content throws', () => {
  const pieces = fc.constantFrom(
    '<p>',
    '</div>',
    '{"text":',
    '1\n',
    '下一页',
    '來源：',
    '\0',
    '\uD800',
    '锟斤拷',
    '&#',
    'Ã¤',
    '\r',
  );
  const text = fc
    .array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 60 })
    .map((parts) => parts.join(''));
  const format = fc.constantFrom('text', 'html', 'jsonl', null);
  fc.assert(
    fc.property(fc.oneof(text, fc.uint8Array({ maxLength: 400 })), format, (content, kind) => {
      const source = typeof content === 'string' ? { text: content } : { bytes: content };
      expect(typeof normalize({ ...source, format: kind }).text).toBe('string');
      observe({ ...source, format: kind });
    }),
    { numRuns: 100 },
  );
});
