import { loadPart } from '../code-cache.ts';
import type * as Work from './worker-task.ts';

/** What a worker thread does. */
export const work: typeof Work.work = (loadPart('work').part as typeof Work).work;
