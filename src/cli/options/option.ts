import type { KindName } from './kinds.ts';

/** Where an option may stand; `normalize` is the command without a name. */
export type CommandName = 'normalize' | 'learn' | 'check' | 'verify' | 'schema' | 'rules' | 'completion' | 'man';

/** An option of the command line. */
export interface CliOption {
  /** As in the help: `-o, --output <file>`. */
  readonly flags: string;
  readonly summary: string;
  /** How its value is read; an option of kind `flag` takes none. */
  readonly kind: 'flag' | KindName;
  /** The only values it takes. */
  readonly choices?: readonly string[];
  /** Names that shells complete, where any others are for the run to judge. */
  readonly suggests?: () => readonly string[];
  /** Absent: no value unless one is given. */
  readonly default?: string | number;
  readonly commands: readonly CommandName[];
}

/** Its long name without dashes: `out-dir`, `no-guess`. */
export function longNameOf({ flags }: CliOption): string {
  return /--([a-z-]+)/.exec(flags)?.[1] ?? flags;
}

/** Where its value is kept: `outDir`, `guess`. */
export function attributeOf(option: CliOption): string {
  return longNameOf(option)
    .replace(/^no-/, '')
    .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The flag that takes a flag back: `--no-trace`, `--guess`. */
export function oppositeOf(option: CliOption): string {
  const name = longNameOf(option);
  return name.startsWith('no-') ? `--${name.slice(3)}` : `--no-${name}`;
}
