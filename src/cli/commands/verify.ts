import { printLine } from '../terminal/print.ts';
import { tell } from '../terminal/stderr.ts';
import type { Run } from './command.ts';
import { partName, readLedger } from '../parts/ledger.ts';
import type { Plan } from '../parts/plan-file.ts';
import { faultOfPart } from '../parts/prove.ts';
import { DamagedPlan, readPlan } from '../parts/plan-file.ts';

/** Verifies that every part of a folder is present and intact and that the ledgers add up; prints what is wrong. Returns the exit code. */
export const run: Run = async ([folder = '']) => {
  try {
    return await verify(folder, readPlan(folder));
  } catch (error) {
    if (!(error instanceof DamagedPlan)) throw error;
    tell(`normalize: ${error.message}`);
    return 1;
  }
};

async function verify(folder: string, plan: Plan): Promise<number> {
  const extension = String(plan.options['parts']);
  let wrong = 0;
  const sums = { in: 0, written: 0, dropped: 0, failed: 0 };
  for (const part of plan.parts.keys()) {
    const ledger = readLedger(folder, plan, part, extension);
    const fault = typeof ledger === 'string' ? ledger : await faultOfPart(folder, ledger, extension);
    if (typeof ledger === 'string' || fault !== null) {
      wrong++;
      printLine(`${partName(part)}: ${fault ?? ''}`);
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
