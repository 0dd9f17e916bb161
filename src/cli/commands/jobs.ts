import { UserError } from '../../index.ts';
import { TEMPLATES } from '../schedulers/templates.ts';
import { print } from '../terminal/print.ts';
import type { Run } from './command.ts';
import { jobOf, writeOptions } from './submit.ts';

/** Plans a run in parts, and prints the script of a scheduler for it. */
export const run: Run = async (args, given) => {
  const template = TEMPLATES.find(({ name }) => name === given.for);
  if (template === undefined)
    throw new UserError(`jobs needs --for, one of ${TEMPLATES.map(({ name }) => name).join(', ')}`);
  const job = await jobOf(args, given, { name: 'jobs', extra: () => [] });
  writeOptions(job, given);
  print(template.textOf(job));
  return 0;
};
