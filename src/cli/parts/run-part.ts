import { batchResults } from '../workers/results.ts';
import type { Result } from '../workers/result.ts';
import type { Executor } from '../workers/executor.ts';
import type { Problem } from '../input/find-files.ts';
import { packingFor } from '../output/writers.ts';
import { measured, packed } from '../output/writer.ts';
import { outputsOf } from '../output/rejected.ts';
import { writeAs } from '../output/sink.ts';
import type { Sink } from '../output/sink.ts';
import type { RunOptions } from '../options/types.ts';
import { addStats, newStats } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';
import { ledgerOf, ledgerText } from './ledger.ts';
import type { FileSize } from './ledger.ts';
import { filesOf } from './list.ts';
import { asTriedAgain } from './retry.ts';
import { ledgerFile, partFile, rejectedFolder, subfolderOf } from './part-folder.ts';
import type { PartFolder } from './part-folder.ts';

/** What a part is made with. */
interface Making {
  readonly executor: Executor;
  readonly options: RunOptions;
  /** Sees every batch. */
  readonly watch: (result: Result) => void;
  /** False if another process has taken the part over, which is then discarded. */
  readonly isMine: () => Promise<boolean>;
}

/** Writes a part and then its ledger, each published when complete. Returns its figures; null if it was discarded. Throws a RunError. */
export async function runPart(
  parts: PartFolder,
  part: number,
  { executor, options, watch, isMine }: Making,
): Promise<Stats | null> {
  const place = await parts.at(part);
  const kept = await partOutput(parts, part, options);
  const others = await rejectedFolder(parts);
  const rejected = others === null ? null : await partOutput(others, part, options);
  const outputs = await outputsOf(kept.sink, Promise.resolve(rejected?.sink ?? null));
  const stats = newStats();
  const problems: Problem[] = [];
  try {
    const files = asTriedAgain(parts, part, filesOf(parts.dir, parts.plan.list, place));
    for await (const result of batchResults(files, executor, options, stats)) {
      for (const problem of result.problems) problems.push(problem);
      addStats(stats, result.stats);
      await outputs.write(result.lines, result.rejected);
      watch(result);
    }
    if (!(await isMine())) {
      await outputs.abandon();
      return null;
    }
    await outputs.close();
  } catch (error) {
    await outputs.abandon();
    throw error;
  }
  const ledger = ledgerOf(parts, { part, files: place.files }, stats, problems, {
    kept: kept.size(),
    rejected: rejected?.size(),
  });
  await writeAs(await parts.dir.sink(ledgerFile(parts, part)), ledgerText(ledger));
  return stats;
}

/** A part file, and its size on disk and SHA-256 once it is closed. */
async function partOutput(
  parts: PartFolder,
  part: number,
  options: RunOptions,
): Promise<{ sink: Sink; size: () => FileSize }> {
  const name = partFile(parts, part);
  const packing = await packingFor(name, options);
  const file = measured(await parts.dir.sink(name));
  return { sink: packed(file, packing), size: () => ({ bytes: file.bytes(), sha256: file.sha256() }) };
}

/** Removes what killed runs left in the folders of parts, each folder once: a listing can be long. */
export function remainsRemover(parts: PartFolder): (part: number) => Promise<void> {
  const seen = new Set<string>();
  return async (part) => {
    const subfolder = subfolderOf(parts, part);
    if (seen.has(subfolder)) return;
    seen.add(subfolder);
    for (const written of [parts, await rejectedFolder(parts)]) await written?.dir.removeRemains(subfolder);
  };
}
