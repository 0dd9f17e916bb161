import type { KindName } from './kinds.ts';

/** Where an option may stand; `normalize` is the command without a name. */
export type CommandName = 'normalize' | 'learn' | 'check' | 'verify' | 'schema' | 'rules';

/** An option of the command line. */
export interface CliOption {
  /** As in the help: `-o, --output <file>`. */
  readonly flags: string;
  readonly summary: string;
  /** How its value is read; an option of kind `flag` takes none. */
  readonly kind: 'flag' | KindName;
  /** The only values it takes. */
  readonly choices?: readonly string[];
  /** Absent: no value unless one is given. */
  readonly default?: string | number;
  readonly commands: readonly CommandName[];
}
