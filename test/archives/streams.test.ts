import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { archiveOf, budget, byteReader, Damage, rest } from '../../src/archives/index.ts';
import * as packed from '../made/packed.ts';
import { LONG, ONE, TWO } from '../made/packed.ts';
import { undamaged } from '../run/members.ts';

/** The header of a gzip member with all optional fields. */
const GZIP_HEAD = Buffer.concat([
  Buffer.from([0x1f, 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3, 4, 0, 1, 2, 0, 0]),
  Buffer.from('新闻.txt\0a comment\0\0\0'),
  gzipSync(ONE).subarray(10),
]);

const KINDS: Readonly<Record<string, readonly [bytes: Buffer, text: string]>> = {
  gzip: [gzipSync(ONE), ONE],
  'gzip of members and padding': [Buffer.concat([GZIP_HEAD, gzipSync(TWO), Buffer.alloc(300)]), ONE + TWO],
  'gzip, stored': [gzipSync(LONG, { level: 0 }), LONG],
  xz: [packed.XZ, ONE],
  'xz of streams': [packed.XZ_STREAMS, ONE + TWO],
  'xz of blocks': [packed.XZ_BLOCKS, LONG],
  bzip2: [packed.BZIP2, ONE],
  'bzip2 of streams': [packed.BZIP2_STREAMS, ONE + TWO],
  'bzip2 of blocks': [packed.BZIP2_BLOCKS, LONG],
  'bzip2 of runs': [packed.BZIP2_RUNS, `${'a'.repeat(300)}\n`],
  zstd: [packed.ZSTD, ONE],
  'zstd, unchecked': [packed.ZSTD_UNCHECKED, ONE],
  'zstd of frames': [packed.ZSTD_FRAMES, ONE + TWO],
  'zstd, long': [packed.ZSTD_LONG, LONG],
};

interface Unpacked {
  readonly text: Buffer;
  /** The error message; empty if intact. */
  readonly why: string;
}

/** Unpacks a compressed stream whose bytes arrive in these pieces; `why` is the error message, if any. */
async function unpacked(pieces: readonly Uint8Array[], maxWindow = 2 ** 27): Promise<Unpacked> {
  const archive = archiveOf(Buffer.concat(pieces));
  if (archive === null) return { text: Buffer.alloc(0), why: 'no archive' };
  const how = { maxBytes: 1e7, maxWindow, budget: budget(), file: null };
  const parts: Buffer[] = [];
  try {
    for await (const member of undamaged(archive.members(byteReader(pieces.values()), how)))
      for (let bytes = await member.bytes.some(); bytes !== null; bytes = await member.bytes.some())
        parts.push(Buffer.from(bytes));
    return { text: Buffer.concat(parts), why: '' };
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    return { text: Buffer.concat(parts), why: error.message };
  }
}

