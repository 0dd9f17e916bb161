import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonlBlocks, linesOf } from '../../src/cli/input/jsonl-lines.ts';
import { byteReader, Gap } from '../../src/archives/index.ts';

const LIMIT = 12;

/** Line numbers and lines when read in chunks of the given sizes; null for a line that is too long. */
async function read(text: string, sizes: readonly number[]): Promise<[number, string | null][]> {
  const bytes = Buffer.from(text, 'latin1');
  const lines: [number, string | null][] = [];
  for await (const block of jsonlBlocks(byteReader(chunks(bytes, sizes)), LIMIT)) {
    if (block instanceof Gap) throw block;
    const { first, parts } = block;
    if (parts === null) lines.push([first, null]);
    else {
      const block = Buffer.concat(parts);
      for (const line of linesOf(block, first, LIMIT))
        lines.push([line.number, line.bytes?.toString('latin1') ?? null]);
    }
  }
  return lines;
}

function* chunks(bytes: Buffer, sizes: readonly number[]): Generator<Buffer, void> {
  let start = 0;
  for (let index = 0; start < bytes.length; index++) {
    const size = sizes[index % sizes.length] ?? 1;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

test('lines are the same for any chunking', async () => {
  const line = fc.oneof(
    fc.string({ maxLength: 6, unit: fc.constantFrom('a', ' ', '\t', '\r') }),
    fc.constantFrom('long '.repeat(5), ' '.repeat(20)),
  );
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 12 }), sizes, async (lines, some) => {
      const wanted = lines.flatMap((text, index) =>
        text.length > LIMIT || /[^ \t\r]/.test(text) ? [[index + 1, text.length > LIMIT ? null : text]] : [],
      );
      expect(await read(lines.join('\n'), some)).toEqual(wanted);
      expect(await read(`${lines.join('\n')}\n`, some)).toEqual(wanted);
    }),
  );
});
