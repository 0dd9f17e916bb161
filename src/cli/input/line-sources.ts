import type { Source } from '../../index.ts';
import type { ReadOptions } from '../options/types.ts';
import { nameOfSource } from './file-name.ts';
import type { Problem } from './find-files.ts';
import { linesOf } from './jsonl-lines.ts';
import { tooLarge } from './problems.ts';

/** Whole lines of JSONL, a document each. */
export interface Lines {
  readonly kind: 'lines';
  /** What is the same for all of them; `member` is where the lines stand, not yet which of them. */
  readonly source: Omit<Source, 'bytes'>;
  /** Number of the first, 1-based. */
  readonly first: number;
  /** One after the other, in pieces that need not end where lines end. */
  readonly parts: readonly Uint8Array[];
}

/** The documents in lines of JSONL, whose bytes are `block`. Lines that cannot be objects and are to be skipped are counted, not looked at one by one. */
export function* sourcesIn(
  { source, first }: Pick<Lines, 'source' | 'first'>,
  block: Buffer,
  { maxBytes, onError }: ReadOptions,
): Generator<Source | Problem> {
  const nameOfLine = (number: number): Buffer =>
    nameOfSource({ ...source, member: inner(source.member, `line:${number}`) });
  let start = 0;
  let count = 0;
  const skipped = (): Problem => {
    const name = nameOfLine(start);
    return { kind: 'skipped', name, reason: 'invalid-line', why: NO_OBJECT, count };
  };
  for (const { number, bytes } of linesOf(block, first, maxBytes)) {
    if (onError === 'skip' && bytes !== null && !mayBeObject(bytes)) {
      if (count++ === 0) start = number;
      continue;
    }
    if (count > 0) yield skipped();
    count = 0;
    if (bytes === null) yield tooLarge(nameOfLine(number), maxBytes);
    else yield { ...source, member: inner(source.member, `line:${number}`), bytes };
  }
  if (count > 0) yield skipped();
}

/** Said of a JSONL line. */
export const NO_OBJECT = 'is not a JSON object';

/** False for what begins like no object in any encoding that JSONL is read in. */
function mayBeObject(line: Uint8Array): boolean {
  const start = line.find((byte) => byte > 0x20) ?? 0;
  return start === 0x7b || start >= 0x80;
}

/** A place in a place. */
export function inner(outer: string | null, name: string | null): string | null {
  return outer === null || name === null ? (name ?? outer) : `${outer}!${name}`;
}
