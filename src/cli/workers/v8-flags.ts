import { setFlagsFromString } from 'node:v8';

const V8 = process.versions.v8.split('.', 2).join('.');

/** Eight times the default, by version. On Node 24 a page of 137 kB takes 127 ms of CPU time instead of 154. */
const SHORT_RUN: Readonly<Record<string, readonly string[]>> = {
  '11.3': ['--interrupt-budget=540672'],
  '12.4': ['--invocation-count-for-turbofan=24000'],
  '13.6': ['--invocation-count-for-maglev=3200', '--invocation-count-for-maglev-osr=800'],
};

/** Whether the code cache is on disk: one made under changed flags would be rejected by the next run. */
let codeKept = false;

/** Allows flags that cannot be reset, because this process will not write a code cache. Not for use as a library. */
export function allowFlagsForGood(): void {
  codeKept = true;
}

/**
 * For a run that ends before optimization pays off. Not `--no-regexp-tier-up`, which saves a sixth of the start: V8 crashes if it is
 * set after a regular expression has run and that one runs again.
 */
export function prepareForShortRun(): void {
  if (!codeKept) return;
  for (const flag of SHORT_RUN[V8] ?? []) setFlagsFromString(flag);
}
