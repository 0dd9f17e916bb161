import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonPieces, normalize, toJsonLine } from '../../src/index.ts';
import { parseJson, toJson } from '../../src/text/json.ts';

test('a JSON value round-trips', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(toJson(parseJson(text))).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});

test('integers of any size keep their digits', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt()), fc.string(), fc.boolean(), (ids, key, nested) => {
      const list = `{${JSON.stringify(`_${key}`)}:[${ids.join()}]}`;
      const text = nested ? `{"a":${list},"b":"1234567890123456"}` : list;
      expect(toJson(parseJson(text))).toBe(text);
    }),
  );
});

test.each([
  ['{"id":12345678901234567890,"id":1}', '{"id":1}'],
  ['{"__proto__":[12345678901234567890]}', '{"__proto__":[12345678901234567890]}'],
  ['{"x":0.12345678901234567890}', '{"x":0.12345678901234568}'],
])('%s becomes %s', (text, written) => {
  expect(toJson(parseJson(text))).toBe(written);
});

test.each([
  [
    '{"a":NaN,"b":[-Infinity,Infinity],"c":"NaN, \\"NaN\\" Infinity"}',
    '{"a":"NaN","b":["-Infinity","Infinity"],"c":"NaN, \\"NaN\\" Infinity"}',
  ],
  ['{"a":"甲\t乙\n丙","id":12345678901234567890,"b":NaN}', '{"a":"甲\\t乙\\n丙","id":12345678901234567890,"b":"NaN"}'],
  ['\0\0 {"a":1}\0', '{"a":1}'],
  ['{"a":[1,2,],}', '{"a":[1,2]}'],
])('what writers make that do not keep to the standard is read: %j', (text, written) => {
  expect(toJson(parseJson(text))).toBe(written);
});

test.each([
  '{"a":NaNa}',
  '{"a":aNaN}',
  '{"a":nan}',
  '{NaN:1}x',
  '{"a":"甲\\\n乙"}',
  '{"a":"甲\0乙"}',
  '{"a":1,,}',
  '{"a":"甲',
  'NaN',
  '文字\t"文字"',
])('anything else is none: %j', (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
});

test('a deeply nested line is read', () => {
  const depth = 200_000;
  expect(parseJson(`[1234567890123456789,${'['.repeat(depth)}${']'.repeat(depth)}]`)).toHaveLength(2);
});

test('fields of a JSONL line keep all digits in the record', () => {
  const bytes = Buffer.from('{"text":"今天天气很好。","id":12345678901234567890}');
  const source = {
    path: 'a.jsonl',
    pathBytes: null,
    member: 'line:1',
    format: 'jsonl',
    bytes,
    charset: null,
    url: null,
  };
  expect(toJsonLine(normalize({ ...source, format: 'jsonl' }))).toContain('"fields":{"id":12345678901234567890},');
});

test('a long record written in pieces equals one written at once', () => {
  const source = {
    path: 'a"text":"b',
    pathBytes: null,
    member: null,
    format: 'text',
    charset: null,
    url: null,
  } as const;
  const record = normalize({ ...source, bytes: Buffer.from('甲') });
  const unit = fc.constantFrom('字', '\u{20000}', '\ud842', '\udc00', '"', '\\', '\n', '\u0001');
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1, maxLength: 9 }), fc.nat(7), (units, shift) => {
      const text = 'x'.repeat(shift) + units.join('').repeat(9000);
      expect([...jsonPieces({ ...record, text })].join('') === toJsonLine({ ...record, text })).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test('JSON that is nested too deep to be written is kept as text', () => {
  for (const [depth, warnings] of [
    [1500, []],
    [200_000, ['invalid-json', 'no-article']],
  ] as const) {
    const bytes = Buffer.from(
      `{"text":"今天天气很好。","y":12345678901234567890,"x":${'['.repeat(depth)}${']'.repeat(depth)}}`,
    );
    const record = normalize({
      ...{ path: 'a', pathBytes: null, member: null, charset: null, url: null },
      bytes,
      format: 'jsonl',
    });
    expect(record.warnings).toEqual(warnings);
    expect(toJsonLine(record)).toContain('今天天气很好');
  }
});
