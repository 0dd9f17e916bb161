import { createRequire } from 'node:module';
import type { ResourceLimits } from 'node:worker_threads';

/** What is used of the package. Its own declarations do not hold under `exactOptionalPropertyTypes`. */
interface Package {
  readonly Piscina: new (options: ThreadOptions) => Threads;
  readonly move: (value: object) => unknown;
  readonly transferableSymbol: symbol;
  readonly valueSymbol: symbol;
}

export interface ThreadOptions {
  readonly filename: string;
  readonly minThreads: number;
  readonly maxThreads: number;
  /** Milliseconds. */
  readonly idleTimeout: number;
  readonly recordTiming: boolean;
  /** What each worker gets once, as `workerData`. */
  readonly workerData: object;
  readonly resourceLimits: ResourceLimits;
}

export interface Threads {
  /** Those that are alive. */
  readonly threads: readonly unknown[];
  /** Rejects if the worker throws, dies, or is stopped by the signal; another one takes its place. */
  readonly run: (task: object, options: { readonly name: string; readonly signal: AbortSignal }) => Promise<unknown>;
  readonly destroy: () => Promise<void>;
  readonly on: (event: 'error' | 'workerDestroy', listener: (error: unknown) => void) => unknown;
}

const load = createRequire(import.meta.url);

/** Loads the package, which takes some thirty milliseconds. */
export function piscina(): Package {
  return load('piscina') as Package;
}
