import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { batchResults } from '../workers/results.ts';
import type { Result } from '../workers/results.ts';
import type { Executor } from '../workers/executor.ts';
import type { Problem } from '../input/find-files.ts';
import { packingFor } from '../output/writers.ts';
import { measured, packed } from '../output/writer.ts';
import { outputsOf } from '../output/rejected.ts';
import { fileSink, writeFile } from '../output/sink.ts';
import type { Sink } from '../output/sink.ts';
import { isLeftover } from '../output/temporary.ts';
import type { RunOptions } from '../options/types.ts';
import { addStats, newStats } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';
import { ledgerOf, ledgerText } from './ledger.ts';
import type { FileSize } from './ledger.ts';
import { filesOf } from './list.ts';
import { folderOf, ledgerPath, namesBeside, partPath, rejectedFolder } from './part-folder.ts';
import type { PartFolder } from './part-folder.ts';

/** What a part is made with. */
interface Making {
  readonly executor: Executor;
  readonly options: RunOptions;
  /** Sees every batch. */
  readonly watch: (result: Result) => void;
  /** False if another process has taken the part over, which is then discarded. */
  readonly isMine: () => boolean;
}

/** Writes a part and then its ledger, each renamed into place when complete. Returns its figures; null if it was discarded. Throws a RunError. */
export async function runPart(
  parts: PartFolder,
  part: number,
  { executor, options, watch, isMine }: Making,
): Promise<Stats | null> {
  const kept = await partOutput(partPath(parts, part), options);
  const others = rejectedFolder(parts);
  const rejected = others === null ? null : await partOutput(partPath(others, part), options);
  const outputs = await outputsOf(kept.sink, Promise.resolve(rejected?.sink ?? null));
  const stats = newStats();
  const problems: Problem[] = [];
  try {
    const files = filesOf(join(parts.folder, parts.plan.list), parts.at(part));
    for await (const result of batchResults(files, executor, options, stats)) {
      for (const problem of result.problems) problems.push(problem);
      addStats(stats, result.stats);
      await outputs.write(result.lines, result.rejected);
      watch(result);
    }
    if (!isMine()) {
      await outputs.abandon();
      return null;
    }
    await outputs.close();
  } catch (error) {
    await outputs.abandon();
    throw error;
  }
  const ledger = ledgerOf(parts, part, stats, problems, {
    kept: kept.size(),
    rejected: rejected?.size(),
  });
  await writeFile(ledgerPath(parts, part), ledgerText(ledger));
  return stats;
}

/** A part file, and its size on disk and SHA-256 once it is closed. */
async function partOutput(path: string, options: RunOptions): Promise<{ sink: Sink; size: () => FileSize }> {
  mkdirSync(dirname(path), { recursive: true });
  const file = measured(fileSink(path));
  const sink = packed(file, await packingFor(path, options));
  return { sink, size: () => ({ bytes: file.bytes(), sha256: file.sha256() }) };
}

/** Removes what killed runs left in the folders of parts, each folder once: a listing can be long. */
export function remainsRemover(parts: PartFolder): (part: number) => void {
  const seen = new Set<string>();
  return (part) => {
    for (const written of [parts, rejectedFolder(parts)]) if (written !== null) clean(written, part);
  };
  function clean(written: PartFolder, part: number): void {
    const folder = folderOf(written, part);
    if (seen.has(folder)) return;
    seen.add(folder);
    for (const name of namesBeside(written, part)) {
      const [, file] = /^\.(part-\d+\.(?:ledger\.json|[a-z.]+))\.[^.]+\.part$/.exec(name) ?? [];
      if (file !== undefined && isLeftover(name, file)) rmSync(join(folder, name), { force: true });
    }
  }
}
