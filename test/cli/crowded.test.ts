import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { crowded } from '../../src/cli/input/crowded.ts';
import { command, temporaryFolder } from '../run/command.ts';

const LIMIT = 2 ** 26;
const LINES = LIMIT / 16;
const ELEMENTS = LIMIT / 32;

test.each([
  ['lines', '1\n', LINES, /has 4194305 lines, more than 4194304; --max-bytes/],
  ['lines of an old Mac', '\r', LINES, /lines/],
  ['line breaks of Unicode', '\u2028', LINES, /lines/],
  ['line breaks in JSON', '\\n', LINES, /lines/],
  ['tags', '<b>', ELEMENTS, /has 2097153 elements, more than 2097152; --max-bytes/],
  ['arrays', '[', ELEMENTS, /elements/],
])('one of the %s too many', (_, unit, most, message) => {
  const bytes = Buffer.alloc(Buffer.byteLength(unit) * (most + 1), unit);
  expect(crowded(bytes, LIMIT)).toMatch(message);
  expect(crowded(bytes, 2 * LIMIT)).toBeNull();
  expect(crowded(bytes.subarray(Buffer.byteLength(unit)), LIMIT)).toBeNull();
});

test('a small limit does not make short lines too many', () => {
  expect(crowded(Buffer.from('山\n'.repeat(200)), 1000)).toBeNull();
});

test('a packed file of short lines is refused, within the memory of an ordinary run; the next file is done', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.jsonl.gz'), gzipSync(Buffer.alloc(6e7, '1\n'), { level: 1 }));
  writeFileSync(join(folder, 'b.txt'), '一。\n');
  const { code, records, stderr } = command([folder], { env: { NODE_OPTIONS: '--max-old-space-size=200' } });
  expect(stderr).toMatch(/a\.jsonl\.gz: has 30000000 lines/);
  expect([code, records.map(({ text }) => text)]).toEqual([1, ['一。']]);
});
