import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { loadCode } from './code-cache.ts';
import type * as Work from './work.ts';

loadCode(fileURLToPath(new URL('normalize.cjs', import.meta.url)));

/** What a worker thread does. */
export const work: typeof Work.work = (createRequire(import.meta.url)('./work.cjs') as typeof Work).work;
