import { SUBMITTERS } from './groups.ts';
import type { CliOption } from './option.ts';
import { TEMPLATES } from '../schedulers/templates.ts';

/** Options of the commands that drive or describe a scheduler. */
export const CLUSTER_OPTIONS: readonly CliOption[] = [
  {
    flags: '--tasks <n>',
    summary: 'number of tasks (default: one for 256 MiB of input, 100 at most)',
    kind: 'count',
    commands: [...SUBMITTERS, 'jobs'],
  },
  {
    flags: '--at-once <n>',
    summary: 'number of tasks that may run at the same time',
    kind: 'count',
    commands: [...SUBMITTERS, 'jobs'],
  },
  {
    flags: '--cpus <n>',
    summary: 'cores of a task, and its workers (default: --jobs, else 4)',
    kind: 'count',
    commands: [...SUBMITTERS, 'jobs'],
  },
  {
    flags: '--mem <size>',
    summary: 'memory of a task, as the scheduler takes it',
    kind: 'text',
    commands: [...SUBMITTERS, 'jobs'],
  },
  {
    flags: '--time <limit>',
    summary: 'time of a task, as the scheduler takes it',
    kind: 'text',
    commands: [...SUBMITTERS, 'jobs'],
  },
  {
    flags: '--rounds <n>',
    summary: 'how often missing parts are resubmitted (default: 3)',
    kind: 'count',
    commands: [...SUBMITTERS, 'jobs'],
  },
  { flags: '--sbatch <argument>', summary: 'a further argument of sbatch', kind: 'each', commands: ['slurm'] },
  { flags: '--qsub <argument>', summary: 'a further argument of qsub', kind: 'each', commands: ['sge'] },
  {
    flags: '--print',
    summary: 'print the scripts, and submit nothing',
    kind: 'flag',
    commands: SUBMITTERS,
  },
  {
    flags: '--wait',
    summary: 'wait until all parts are made or given up, and exit as a run over them',
    kind: 'flag',
    commands: SUBMITTERS,
  },
  {
    flags: '--for <scheduler>',
    summary: 'the scheduler',
    kind: 'text',
    choices: TEMPLATES.map(({ name }) => name),
    commands: ['jobs'],
  },
];
