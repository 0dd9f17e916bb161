import type { CommandName } from '../options/option.ts';
import type { Given } from '../options/types.ts';

/** A command; `load` brings the module that does it, so that a run loads no other. */
export interface CliCommand {
  readonly name: CommandName;
  readonly summary: string;
  readonly argument: {
    readonly name: string;
    readonly summary: string;
    /** The only values it takes. */
    readonly choices?: readonly string[];
  } | null;
  readonly load: () => Promise<{ readonly run: Run }>;
}

/** Does what a command is for and returns the exit status. Throws a UserError on wrong usage. */
export type Run = (args: readonly string[], given: Given) => Promise<number>;
