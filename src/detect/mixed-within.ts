import { utf8Runs } from './utf-8.ts';
import { readings } from './model/surprise.ts';

/** Consecutive lines, or a part of one, in the same encoding. */
export interface Stretch {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Fewest characters of three bytes or more in a row: in another encoding four never are by chance. */
const MIN_LONG = 4;
/** Fewest bytes beyond ASCII outside of the runs in UTF-8, the largest mean surprise of them, and one invalid sequence for so many characters. */
const MIN_OTHER_BYTES = 8;
const MOST_BITS = 11.5;
const CHARS_PER_INVALID = 20;

/**
 * Splits a line that is partly in UTF-8 and partly in another encoding, as where a program cut texts and joined them again. Null if no long run
 * of it is UTF-8 or if the rest is no text in one of the other encodings.
 */
export function stretchesWithin(line: Uint8Array, others: ReadonlySet<string>): readonly Stretch[] | null {
  const runs = utf8Runs(line, MIN_LONG);
  if (runs.length === 0) return null;
  const outside = runs.map(({ start }, i) => line.subarray(runs[i - 1]?.end ?? 0, start));
  outside.push(line.subarray(runs.at(-1)?.end ?? 0));
  const rest = Buffer.concat(outside);
  if (rest.reduce((count, byte) => count + (byte >> 7), 0) < MIN_OTHER_BYTES) return null;
  const [best] = readings(rest, new Set([...others].filter((name) => name !== 'utf-8')));
  if (best === undefined || best.mean > MOST_BITS || best.invalid * CHARS_PER_INVALID > best.chars) return null;
  return outside.flatMap((bytes, i) => {
    const run = runs[i];
    const utf8 = run === undefined ? [] : [{ name: 'utf-8', bytes: line.subarray(run.start, run.end) }];
    return bytes.length === 0 ? utf8 : [{ name: best.name, bytes }, ...utf8];
  });
}
