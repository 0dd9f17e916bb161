import { describe, expect, test } from 'vitest';
import { binaryKind, knownEncoding, looksBinary, nearEncodings } from '../../src/detect/index.ts';
import { untilPairs } from '../../src/detect/sample.ts';
import * as sample from '../made/detect-samples.ts';
import {
  detect,
  encode,
  FRENCH,
  GREEK,
  HANS,
  HANT,
  JAPANESE,
  KOREAN,
  POLISH,
  RUSSIAN,
} from '../made/detect-samples.ts';

const cases: readonly (readonly [name: string, codec: string, text: string, by: string])[] = [
  ['utf-8', 'utf8', HANS, 'utf-8'],
  ['gb18030', 'gb18030', HANS, 'likelihood'],
  ['gb18030', 'gbk', HANT, 'likelihood'],
  ['big5', 'big5', HANT, 'likelihood'],
  ['utf-16le', 'utf-16le', HANS, 'utf-16'],
  ['utf-16be', 'utf-16be', HANT, 'utf-16'],
  ['utf-32le', 'utf-32le', HANS, 'utf-32'],
  ['utf-32be', 'utf-32be', RUSSIAN, 'utf-32'],
  ['utf-16le', 'utf-16le', 'Spring has come to the river.', 'utf-16'],
  ['shift_jis', 'shift_jis', JAPANESE, 'likelihood'],
  ['euc-jp', 'euc-jp', JAPANESE, 'likelihood'],
  ['euc-kr', 'euc-kr', KOREAN, 'likelihood'],
  ['windows-1251', 'windows-1251', RUSSIAN, 'jschardet'],
  ['koi8-r', 'koi8-r', RUSSIAN, 'jschardet'],
  ['iso-8859-7', 'iso-8859-7', GREEK, 'jschardet'],
  ['windows-1250', 'windows-1250', POLISH, 'jschardet'],
  ['windows-1252', 'windows-1252', FRENCH, 'jschardet'],
];

describe('encodings without a declaration', () => {
  test.each(cases)('%s from %s', (name, codec, text, by) => {
    const { text: decoded, encoding, warnings } = detect(encode(text, codec));
    expect(decoded).toBe(text);
    expect(encoding).toMatchObject({ name, by, declared: null, replaced: 0 });
    expect(warnings.filter((warning) => warning !== 'low-confidence-encoding')).toEqual([]);
  });

  test('twenty characters are enough', () => {
    expect(detect(encode(HANS.slice(0, 20), 'gbk')).encoding.name).toBe('gb18030');
    expect(detect(encode(HANT.slice(0, 20), 'big5')).encoding.name).toBe('big5');
  });

  test('a few characters in a page of markup', () => {
    const page = `<div class="a" id="b">`.repeat(400);
    const bytes = Buffer.concat([Buffer.from(page), encode('麦子和柳树', 'gbk'), Buffer.from(page)]);
    expect(detect(bytes).text).toBe(`${page}麦子和柳树${page}`);
  });

  test('characters beyond 64 KB of ASCII are found', () => {
    const bytes = Buffer.concat([Buffer.alloc(300_000, 'abc def\n'), encode(HANS, 'gbk')]);
    expect(detect(bytes).text.endsWith(HANS)).toBe(true);
  });
});

describe('noise', () => {
  /** Numbers from a generator with a fixed seed. */
  const below = (seed: number): ((limit: number) => number) => {
    let state = seed;
    return (limit) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state >>> 8) % limit;
    };
  };

  test.each([
    ['gb18030', 0xb0, 0x27, 'gbk'],
    ['big5', 0xa4, 0x22, 'big5'],
  ])('a list of characters in random order is %s', (name, lead, rows, codec) => {
    const next = below(1);
    const bytes = Array.from({ length: 1400 }, (_, i) => (i % 60 === 59 ? [10] : [lead + next(rows), 0xa1 + next(94)]));
    const { text, encoding, warnings } = detect(Buffer.from(bytes.flat()));
    expect(encoding).toMatchObject({ name, replaced: 0 });
    expect(encode(text, codec)).toEqual(Buffer.from(bytes.flat()));
    expect(warnings).toEqual(['low-confidence-encoding']);
  });

  test('random bytes are not put to the vote, unless an encoding is declared', () => {
    const next = below(2);
    const bytes = Buffer.from(Array.from({ length: 2800 }, () => 32 + next(224)));
    expect(detect(bytes).encoding).toMatchObject({ name: 'windows-1252', by: 'default', confidence: 0.1 });
    expect(detect(bytes, { charset: 'koi8-r' }).encoding.by).not.toBe('default');
  });

  test('the libraries see the beginning up to a number of different pairs, or all', () => {
    const all = Uint8Array.from({ length: 900 }, (_, i) => (i % 3 === 0 ? 65 : 0x80 + (i % 100)));
    expect(untilPairs(all, 1000)).toBe(all);
    expect(untilPairs(Uint8Array.of(65, 66, 0x80, 0x81, 0x80, 0x81, 0x82), 3).length).toBe(6);
  });
});

