import type { Source } from '../../index.ts';
import type { ReadOptions } from '../options/types.ts';
import { isBulkAction } from './bulk-actions.ts';
import { nameOfSource } from './file-name.ts';
import type { Problem } from './find-files.ts';
import { linesOf } from './jsonl-lines.ts';
import { tooLarge } from './problems.ts';
import { placeOfLine } from './repeated-lines.ts';
import type { Repeats } from './repeated-lines.ts';

/** Whole lines of JSONL, one document per line. */
export interface Lines {
  readonly kind: 'lines';
  /** What all of them share; `member` is the place of the file, without a line number. */
  readonly source: Omit<Source, 'bytes'>;
  /** 1-based number of the first line. */
  readonly first: number;
  /** How often lines came before, in a filter. */
  readonly repeats?: Repeats;
  /** The bytes, in chunks that need not end at line breaks. */
  readonly parts: readonly Uint8Array[];
}

/** The documents in a block of JSONL lines. Lines that cannot be objects and are skipped, and lines that say what becomes of others, are only counted. */
export function* sourcesIn(
  { source, first, repeats }: Pick<Lines, 'source' | 'first' | 'repeats'>,
  block: Buffer,
  { maxBytes, onError }: ReadOptions,
): Generator<Source | Problem> {
  const nameOfLine = (number: number): Buffer =>
    nameOfSource({ ...source, member: inner(source.member, `line:${number}`) });
  let start = 0;
  let count = 0;
  const actions: number[] = [];
  const skipped = (): Problem => {
    const name = nameOfLine(start);
    return { kind: 'skipped', name, reason: 'invalid-line', why: NOT_AN_OBJECT, count };
  };
  for (const { number, bytes } of linesOf(block, first, maxBytes)) {
    if (onError === 'skip' && bytes !== null && !mayBeObject(bytes)) {
      if (count++ === 0) start = number;
      continue;
    }
    if (bytes !== null && isBulkAction(bytes)) {
      actions.push(number);
      continue;
    }
    if (count > 0) yield skipped();
    count = 0;
    if (bytes === null) yield tooLarge(nameOfLine(number), maxBytes);
    else {
      const id = repeats === undefined ? {} : { id: placeOfLine(number, repeats) };
      yield { ...source, ...id, member: inner(source.member, `line:${number}`), bytes };
    }
  }
  if (count > 0) yield skipped();
  yield* actionsAt(actions, nameOfLine);
}

/** What is said once of the lines that are actions. */
function actionsAt(numbers: readonly number[], nameOfLine: (number: number) => Buffer): readonly Problem[] {
  const [first] = numbers;
  if (first === undefined) return [];
  return [
    { kind: 'skipped', name: nameOfLine(first), reason: 'not-a-document', why: AN_ACTION, count: numbers.length },
  ];
}

const AN_ACTION = 'is an action of a bulk request to Elasticsearch';

/** Message about a JSONL line. */
export const NOT_AN_OBJECT = 'is not a JSON object';

/** False if the first bytes cannot begin an object in any encoding that JSONL is read in. */
function mayBeObject(line: Uint8Array): boolean {
  const start = line.find((byte) => byte > 0x20) ?? 0;
  return start === 0x7b || start >= 0x80;
}

/** Joins a place to the place that contains it. */
export function inner(outer: string | null, name: string | null): string | null {
  return outer === null || name === null ? (name ?? outer) : `${outer}!${name}`;
}
