import { UserError } from '../../index.ts';
import { inputsOf } from '../input/arguments.ts';
import { loaded } from '../options/load.ts';
import { openPlan } from '../parts/plan.ts';
import { amount, megabytes } from '../terminal/amounts.ts';
import { printLine } from '../terminal/print.ts';
import type { Run } from './command.ts';

/** Plans a run in parts, unless its folder has the plan. Returns the exit code. */
export const run: Run = async (args, given) => {
  const { outDir, ...options } = await loaded(given);
  if (outDir === undefined) throw new UserError('plan needs --out-dir, the folder that the parts will be in');
  const { plan } = await openPlan(outDir, await inputsOf(args, given.quiet ?? false), options);
  printLine(`${amount(plan.parts, 'part')}: ${amount(plan.files, 'file')}, ${megabytes(plan.bytes)}`);
  return 0;
};
