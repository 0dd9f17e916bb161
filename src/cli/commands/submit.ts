import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { UserError } from '../../index.ts';
import { configOf } from '../options/config.ts';
import { loaded } from '../options/load.ts';
import { attributeOf } from '../options/option.ts';
import { optionsOf } from '../options/table.ts';
import type { Given, RunOptions } from '../options/types.ts';
import { inputsOf } from '../input/arguments.ts';
import { FIGURE_OPTIONS } from '../output/figure-files.ts';
import { temporaryName } from '../output/temporary.ts';
import { RunError } from '../run-error.ts';
import { isAddress } from '../store/address.ts';
import { allParts } from '../parts/over-parts.ts';
import { openPlan } from '../parts/plan.ts';
import type { Plan } from '../parts/plan-file.ts';
import { forgetFailed } from '../parts/retry.ts';
import { doneIn } from '../parts/state.ts';
import { SCRIPT_NAMES } from '../schedulers/job.ts';
import type { Job, Scripts } from '../schedulers/job.ts';
import { amount } from '../terminal/amounts.ts';
import { print } from '../terminal/print.ts';
import { tell } from '../terminal/stderr.ts';
import { answerForAll } from './normalize-parts.ts';
import type { Run } from './command.ts';

/** A scheduler that jobs are submitted to. */
export interface Submitter {
  /** Name of the folder of its scripts in that of the parts. */
  readonly name: string;
  readonly scripts: (job: Job) => Scripts;
  /** The option with further arguments of the command that submits. */
  readonly extra: (given: Given) => readonly string[] | undefined;
  /** A command that succeeds while one of these jobs is queued or runs. */
  readonly queued: (jobs: readonly string[]) => readonly [string, ...string[]];
}

const MAX_TASKS = 100;
/** Input of a task in bytes: its start and the time until its code is optimized are then some hundredths of its work. */
const TASK_BYTES = 2 ** 28;
const CPUS = 4;
const ROUNDS = 3;
const LOOK_MS = 2000;

/** Plans a run in parts and describes its tasks. Throws a UserError. */
export async function jobOf(
  args: readonly string[],
  given: Given,
  { name, extra }: Pick<Submitter, 'name' | 'extra'>,
): Promise<Job & { readonly missing: number }> {
  const { outDir, ...options } = await loaded(runOptions(given));
  if (outDir === undefined) throw new UserError(`${name} needs --out-dir, the folder that the parts will be in`);
  if (isAddress(outDir))
    throw new UserError(
      `${name} takes a folder that all machines share; for ${outDir} submit tasks of your own that run normalize with --shard claim`,
    );
  const inputs = await inputsOf(args, true);
  const parts = await openPlan(outDir, inputs, options);
  const folder = resolve(outDir);
  if (options.retry === 'failed' && given.print !== true) await forgetFailed(parts, allParts(parts));
  const missing = parts.plan.parts - (await doneIn(parts));
  return {
    folder,
    home: join(folder, `.${name}`),
    cwd: process.cwd(),
    program: [process.execPath, resolve(process.argv[1] ?? '')],
    inputs,
    last: [
      ...(given.failures === undefined ? [] : ['--failures', given.failures]),
      ...FIGURE_OPTIONS.flatMap((option) =>
        given[option] === undefined ? [] : [`--${option}`, resolve(given[option])],
      ),
    ],
    tasks: tasksFor(given.tasks, parts.plan, missing),
    atOnce: given.atOnce ?? null,
    cpus: given.cpus ?? given.jobs ?? CPUS,
    mem: given.mem ?? null,
    time: given.time ?? null,
    rounds: given.rounds ?? ROUNDS,
    extra: extra(given) ?? [],
    missing,
  };
}

/** Number of tasks: those asked for, or as many as so many missing parts are worth; one a part at most. */
function tasksFor(asked: number | undefined, { bytes, parts }: Pick<Plan, 'bytes' | 'parts'>, missing: number): number {
  const worth = missing === 0 ? 0 : Math.ceil((bytes * missing) / parts / TASK_BYTES);
  return Math.max(1, Math.min(asked ?? Math.min(worth, MAX_TASKS), missing));
}

/** The command that plans a run, submits its tasks, and joins what is submitted already. */
export const submitting =
  (submitter: Submitter): Run =>
  async (args, given) => {
    const job = await jobOf(args, given, submitter);
    const scripts = submitter.scripts(job);
    if (given.print === true) {
      for (const name of SCRIPT_NAMES) print(`# ${join(job.home, name)}\n${scripts[name]}\n`);
      return 0;
    }
    if (job.missing > 0) submit(job, scripts, given);
    else if (given.wait !== true) tell(`normalize: all parts of ${job.folder} are done`);
    return given.wait === true ? await ended(job, submitter, await loaded(answering(given))) : 0;
  };

/** The options of a run that makes no parts again. */
function answering(given: Given): Given {
  const entries = Object.entries(runOptions(given)).filter(([name]) => name !== 'retry');
  return Object.fromEntries(entries) as unknown as Given;
}

function submit(job: Job, scripts: Scripts, given: Given): void {
  writeOptions(job, given);
  for (const name of SCRIPT_NAMES) replace(join(job.home, name), scripts[name]);
  const { status, error } = spawnSync('bash', [join(job.home, 'submit.sh'), '1'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new RunError(`nothing is submitted: ${error?.message ?? `submit.sh ended with ${status}`}`);
}

/** Writes the options that tasks read, and makes the folder of their logs. */
export function writeOptions({ home }: Job, given: Given): void {
  mkdirSync(join(home, 'logs'), { recursive: true });
  replace(join(home, 'options.json'), optionsIn(given));
}

/** Tasks of an earlier call may be reading the file. */
function replace(path: string, text: string): void {
  const temporary = join(path, '..', temporaryName('script'));
  writeFileSync(temporary, text, { flag: 'wx' });
  renameSync(temporary, path);
}

/** Options that tasks are given by their scripts, and so are in no file of theirs. */
const NOT_OF_TASKS: ReadonlySet<string> = new Set(['outDir', 'shard', 'retry', 'jobs', 'failures', ...FIGURE_OPTIONS]);

/** The options of the run that tasks read from a file. */
function optionsIn(given: Given): string {
  const entries = Object.entries(given).filter(([name]) => !NOT_OF_TASKS.has(name));
  return configOf(optionsOf('normalize'), Object.fromEntries(entries));
}

/** What a run has of these options: the others are of the scheduler, and no part of the plan. */
function runOptions(given: Given): Given {
  const names = new Set(optionsOf('normalize').map(attributeOf));
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.has(name))) as unknown as Given;
}

/** Waits until no job is left, then answers for the parts as a run over them does. */
async function ended(job: Job, { queued }: Submitter, plain: RunOptions): Promise<number> {
  for (let idle = 0; idle < 2;) {
    const jobs = jobsIn(job);
    const [command, ...args] = queued(jobs);
    const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
    idle = jobs.length > 0 && status === 0 && stdout.trim() !== '' ? 0 : idle + 1;
    await pause(LOOK_MS);
  }
  const parts = await openPlan(job.folder, job.inputs, plain);
  const missing = parts.plan.parts - (await doneIn(parts));
  if (missing === 0) return answerForAll(parts, plain);
  tell(`normalize: ${amount(missing, 'part')} missing; the logs are in ${join(job.home, 'logs')}`);
  return 1;
}

function jobsIn({ home }: Job): readonly string[] {
  try {
    return readFileSync(join(home, 'jobs'), 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}