describe('marks and declarations', () => {
  test.each([
    ['utf-8', 'utf8'],
    ['utf-16le', 'utf-16le'],
    ['utf-16be', 'utf-16be'],
    ['utf-32le', 'utf-32le'],
    ['gb18030', 'gb18030'],
  ])('a byte order mark of %s is not part of the text', (name, codec) => {
    const { text, encoding } = detect(encode(`\ufeff${HANS}`, codec));
    expect(text).toBe(HANS);
    expect(encoding).toMatchObject({ name, by: 'bom', confidence: 1 });
  });

  test('a UTF-8 byte order mark before another encoding', () => {
    const { text, encoding } = detect(Buffer.concat([Buffer.from('\ufeff'), encode(HANS, 'gbk')]));
    expect(text).toBe(HANS);
    expect(encoding.by).toBe('likelihood');
  });

  test('a declaration confirmed by the bytes decides', () => {
    const page = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=GB2312"></head>${HANS}`;
    expect(detect(encode(page, 'gbk')).encoding).toMatchObject({ name: 'gb18030', by: 'declared', declared: 'gb2312' });
    expect(detect(encode(HANT, 'big5'), { charset: 'Big5' }).encoding).toMatchObject({
      by: 'declared',
      declared: 'big5',
    });
  });

  test('a declaration refuted by the bytes is reported and ignored', () => {
    const { text, encoding, warnings } = detect(encode(`<?xml version="1.0" encoding="UTF-8"?>${HANS}`, 'gbk'));
    expect(text.endsWith(HANS)).toBe(true);
    expect(encoding).toMatchObject({ name: 'gb18030', by: 'likelihood', declared: 'utf-8' });
    expect(warnings).toEqual(['declared-encoding-wrong']);
    expect(detect(encode(HANS, 'utf8'), { charset: 'gbk' }).warnings).toEqual(['declared-encoding-wrong']);
  });

  test('forced and restricted', () => {
    const bytes = encode(HANS, 'gbk');
    expect(detect(bytes, { encoding: 'latin1' }).encoding).toMatchObject({ name: 'windows-1252', by: 'forced' });
    expect(detect(bytes, { candidates: ['big5', 'utf-8'] }).encoding.name).toBe('big5');
    expect(detect(encode(RUSSIAN, 'koi8-r'), { candidates: ['windows-1251'] }).encoding.name).toBe('windows-1251');
    expect(detect(bytes, { candidates: ['ascii', 'hz', 'cp936'] }).encoding.name).toBe('gb18030');
    expect(detect(Buffer.of(0xff, 0x41), { candidates: ['utf-8', 'gbk', 'koi8-r'] }).encoding.name).toBe('koi8-r');
    expect(detect(encode(`\ufeff${HANS}`, 'utf-16be'), { encoding: 'utf-16' }).text).toBe(HANS);
  });
});

describe('damage', () => {
  test('a stray byte does not rule out UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from(HANS), Buffer.of(0xff), Buffer.from(HANS)]);
    const { text, encoding, warnings } = detect(bytes);
    expect(text).toBe(`${HANS}\ufffd${HANS}`);
    expect(encoding).toMatchObject({ name: 'utf-8', replaced: 1 });
    expect(warnings).toEqual(['replaced-bytes']);
  });

  test.each([
    ['utf8', HANS],
    ['gbk', HANS],
    ['big5', HANT],
    ['utf-16le', HANS],
  ])('the last byte cut off costs one character (%s)', (codec, text) => {
    const { text: decoded, encoding } = detect(encode(`${text}好`, codec).subarray(0, -1));
    expect(decoded).toBe(`${text}\ufffd`);
    expect(encoding.replaced).toBe(1);
  });

  test('a literal replacement character is not counted', () => {
    expect(detect(Buffer.from(`${HANS}\ufffd`)).encoding.replaced).toBe(0);
  });

  test('a stray byte in Chinese without ASCII', () => {
    const bytes = encode(HANS.replaceAll('\n', ''), 'gbk');
    const damaged = Buffer.concat([bytes.subarray(0, 20), Buffer.of(0xb5), bytes.subarray(20)]);
    expect(detect(damaged).encoding.name).toBe('gb18030');
  });

  test.each([
    ['gbk', 'utf8'],
    ['gbk', 'big5'],
    ['utf8', 'gbk'],
    ['big5', 'gbk'],
  ])('lines in another encoding: %s with %s', (most, few) => {
    const [a, b] = [most, few].map((codec) => (codec === 'big5' ? HANT : HANS));
    const bytes = Buffer.concat([encode(`${a}\n${a}\n`, most), encode(`${b}\n`, few), encode(String(a), most)]);
    const { text, warnings } = detect(bytes);
    expect(text).toBe(`${a}\n${a}\n${b}\n${a}`);
    expect(warnings).toEqual(['mixed-encoding']);
    const name = String(knownEncoding(most));
    expect(detect(bytes, { candidates: [name] }).warnings).not.toContain('mixed-encoding');
    expect(detect(bytes, { candidates: [name, few] })).toEqual(detect(bytes));
  });
});

