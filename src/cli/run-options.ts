import type { Options } from '../index.ts';

/** Options of a run besides those of the library. */
export interface RunOptions extends Options {
  readonly output?: string;
  readonly quiet?: boolean;
  readonly maxBytes: number;
}
