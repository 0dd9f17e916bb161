import { setFlagsFromString } from 'node:v8';

/** How often V8 sees a function run before it optimizes it: flag and default by version. Later versions have a compiler between and take their time themselves. */
const PATIENCE: Readonly<Record<string, readonly [flag: string, usual: number]>> = {
  '11.3': ['--interrupt-budget', 67584],
  '12.4': ['--invocation-count-for-turbofan', 3000],
};

/**
 * Has V8 wait so many times as long as usual before it optimizes a function. Each worker has its functions optimized anew, by threads that
 * take the cores from workers: waiting four times as long saves two workers on two cores a seventh of the time of 20 MB.
 */
export function setPatience(times: number): void {
  const known = PATIENCE[process.versions.v8.split('.', 2).join('.')];
  if (known !== undefined) setFlagsFromString(`${known[0]}=${times * known[1]}`);
}
