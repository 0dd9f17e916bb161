import { amount } from '../terminal/amounts.ts';
import { printLine } from '../terminal/print.ts';
import { tell } from '../terminal/stderr.ts';
import type { Run } from './command.ts';
import { droppedIn, readLedger } from '../parts/ledger.ts';
import { ledgerFile, openFolder, partName } from '../parts/part-folder.ts';
import type { PartFolder } from '../parts/part-folder.ts';
import { ASKED_AT_A_TIME, overParts } from '../parts/over-parts.ts';
import { faultOfPart } from '../parts/part-integrity.ts';
import { DamagedPlan } from '../parts/plan-file.ts';
import { partsIn, shardOf } from '../parts/shard.ts';
import type { Shard } from '../parts/shard.ts';

/** Verifies that every part of a folder is present and intact and that the ledgers add up; prints what is wrong. Returns the exit code. */
export const run: Run = async ([folder = ''], { quick = false, shard = '1/1', reset = false }) => {
  try {
    return await verify(await openFolder(folder), shardOf(shard, process.env), { quick, reset });
  } catch (error) {
    if (!(error instanceof DamagedPlan)) throw error;
    tell(`normalize: ${error.message}`);
    return 1;
  }
};

interface How {
  /** Compare sizes only, and do not read the parts. */
  readonly quick: boolean;
  /** Delete the ledgers of what is wrong. */
  readonly reset: boolean;
}

/** Parts of a store that are read at a time: some MiB of each are in memory. */
const READ_AT_A_TIME = 4;

/** Verifies the parts of a shard. */
async function verify(parts: PartFolder, shard: Shard, { quick, reset }: How): Promise<number> {
  let [wrong, count, deleted] = [0, 0, 0];
  const planned = { files: 0, bytes: 0 };
  const sums = { in: 0, written: 0, dropped: 0, failed: 0 };
  const look = async (part: number) => {
    const ledger = await readLedger(parts, part);
    const fault = typeof ledger === 'string' ? ledger : quick ? null : await faultOfPart(parts, ledger);
    return { part, ledger, fault, place: await parts.at(part) };
  };
  const looks = overParts(parts, partsIn(shard, parts.plan.parts), look, quick ? ASKED_AT_A_TIME : READ_AT_A_TIME);
  for await (const { part, ledger, fault, place } of looks) {
    add(planned, place);
    count++;
    if (typeof ledger !== 'string' && fault === null) add(sums, { ...ledger, dropped: droppedIn(ledger) });
    else {
      wrong++;
      const isReset = reset && (await parts.dir.stat(ledgerFile(parts, part))) !== null;
      printLine(`${partName(parts, part)}: ${fault ?? ''}${isReset ? '; its ledger is deleted' : ''}`);
      if (!isReset) continue;
      await parts.dir.remove(ledgerFile(parts, part));
      deleted++;
    }
  }
  const { plan } = parts;
  if (shard.count === 1 && (planned.files !== plan.files || planned.bytes !== plan.bytes)) {
    wrong++;
    printLine(`${plan.index}: does not add up to the files and bytes of plan.json`);
  }
  if (deleted > 0) printLine(`${amount(deleted, 'part')} will be made again by the next run`);
  printLine(
    `${count - Math.min(wrong, count)} of ${count} parts are whole${quick ? ', by their sizes' : ''}: ${sums.in} in = ${sums.written} written + ${sums.dropped} dropped + ${sums.failed} failed`,
  );
  return wrong > 0 ? 1 : 0;
}

function add<Key extends string>(sums: Record<Key, number>, more: Readonly<Record<NoInfer<Key>, number>>): void {
  for (const key of Object.keys(sums) as Key[]) sums[key] += more[key];
}