function cut(bytes: Uint8Array, places: readonly number[]): readonly Uint8Array[] {
  const at = [0, ...places.map((place) => place % bytes.length).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

/** Offsets in some bytes: every one of short data, about 40 of long. */
function places(bytes: Uint8Array): readonly number[] {
  const step = bytes.length < 500 ? 1 : Math.ceil(bytes.length / 40);
  return Array.from({ length: Math.floor(bytes.length / step) }, (_, index) => index * step);
}

describe.each(Object.entries(KINDS))('%s', (_, [bytes, written]) => {
  const text = Buffer.from(written);

  test('gives the same text however its bytes are chunked', async () => {
    const whole = await unpacked([bytes]);
    expect([whole.why, whole.text.equals(text)]).toEqual(['', true]);
    const where = fc.array(fc.nat(1e6), { maxLength: 12 });
    const same = fc.asyncProperty(where, async (at) => (await unpacked(cut(bytes, at))).text.equals(text));
    await fc.assert(same, { numRuns: 10 });
    if (bytes.length < 500) expect((await unpacked(cut(bytes, [...bytes.keys()]))).text).toEqual(text);
  });

  test('is damaged if truncated anywhere but between whole parts', async () => {
    for (const end of places(bytes).slice(12)) {
      const got = await unpacked([bytes.subarray(0, end)]);
      if (got.why === '') expect([ONE, ONE + TWO]).toContain(got.text.toString());
      else expect(text.subarray(0, got.text.length).equals(got.text)).toBe(true);
    }
  });

  test('with one bit flipped is damaged or gives the same text', async () => {
    const checked = bytes !== packed.ZSTD_UNCHECKED;
    for (const at of places(bytes)) {
      const turned = Buffer.from(bytes);
      turned[at] = (turned[at] ?? 0) ^ (1 << ((at * 5) % 8));
      const got = await unpacked([turned]);
      if (got.why === '' && checked) expect(text.equals(got.text) || got.text.toString() === ONE).toBe(true);
    }
  });
});

describe('error messages', () => {
  test.each([
    ['the checksum of a block', packed.BZIP2, 10, /checksum of a block of bzip2 stream 1 is wrong/],
    ['the checksum of a bzip2 stream', packed.BZIP2, packed.BZIP2.length - 3, /checksum of bzip2 stream 1 is wrong/],
    ['a check of xz', packed.XZ, packed.XZ.length - 30, /xz stream 1 is altered, or its checksum is wrong/],
    ['bytes after xz', Buffer.concat([packed.XZ, Buffer.from('more')]), -1, /no xz stream at byte \d+/],
    ['bytes after bzip2', Buffer.concat([packed.BZIP2, Buffer.from('more')]), -1, /no bzip2 stream at byte \d+/],
    ['xz with SHA-256', packed.XZ_SHA256, -1, /uses a filter or a checksum that is not supported/],
    ['xz with a large dictionary', packed.XZ_DICTIONARY, -1, /needs a dictionary larger than/],
    ['a window of zstd', packed.ZSTD_256_MIB, -1, /needs a window of 268435456 bytes, more than 134217728/],
  ])('%s', async (_, bytes, at, message) => {
    const turned = Buffer.from(bytes);
    if (at >= 0) turned[at] = (turned[at] ?? 0) ^ 1;
    expect((await unpacked([turned])).why).toMatch(message);
  });

  test('a window within the default limit of zstd is read', async () => {
    expect(await unpacked([packed.ZSTD_128_MIB])).toEqual({ text: Buffer.from(ONE), why: '' });
  });

  test('a larger window is read if Node has zstd, else refused with advice', async () => {
    const { text, why } = await unpacked([packed.ZSTD_256_MIB], 2 ** 28);
    if ('zstd' in process.versions) expect({ text, why }).toEqual({ text: Buffer.from(ONE), why: '' });
    else expect(why).toMatch(/more than 134217728; Node 22\.15 and later/);
  });
});

test('a line spread over many small members takes little memory', async () => {
  const reader = byteReader(Array.from({ length: 200_000 }, () => Buffer.from('a')).values());
  expect((await rest(reader, 1e6))?.equals(Buffer.alloc(200_000, 'a'))).toBe(true);
});

describe('many small parts', () => {
  test('what is held of thousands of small gzip members is little more than their content', async () => {
    const bytes = Buffer.concat(Array.from({ length: 2000 }, () => gzipSync('a')));
    const how = { maxBytes: 1e7, maxWindow: 2 ** 27, budget: budget(), file: null };
    const held = new Set<ArrayBufferLike>();
    for await (const member of undamaged(archiveOf(bytes)?.members(byteReader([bytes].values()), how) ?? []))
      for (let part = await member.bytes.some(); part !== null; part = await member.bytes.some()) held.add(part.buffer);
    const size = [...held].reduce((sum, { byteLength }) => sum + byteLength, 0);
    expect(size).toBeGreaterThanOrEqual(2000);
    expect(size).toBeLessThan(2 ** 17);
  });

  test('frames of zstd share one instance of the checksum', async () => {
    const compiled = vi.spyOn(Reflect.get(globalThis, 'WebAssembly') as { instantiate: () => unknown }, 'instantiate');
    const { text, why } = await unpacked(Array.from({ length: 200 }, () => packed.ZSTD));
    expect([text.toString(), why]).toEqual([ONE.repeat(200), '']);
    expect(compiled.mock.calls.length).toBeLessThanOrEqual(1);
    compiled.mockRestore();
  });

  test('a short stream of bzip2 after a long one, in the same memory', async () => {
    const { text, why } = await unpacked([packed.BZIP2_BLOCKS, packed.BZIP2, packed.BZIP2_BLOCKS]);
    expect([text.toString() === LONG + ONE + LONG, why]).toEqual([true, '']);
  });
});

describe('content before damage', () => {
  const whole = gzipSync(ONE);
  const packedTwice = gzipSync(Buffer.concat([whole, gzipSync(TWO)]));
  test.each([
    ['a whole member of gzip, then garbage', Buffer.concat([whole, Buffer.from('garbage')]), ONE],
    ['a whole member of gzip, then one cut short', Buffer.concat([whole, gzipSync(TWO).subarray(0, 12)]), ONE],
    ['a whole stream of bzip2, then garbage', Buffer.concat([packed.BZIP2, Buffer.from('garbage')]), ONE],
    ['a whole frame of zstd, then garbage', Buffer.concat([packed.ZSTD, Buffer.from('garbage')]), ONE],
    ['gzip without its checksum', packedTwice.subarray(0, -8), whole.toString('latin1')],
  ])('%s, is returned even if more is requested at once', async (_, bytes, text) => {
    const how = { maxBytes: 1e7, maxWindow: 2 ** 27, budget: budget(), file: null };
    const read = async (): Promise<void> => {
      for await (const member of undamaged(archiveOf(bytes)?.members(byteReader([bytes].values()), how) ?? [])) {
        const given = await member.bytes.peek(2 ** 20);
        expect([given.toString(), given.toString('latin1')].some((found) => found.startsWith(text))).toBe(true);
        await expect(member.bytes.exactly(given.length + 1, 'a test')).rejects.toThrow(Damage);
      }
    };
    // Garbage is no part of the member, and is told behind it.
    if (bytes.includes('garbage')) await expect(read()).rejects.toThrow(/^no (?:gzip member|bzip2 stream|zstd frame)/);
    else await read();
    expect.assertions(bytes.includes('garbage') ? 3 : 2);
  });

  test.each([
    ['a frame of zstd with a wrong checksum', packed.ZSTD, ONE],
    ['a long frame of zstd with a wrong checksum', packed.ZSTD_LONG, LONG],
    ['an xz stream with a wrong check', packed.XZ, ONE, packed.XZ.length - 30],
    ['an xz stream with a wrong index', packed.XZ, ONE, packed.XZ.length - 16],
    ['gzip with a wrong checksum', whole, ONE, whole.length - 6],
  ])('%s yields everything, then the failure', async (_, bytes, text, at = bytes.length - 1) => {
    const turned = Buffer.from(bytes);
    turned[at] = (turned[at] ?? 0) ^ 1;
    const got = await unpacked([turned]);
    expect([got.text.toString() === text, got.why]).toEqual([true, expect.stringMatching(/altered|wrong/)]);
  });

  test.each([
    ['zstd', packed.ZSTD_LONG, 2 ** 17],
    ['xz', packed.XZ_BLOCKS, 180_000],
    ['xz in its first block', packed.XZ_BLOCKS.subarray(0, 700), 20_000],
    ['bzip2', packed.BZIP2_BLOCKS, 99_000],
    ['gzip', gzipSync(LONG), LONG.length],
  ])('truncated %s yields what precedes the cut, then the failure', async (_, bytes, least) => {
    const got = await unpacked([bytes.subarray(0, -9)]);
    expect([got.text.length >= least, got.why]).toEqual([true, expect.stringMatching(/ends inside|cut short/)]);
    expect(Buffer.from(LONG).subarray(0, got.text.length).equals(got.text)).toBe(true);
  });
});
