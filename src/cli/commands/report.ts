import { UserError } from '../../index.ts';
import { figureFiles } from '../output/figure-files.ts';
import { addFailures, addPart, newFailedParts } from '../parts/failed-parts.ts';
import { allParts, ledgersOf } from '../parts/over-parts.ts';
import { openFolder, partName } from '../parts/part-folder.ts';
import type { PartFolder } from '../parts/part-folder.ts';
import type { Said } from '../report/html.ts';
import { mustNotReplaceParts } from '../output/not-an-input.ts';
import { RunError } from '../run-error.ts';
import { newStats } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';
import { amount } from '../terminal/amounts.ts';
import { print } from '../terminal/print.ts';
import { tell } from '../terminal/stderr.ts';
import { version } from '../version.ts';
import type { Run } from './command.ts';

/** Number of parts named that are left out. */
const MAX_NAMED = 10;

/** Writes the report of the parts of a folder, from their ledgers. Returns 1 if parts are missing, which the report says. */
export const run: Run = async ([folder = ''], { output, stats: statsFile }) => {
  const parts = await openFolder(folder);
  const toFile = output !== undefined && output !== '-';
  for (const path of [output, statsFile]) if (path !== undefined) mustNotReplaceParts(path, folder);
  const files = await figureFiles({
    ...(toFile ? { report: output } : {}),
    ...(statsFile === undefined ? {} : { stats: statsFile }),
  });
  try {
    const { stats, missing } = await sumOf(parts);
    const notices = missing === 0 ? [] : [missingNotice(missing, parts.plan.parts)];
    if (!toFile) print((await import('../report/report.ts')).reportOf(stats, version(), notices));
    await files.write(stats, notices);
    return missing > 0 ? 1 : 0;
  } catch (error) {
    await files.abandon();
    if (error instanceof UserError || !(error instanceof RunError)) throw error;
    tell(`normalize: ${error.message}`);
    return 1;
  }
};

/** The figures of all parts that are whole, and the number of those that are not, which are named. */
async function sumOf(parts: PartFolder): Promise<{ readonly stats: Stats; readonly missing: number }> {
  const stats = newStats();
  const failed = newFailedParts();
  let missing = 0;
  for await (const { part, ledger } of ledgersOf(parts, allParts(parts))) {
    if (typeof ledger !== 'string') addPart(stats, failed, parts, ledger);
    else if (missing++ < MAX_NAMED) tell(`normalize: ${partName(parts, part)}: is left out: it ${ledger}`);
  }
  if (missing > MAX_NAMED) tell(`normalize: and ${amount(missing - MAX_NAMED, 'part')} more`);
  addFailures(stats, failed);
  return { stats, missing };
}

function missingNotice(missing: number, all: number): Said {
  return {
    en: `${missing} of ${all} parts are not done or damaged, and are left out.`,
    zh: `${all} 个部分中有 ${missing} 个没有完成或已损坏，不在其中。`,
  };
}
