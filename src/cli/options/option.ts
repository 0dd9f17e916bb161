import type { KindName } from './kinds.ts';

/** Commands that take options; `normalize` is the default command. */
export type CommandName =
  | 'normalize'
  | 'diff'
  | 'serve'
  | 'learn'
  | 'check'
  | 'plan'
  | 'slurm'
  | 'sge'
  | 'jobs'
  | 'status'
  | 'verify'
  | 'merge'
  | 'report'
  | 'schema'
  | 'rules'
  | 'completion'
  | 'man';

/** An option of the command line. */
export interface CliOption {
  /** As in the help: `-o, --output <file>`. */
  readonly flags: string;
  readonly summary: string;
  /** How its value is parsed; `flag` takes no value. */
  readonly kind: 'flag' | KindName;
  /** The allowed values. */
  readonly choices?: readonly string[];
  /** Values that shells suggest; others are accepted too and checked by the run. */
  readonly suggests?: () => readonly string[];
  /** The value of an option given without one; its flags have `[names]`. */
  readonly whole?: string;
  /** Absent: the option has no default. */
  readonly default?: string | number;
  /** Long name of the option without which it has no effect in a run. */
  readonly needs?: string;
  readonly commands: readonly CommandName[];
}

/** Its long name without dashes: `out-dir`, `no-guess`. */
export function longNameOf({ flags }: CliOption): string {
  return /--([a-z-]+)/.exec(flags)?.[1] ?? flags;
}

/** The attribute that holds its value: `outDir`, `guess`. */
export function attributeOf(option: CliOption): string {
  return longNameOf(option)
    .replace(/^no-/, '')
    .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The flag that negates a flag: `--no-trace`, `--guess`. */
export function oppositeOf(option: CliOption): string {
  const name = longNameOf(option);
  return name.startsWith('no-') ? `--${name.slice(3)}` : `--no-${name}`;
}