describe('names', () => {
  test.each([
    ['GBK', 'gb18030'],
    ['cp936', 'gb18030'],
    ['Big5-HKSCS', 'big5'],
    ['cp950', 'big5'],
    ['UTF8', 'utf-8'],
    ['latin1', 'windows-1252'],
    ['HZ', 'hz-gb-2312'],
    ['cp866', 'ibm866'],
    ['viscii', 'viscii'],
    ['no-such-thing', null],
    ['base64', null],
  ])('%s is %s', (label, name) => {
    expect(knownEncoding(label)).toBe(name);
  });

  test('every name resolves to itself', () => {
    for (const label of [
      'gb18030',
      'big5',
      'euc-tw',
      'hz-gb-2312',
      'iso-2022-cn',
      'utf-32le',
      'x-mac-cyrillic',
      'ibm866',
    ]) {
      expect(knownEncoding(label)).toBe(label);
    }
  });

  test('similar names', () => {
    expect(nearEncodings('gb1830')).toContain('gb18030');
    expect(nearEncodings('utf-88')[0]).toBe('utf-8');
    expect(nearEncodings('x'.repeat(1000))).toEqual([]);
  });
});

describe('binary data', () => {
  test('NULs at the end are padding; among others they are evidence unless the user says that it is text', () => {
    for (const codec of ['utf8', 'gbk', 'utf-16le'])
      for (const padding of [8, 50, 5000, 100_000])
        expect(looksBinary(Buffer.concat([encode(HANT.slice(0, 15), codec), Buffer.alloc(padding)]))).toBe(null);
    const inside = Buffer.from('今天\0\0\0天氣\0\0\0很好\n');
    const numbers = Buffer.from(Uint32Array.from({ length: 500 }, (_, at) => at % 9).buffer);
    expect([binaryKind(inside)?.what, binaryKind(inside, true)]).toEqual(['binary data', null]);
    for (const bytes of [numbers, Buffer.alloc(4000), Buffer.concat([Buffer.from([1, 0, 7]), Buffer.alloc(500)])])
      expect([looksBinary(bytes), binaryKind(bytes, true)?.what]).toEqual(['binary data', 'binary data']);
    expect(binaryKind(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), true)?.what).toBe('PNG image');
  });

  test('holes of whole sectors are no evidence against text, other NULs and controls beside them are', () => {
    const hole = Buffer.alloc(512);
    for (const codec of ['utf8', 'gbk', 'big5']) {
      const text = encode(HANT.slice(0, 60), codec);
      for (const parts of [
        [text, hole, text],
        [hole, text],
        [text, hole, text, hole, hole, text, hole],
      ])
        expect(looksBinary(Buffer.concat(parts))).toBe(null);
      for (const other of [hole.subarray(1), Buffer.from([1]), Buffer.from([0]), Buffer.from([0x7f])])
        expect(looksBinary(Buffer.concat([text, hole, text.subarray(0, 90), other, text]))).toBe('binary data');
    }
    expect(looksBinary(Buffer.concat([hole, Buffer.from('今天天氣很好。'), hole]))).toBe('binary data');
    expect(looksBinary(Buffer.concat([encode(HANT, 'utf8'), Buffer.alloc(2 ** 17), encode(HANT, 'utf8')]))).toBe(null);
  });

  test('known formats', () => {
    expect(looksBinary(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))).toBe('PNG image');
    expect(looksBinary(Buffer.from('%PDF-1.7\n'))).toBe('PDF');
    expect(looksBinary(Buffer.from('\x7fELF\x02', 'latin1'))).toBe('ELF program');
    expect(looksBinary(Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) >> 3)))).toBe('binary data');
  });

  test('text is not binary, in any encoding', () => {
    const texts = Object.values(sample).filter((value) => typeof value === 'string');
    for (const text of texts) {
      for (const codec of ['utf8', 'utf-16le', 'utf-16be', 'utf-32le', 'gb18030', 'koi8-r']) {
        expect([codec, text, looksBinary(encode(text, codec))]).toEqual([codec, text, null]);
      }
    }
    expect(looksBinary(Buffer.from(`${HANS}\0${HANS}\0`))).toBeNull();
    expect(looksBinary(Buffer.from('天氣\0很好'))).toBeNull();
    expect(looksBinary(Buffer.from('\x01\x02\x03\x04\x05\x06'))).toBe('binary data');
    expect(looksBinary(Buffer.from('~{4:LlAK~}\n'.repeat(100)))).toBeNull();
    expect(looksBinary(Buffer.from('\x1b$)A\x0e4:Ll\x0f\n'.repeat(100)))).toBeNull();
    expect(looksBinary(new Uint8Array())).toBeNull();
  });
});
