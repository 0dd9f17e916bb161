import { setTimeout as pause } from 'node:timers/promises';
import { failedLines } from '../parts/failed-inputs.ts';
import { openFolder } from '../parts/part-folder.ts';
import { standingOf } from '../parts/standing.ts';
import type { Standing } from '../parts/standing.ts';
import { amount, duration, megabytes } from '../terminal/amounts.ts';
import { printLine } from '../terminal/print.ts';
import { row } from '../terminal/summary.ts';
import type { Run } from './command.ts';

const WATCH_MS = 2000;
/** Number of parts with failures that are named. */
const MAX_PARTS = 8;

/** Tells how far the parts of a folder are, from listings, leases and ledgers. Returns the exit code. */
export const run: Run = async ([folder = ''], { watch = false }) => {
  const look = standingOf(await openFolder(folder));
  let standing = await look();
  if (!watch) {
    for (const line of linesOf(standing)) printLine(line);
    return 0;
  }
  for (let before = ''; ; standing = await look()) {
    const line = linesOf(standing).slice(0, 2).join('; ');
    const key = `${standing.done} ${[...standing.running.values()].join()}`;
    if (key !== before) printLine(line);
    before = key;
    if (standing.done === standing.parts) return 0;
    await pause(WATCH_MS);
  }
};

function linesOf(standing: Standing): readonly string[] {
  const { parts, done, running, stale, documents } = standing;
  const at = [...running.values()].reduce((sum, count) => sum + count, 0);
  return [
    `${done} of ${amount(parts, 'part')} done, ${at} running, ${parts - done - at} to do`,
    `${megabytes(standing.bytesDone)} of ${megabytes(standing.bytes)}${rateOf(standing)}`,
    `${documents.in} in = ${documents.written} written + ${documents.in - documents.written - documents.failed} dropped + ${documents.failed} failed`,
    row('running', running, Infinity),
    stale > 0
      ? `not heard from for as long as their lease: ${amount(stale, 'part')}; another process takes them over`
      : '',
    row('failed', standing.failures, Infinity, { total: true }),
    row('by part', standing.failed.byPart, Infinity, { shown: MAX_PARTS }),
    row('by host', standing.failed.byHost, Infinity),
    ...failedLines(standing.inputs).map((line) => `  ${line}`),
    standing.inputs.inputs > 0 ? 'a run with --retry failed makes parts with failed inputs again' : '',
  ].filter(Boolean);
}

function rateOf({ speed, bytes, bytesDone, running }: Standing): string {
  if (speed === null || bytes === bytesDone || running.size === 0) return '';
  return `, ${megabytes(speed)}/s, ${duration(((bytes - bytesDone) / speed) * 1000)} left`;
}
