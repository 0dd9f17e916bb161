import { availableParallelism } from 'node:os';
import { tell } from '../terminal/stderr.ts';

/** Workers a core, and on a machine of few cores: more of them only take memory, 100 MB each, and time to start. */
const MAX_PER_CORE = 4;
const MIN_LIMIT = 16;

/** Number of workers: one per core, or those asked for within reason. */
export function workerCount({ jobs, quiet }: { readonly jobs?: number; readonly quiet?: boolean }): number {
  const cores = availableParallelism();
  const limit = Math.max(MIN_LIMIT, MAX_PER_CORE * cores);
  if (jobs === undefined || jobs <= limit) return jobs ?? cores;
  if (quiet !== true) tell(`normalize: -j ${jobs}: ${limit} workers are started, the most for ${cores} cores`);
  return limit;
}
