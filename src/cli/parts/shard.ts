import { UserError } from '../../index.ts';

/** The parts a run does: those with number modulo `count` equal to `index`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Numbers of the parts in a shard, of all `parts`. */
export function* partsIn({ index, count }: Shard, parts: number): Generator<number> {
  for (let part = index; part < parts; part += count) yield part;
}

/** Environment variables of schedulers: number of this task, first number, count, last number, step. */
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
    last: 'SLURM_ARRAY_TASK_MAX',
    count: 'SLURM_ARRAY_TASK_COUNT',
    step: 'SLURM_ARRAY_TASK_STEP',
    from: 0,
  },
  { task: 'SGE_TASK_ID', first: 'SGE_TASK_FIRST', last: 'SGE_TASK_LAST', step: 'SGE_TASK_STEPSIZE', from: 1 },
  { task: 'LSB_JOBINDEX', last: 'LSB_JOBINDEX_END', step: 'LSB_JOBINDEX_STEP', from: 1 },
  { task: 'AWS_BATCH_JOB_ARRAY_INDEX', count: 'AWS_BATCH_JOB_ARRAY_SIZE', from: 0 },
  { task: 'CLOUD_RUN_TASK_INDEX', count: 'CLOUD_RUN_TASK_COUNT', from: 0 },
];

/**
 * `i/N`, i from 1 to N; `auto`, which asks the scheduler for both; or `auto/N`, which asks it for the number of the task only.
 * Throws a UserError.
 */
export function shardOf(text: string, environment: NodeJS.ProcessEnv): Shard {
  const [, index, count] = /^(auto|\d{1,7})\/(\d{1,7})$/.exec(text) ?? [];
  if (text === 'auto' || (index === 'auto' && Number(count) > 0)) {
    const array = scheduled(environment);
    return count === undefined ? inArray(array, sizeOf(array)) : inWhole(array, Number(count));
  }
  const shard = { index: Number(index) - 1, count: Number(count) };
  if (!(shard.index >= 0 && shard.index < shard.count))
    throw new UserError(
      `--shard: '${text}' is not i/N with i from 1 to N (1/4, 2/4, 3/4, 4/4), auto, auto/N or, of a run, claim`,
    );
  return shard;
}

/** What a scheduler says about an array of tasks; null: not said. */
interface TaskArray {
  /** The variable that holds the task's number. */
  readonly variable: string;
  readonly task: number;
  readonly first: number;
  readonly last: number | null;
  readonly count: number | null;
  readonly step: number;
}

function scheduled(environment: NodeJS.ProcessEnv): TaskArray {
  const number = (name: string | undefined): number | null => {
    const value = name === undefined ? undefined : environment[name];
    return value !== undefined && /^\d+$/.test(value) ? Number(value) : null;
  };
  for (const scheduler of SCHEDULERS) {
    const task = number(scheduler.task);
    if (task === null) continue;
    return {
      variable: scheduler.task,
      task,
      first: number(scheduler.first) ?? scheduler.from,
      last: number(scheduler.last),
      count: number(scheduler.count),
      step: Math.max(1, number(scheduler.step) ?? 1),
    };
  }
  const names = SCHEDULERS.map((scheduler) => scheduler.task).join(', ');
  throw new UserError(`--shard auto: none of ${names} is set; write --shard i/N`);
}

/** Number of tasks in an array. Throws a UserError if it is unknown, or if tasks are missing from the array, as in a retry of a few. */
function sizeOf({ variable, first, last, count, step }: TaskArray): number {
  const spanned = last === null ? null : Math.floor((last - first) / step) + 1;
  const size = count ?? spanned;
  if (size === null || size < 1)
    throw new UserError(`--shard auto: ${variable} is set, but not how many tasks there are; write --shard auto/N`);
  if (spanned !== null && spanned !== size)
    throw new UserError(
      `--shard auto: the array has ${size} tasks, but ${spanned} numbers from ${first} to ${last ?? ''} in steps of ${step}; some tasks are not in it, and their parts would be missing. Write --shard auto/N with the number of tasks of the whole array`,
    );
  return size;
}

/** A task's shard follows from its number alone, so that tasks submitted again do the parts they did before. */
function inArray({ task, step }: TaskArray, count: number): Shard {
  return { index: Math.floor(task / step) % count, count };
}

/** The total is stated. Throws a UserError for an array in steps, whose retries have other steps or none. */
function inWhole({ task, step }: TaskArray, count: number): Shard {
  if (step > 1)
    throw new UserError(
      `--shard auto/${count}: the array goes in steps of ${step}; number its tasks without steps, as 0-${count - 1}`,
    );
  return { index: task % count, count };
}
