import { readLedger } from './ledger.ts';
import { ledgerFile } from './part-folder.ts';
import type { PartFolder } from './part-folder.ts';

/** Deletes the ledgers of those of these parts in which an input failed, so that they are made again. Returns their number. */
export async function forgetFailed(parts: PartFolder, numbers: Iterable<number>): Promise<number> {
  let count = 0;
  for (const part of numbers) {
    const ledger = await readLedger(parts, part);
    if (typeof ledger === 'string' || ledger.failed === 0) continue;
    await parts.dir.remove(ledgerFile(parts, part));
    count++;
  }
  return count;
}
