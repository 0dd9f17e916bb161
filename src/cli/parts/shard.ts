import { UserError } from '../../index.ts';

/** The parts a run does: those with number modulo `count` equal to `index`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Environment variables of schedulers: number of this task, first number, count or last number, step. */
interface Scheduler {
  readonly task: string;
  readonly first?: string;
  readonly count?: string;
  readonly last?: string;
  readonly step?: string;
  /** First number if there is no variable for it. */
  readonly from: number;
}

const SCHEDULERS: readonly Scheduler[] = [
  {
    task: 'SLURM_ARRAY_TASK_ID',
    first: 'SLURM_ARRAY_TASK_MIN',
    count: 'SLURM_ARRAY_TASK_COUNT',
    step: 'SLURM_ARRAY_TASK_STEP',
    from: 0,
  },
  { task: 'SGE_TASK_ID', first: 'SGE_TASK_FIRST', last: 'SGE_TASK_LAST', step: 'SGE_TASK_STEPSIZE', from: 1 },
  { task: 'LSB_JOBINDEX', last: 'LSB_JOBINDEX_END', step: 'LSB_JOBINDEX_STEP', from: 1 },
  { task: 'AWS_BATCH_JOB_ARRAY_INDEX', count: 'AWS_BATCH_JOB_ARRAY_SIZE', from: 0 },
  { task: 'CLOUD_RUN_TASK_INDEX', count: 'CLOUD_RUN_TASK_COUNT', from: 0 },
];

/** `i/N`, i from 1 to N, or `auto`, which asks the scheduler's variables. Throws a UserError. */
export function shardOf(text: string, environment: NodeJS.ProcessEnv): Shard {
  if (text === 'auto') return scheduled(environment);
  const [, index, count] = /^(\d{1,7})\/(\d{1,7})$/.exec(text) ?? [];
  const shard = { index: Number(index) - 1, count: Number(count) };
  if (!(shard.index >= 0 && shard.index < shard.count))
    throw new UserError(`--shard: '${text}' is not i/N with i from 1 to N (1/4, 2/4, 3/4, 4/4), nor auto`);
  return shard;
}

function scheduled(environment: NodeJS.ProcessEnv): Shard {
  const number = (name: string | undefined): number | null => {
    const value = name === undefined ? undefined : environment[name];
    return value !== undefined && /^\d+$/.test(value) ? Number(value) : null;
  };
  for (const scheduler of SCHEDULERS) {
    const task = number(scheduler.task);
    if (task === null) continue;
    const first = number(scheduler.first) ?? scheduler.from;
    const step = number(scheduler.step) ?? 1;
    const last = number(scheduler.last);
    const count = number(scheduler.count) ?? (last === null ? null : Math.floor((last - first) / step) + 1);
    if (count === null || count < 1)
      throw new UserError(
        `--shard auto: ${scheduler.task} is set, but not how many tasks there are; write --shard i/N`,
      );
    return { index: Math.floor((task - first) / step) % count, count };
  }
  const names = SCHEDULERS.map((scheduler) => scheduler.task).join(', ');
  throw new UserError(`--shard auto: none of ${names} is set; write --shard i/N`);
}
