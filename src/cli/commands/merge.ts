import { UserError } from '../../index.ts';
import { Unreadable } from '../../archives/index.ts';
import { RunError } from '../run-error.ts';
import { addFailedInputs, failedIn, failedLines, newFailedInputs } from '../parts/failed-inputs.ts';
import { allParts, ledgersOf } from '../parts/over-parts.ts';
import type { Ledger } from '../parts/ledger.ts';
import { blocksOf, linesIn } from '../parts/part-lines.ts';
import { openFolder, partFile, partName } from '../parts/part-folder.ts';
import type { PartFolder } from '../parts/part-folder.ts';
import { mustNotReplaceParts } from '../output/not-an-input.ts';
import { outputFile } from '../output/sink.ts';
import type { Sink } from '../output/sink.ts';
import { packed } from '../output/writer.ts';
import { packingFor } from '../output/writers.ts';
import { tell } from '../terminal/stderr.ts';
import type { Run } from './command.ts';

/** Writes the records of all parts of a folder into one file, with the bytes that one run gives. Returns the exit code. */
export const run: Run = async ([folder = ''], { output }) => {
  if (output === undefined) throw new UserError('merge needs -o, the file to write');
  mustNotReplaceParts(output, folder);
  const parts = await openFolder(folder);
  if (parts.extension === 'parquet')
    throw new UserError(`${folder}: its parts are Parquet, which readers take as they are: part-*.parquet`);
  const { signals } = parts.plan.options as { signals?: true | readonly string[] };
  const packing = await packingFor(output, signals === undefined ? {} : { signals });
  const ledgers = await wholeLedgers(parts);
  if (typeof ledgers === 'string') {
    tell(`normalize: ${ledgers}; nothing is written`);
    return 1;
  }
  const sink = packed(outputFile(output), packing);
  try {
    for (const ledger of ledgers) await copyPart(parts, ledger, sink);
    await sink.close();
    tellFailed(parts, ledgers);
    return 0;
  } catch (error) {
    await sink.abandon().catch(() => undefined);
    throw error;
  }
};

/** The ledgers of all parts, or what is wrong with the first that is not done. */
async function wholeLedgers(parts: PartFolder): Promise<readonly Ledger[] | string> {
  const ledgers: Ledger[] = [];
  for await (const { part, ledger } of ledgersOf(parts, allParts(parts))) {
    if (typeof ledger === 'string') return `${partName(parts, part)} ${ledger}`;
    ledgers.push(ledger);
  }
  return ledgers;
}

/** Names inputs that have no records. */
function tellFailed(parts: PartFolder, ledgers: readonly Ledger[]): void {
  const failed = newFailedInputs();
  for (const ledger of ledgers) addFailedInputs(failed, parts, ledger);
  if (failed.inputs === 0) return;
  tell(`normalize: ${failedIn(failed)}, without all of their records; a run with --retry failed tries them again:`);
  for (const line of failedLines(failed)) tell(`  ${line}`);
}

/** Copies the records of a part. Throws a RunError if it has not as many as its ledger says. */
async function copyPart(parts: PartFolder, { part, bytes, written }: Ledger, sink: Sink): Promise<void> {
  let lines = 0;
  try {
    for await (const block of blocksOf(parts.dir.pathOf(partFile(parts, part)), bytes)) {
      lines += linesIn(block);
      await sink.write(block);
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new RunError(`${partName(parts, part)} cannot be read: ${error.message}`);
  }
  if (lines !== written)
    throw new RunError(`${partName(parts, part)} holds ${lines} records where its ledger says ${written}`);
}
