import { UserError } from '../../index.ts';
import { inputsOf } from '../input/arguments.ts';
import { loaded } from '../options/load.ts';
import { allParts } from '../parts/over-parts.ts';
import { openPlan } from '../parts/plan.ts';
import { forgetFailed } from '../parts/retry.ts';
import { amount, megabytes } from '../terminal/amounts.ts';
import { printLine } from '../terminal/print.ts';
import type { Run } from './command.ts';

/** Plans a run in parts, unless its folder has the plan. Returns the exit code. */
export const run: Run = async (args, given) => {
  const { outDir, ...options } = await loaded(given);
  if (outDir === undefined) throw new UserError('plan needs --out-dir, the folder that the parts will be in');
  const folder = await openPlan(outDir, await inputsOf(args, given.quiet ?? false), options);
  const { parts, files, bytes, cuts = 0 } = folder.plan;
  const cut = cuts === 0 ? '' : `, cut in ${amount(cuts, 'place')}`;
  printLine(`${amount(parts, 'part')}: ${amount(files - cuts, 'file')}, ${megabytes(bytes)}${cut}`);
  if (options.retry === 'failed') {
    const again = await forgetFailed(folder, allParts(folder));
    printLine(`${amount(again, 'part')} with failed inputs will be made again by the next run`);
  }
  return 0;
};
