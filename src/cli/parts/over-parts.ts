import { inOrder } from '../workers/in-order.ts';
import { readLedger } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import type { PartFolder } from './part-folder.ts';

/** Parts of a store that are asked about at a time. */
export const ASKED_AT_A_TIME = 16;

/**
 * What is told of each part, in order. Those of a store are asked about several at a time, because an answer takes longer than what is done
 * with it; a local disk answers one after the other.
 */
export async function* overParts<T>(
  { dir }: PartFolder,
  numbers: Iterable<number>,
  tell: (part: number) => Promise<T>,
  atATime: number = ASKED_AT_A_TIME,
): AsyncGenerator<T, void> {
  if (dir.local) for (const part of numbers) yield await tell(part);
  else yield* inOrder(numbers[Symbol.iterator](), atATime, tell);
}

export interface PartLedger {
  readonly part: number;
  /** What is wrong with it, if it does not match the part. */
  readonly ledger: Ledger | string;
}

/** The ledgers of parts, in order, as `readLedger` reads them. */
export function ledgersOf(parts: PartFolder, numbers: Iterable<number>): AsyncGenerator<PartLedger, void> {
  return overParts(parts, numbers, async (part) => ({ part, ledger: await readLedger(parts, part) }));
}

/** The numbers of all parts. */
export function* allParts({ plan }: PartFolder): Generator<number> {
  for (let part = 0; part < plan.parts; part++) yield part;
}
