import { printLine } from '../terminal/print.ts';
import type { Run } from './command.ts';
import { partName, readLedger } from '../parts/ledger.ts';
import { readPlan } from '../parts/plan.ts';

/** Proves that every part of a folder is there and whole and that the ledgers add up; prints what is wrong. Returns the exit code. */
export const run: Run = ([folder = '']) => Promise.resolve(verify(folder));

function verify(folder: string): number {
  const plan = readPlan(folder);
  const extension = String(plan.options['parts']);
  let wrong = 0;
  const sums = { in: 0, written: 0, dropped: 0, failed: 0 };
  for (const part of plan.parts.keys()) {
    const ledger = readLedger(folder, plan, part, extension, true);
    if (typeof ledger === 'string') {
      wrong++;
      printLine(`${partName(part)}: ${ledger}`);
      continue;
    }
    sums.in += ledger.in;
    sums.written += ledger.written;
    sums.dropped += Object.values(ledger.dropped).reduce((sum, count) => sum + count, 0);
    sums.failed += ledger.failed;
  }
  const { parts } = plan;
  printLine(
    `${parts.length - wrong} of ${parts.length} parts are whole: ${sums.in} in = ${sums.written} written + ${sums.dropped} dropped + ${sums.failed} failed`,
  );
  return wrong > 0 ? 1 : 0;
}
