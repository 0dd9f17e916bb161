import { nameOf, printable } from './input/file-name.ts';
import type { Problem } from './input/find-files.ts';
import type { Progress } from './progress.ts';

/** Tells a person of a problem, on one line. */
export function report(progress: Progress, problem: Problem): void {
  const note = problem.kind === 'skipped' ? 'skipped: ' : '';
  progress.say(`normalize: ${printable(nameOf(problem.name))}: ${note}${problem.why}`);
}
