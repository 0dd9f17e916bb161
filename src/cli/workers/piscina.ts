import { createRequire } from 'node:module';
import type { ResourceLimits } from 'node:worker_threads';

/** The part of the package in use. Its own declarations do not compile under `exactOptionalPropertyTypes`. */
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
  /** Passed to each worker once, as `workerData`. */
  readonly workerData: object;
  readonly resourceLimits: ResourceLimits;
}

export interface Threads {
  /** Live workers. */
  readonly threads: readonly unknown[];
  /** Rejects if the worker throws, dies, or is aborted; another one replaces it. */
  readonly run: (task: object, options: { readonly name: string; readonly signal: AbortSignal }) => Promise<unknown>;
  readonly destroy: () => Promise<void>;
  readonly on: (event: 'error' | 'workerDestroy', listener: (error: unknown) => void) => unknown;
}

const load = createRequire(import.meta.url);

/** Loads the package, which takes about 30 ms. */
export function piscina(): Package {
  return load('piscina') as Package;
}
