import { setFlagsFromString } from 'node:v8';

const V8 = process.versions.v8.split('.', 2).join('.');

/** How often V8 sees a function run before it optimizes it: flag and default by version. Later versions have a compiler between and take their time themselves. */
const PATIENCE: Readonly<Record<string, readonly [flag: string, usual: number]>> = {
  '11.3': ['--interrupt-budget', 67584],
  '12.4': ['--invocation-count-for-turbofan', 3000],
};

/** Eight times the usual patience, by version. Fewer functions are optimized by Node 24 as well: a page of 137 kB takes 127 ms of CPU time instead of 154. */
const SHORT_RUN: Readonly<Record<string, readonly string[]>> = {
  '11.3': ['--interrupt-budget=540672'],
  '12.4': ['--invocation-count-for-turbofan=24000'],
  '13.6': ['--invocation-count-for-maglev=3200', '--invocation-count-for-maglev-osr=800'],
};

/**
 * Has V8 wait so many times as long as usual before it optimizes a function. Each worker has its functions optimized anew, by threads that
 * take the cores from workers: waiting four times as long saves two workers on two cores a seventh of the time of 20 MB.
 */
export function setPatience(times: number): void {
  const known = PATIENCE[V8];
  if (known !== undefined) setFlagsFromString(`${known[0]}=${times * known[1]}`);
}

/** Whether V8's code of the program is on the disk: code made under other flags than those a run starts with is of no use to the next. */
let codeKept = false;

/** Says that no code of this process will be kept, so that flags may be set that cannot be taken back. Not for a process of others. */
export function allowFlagsForGood(): void {
  codeKept = true;
}

/**
 * For a run that ends before optimized code would pay. Bytecode of regular expressions does not pay either: most that run at all run more
 * than once, and V8 makes native code of them then. One small text takes 98 ms of CPU time instead of 115 (bare node: 50), a page of 137 kB
 * 137 instead of 207.
 */
export function prepareForShortRun(): void {
  if (!codeKept) return;
  for (const flag of ['--no-regexp-tier-up', ...(SHORT_RUN[V8] ?? [])]) setFlagsFromString(flag);
}
