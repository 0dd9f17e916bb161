import { setFlagsFromString } from 'node:v8';

/** V8 flag and default value, by version, for how long a function runs before it is optimized. Later versions have a mid-tier compiler and wait by themselves. */
const PATIENCE: Readonly<Record<string, readonly [flag: string, usual: number]>> = {
  '11.3': ['--interrupt-budget', 67584],
  '12.4': ['--invocation-count-for-turbofan', 3000],
};

const V8 = process.versions.v8.split('.', 2).join('.');

/** The usual patience, times this, until there are results. */
export const PATIENCE_AT_START = 4;

/**
 * Makes V8 wait `times` times as long as usual before it optimizes a function. Each worker optimizes its own functions, on threads that
 * compete with the workers: with 4, two workers on two cores need a seventh less time for 20 MB, and one worker on 1,400 files of 6 kB a
 * sixth less CPU time, if only until its first results.
 */
export function setPatience(times: number): void {
  const known = PATIENCE[V8];
  if (known !== undefined) setFlagsFromString(`${known[0]}=${times * known[1]}`);
}

/**
 * Whether the young generation grows to its full size at once. It is collected half as often then while modules are evaluated, which takes
 * a tenth of the CPU time of a run of one small text.
 */
export function growAtOnce(does: boolean): void {
  setFlagsFromString(`--semi-space-growth-factor=${does ? 16 : 2}`);
}

/**
 * Sets all flags back to those under which code is kept. V8 rejects code made under others, that of node's own modules too: a worker
 * that starts under others takes 27 ms more of CPU time.
 */
export function setUsualFlags(): void {
  setPatience(1);
  growAtOnce(false);
}
