import { hash } from 'node:crypto';
import { linesOf } from './jsonl-lines.ts';

/**
 * How often each line of a stream came before, by line number; lines that are new are left out. Lines behind the first four million
 * different ones, which are not remembered, have -1.
 */
export type Repeats = ReadonlyMap<number, number>;

/** Largest number of different lines that are remembered, which takes 100 MB. */
const MAX_LINES = 2 ** 22;
const FIRST_SLOTS = 2 ** 12;
/** Numbers of a slot: 64 bits of the hash of a line, and how often it came. */
const SLOT = 3;

/** Counts the lines of a stream, given in blocks of whole lines, in order. */
export function repeatCounter(maxLines: number = MAX_LINES): (block: Buffer, first: number) => Repeats {
  let slots = new Uint32Array(FIRST_SLOTS * SLOT);
  let known = 0;
  const grow = (): void => {
    const old = slots;
    slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += SLOT)
      if (old[at + 2] !== 0) slots.set(old.subarray(at, at + SLOT), slotOf(slots, old[at] ?? 0, old[at + 1] ?? 0));
  };
  const before = (line: Buffer): number => {
    const digest = hash('sha256', line, 'buffer');
    const [high, low] = [digest.readUInt32LE(0), digest.readUInt32LE(4)];
    const at = slotOf(slots, high, low);
    const count = slots[at + 2] ?? 0;
    if (count === 0) {
      if (known === maxLines) return -1;
      slots.set([high, low], at);
      known++;
    }
    slots[at + 2] = count + 1;
    if (known * 2 * SLOT > slots.length) grow();
    return count;
  };
  return (block, first) => {
    const repeats = new Map<number, number>();
    for (const { number, bytes } of linesOf(block, first, Infinity)) {
      const count = bytes === null ? 0 : before(bytes);
      if (count !== 0) repeats.set(number, count);
    }
    return repeats;
  };
}

/** Where a line is, or would be. */
function slotOf(slots: Uint32Array, high: number, low: number): number {
  for (let at = (high * SLOT) % slots.length; ; at = (at + SLOT) % slots.length)
    if (slots[at + 2] === 0 || (slots[at] === high && slots[at + 1] === low)) return at;
}

/** What takes the place of path and member in the id of a line of standard input, where its number depends on how the stream was cut. */
export function placeOfLine(number: number, repeats: Repeats): string {
  const count = repeats.get(number) ?? 0;
  return count < 0 ? `line:${number}` : String(count);
}
