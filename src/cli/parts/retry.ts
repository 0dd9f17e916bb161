import { ledgerFile } from './part-folder.ts';
import type { PartFolder } from './part-folder.ts';
import { ledgersOf } from './over-parts.ts';

/** Deletes the ledgers of those of these parts in which an input failed, so that they are made again. Returns their number. */
export async function forgetFailed(parts: PartFolder, numbers: Iterable<number>): Promise<number> {
  let count = 0;
  for await (const { part, ledger } of ledgersOf(parts, numbers)) {
    if (typeof ledger === 'string' || ledger.failed === 0) continue;
    await parts.dir.remove(ledgerFile(parts, part));
    count++;
  }
  return count;
}
