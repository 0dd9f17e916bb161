import type { CommandName } from '../options/option.ts';
import type { Given } from '../options/types.ts';

/** A command; `load` imports its module on demand. */
export interface CliCommand {
  readonly name: CommandName;
  readonly summary: string;
  readonly argument: {
    readonly name: string;
    readonly summary: string;
    /** The allowed values. */
    readonly choices?: readonly string[];
  } | null;
  readonly load: () => Promise<{ readonly run: Run }>;
}

/** Runs the command and returns the exit status. Throws a UserError on wrong usage. */
export type Run = (args: readonly string[], given: Given) => Promise<number>;
