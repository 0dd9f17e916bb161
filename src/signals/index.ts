/** Figures about a text and its page, for filtering. */
import { measuresOf } from './page.ts';
import type { MeasuredPage } from './page.ts';
import { SIGNALS } from './table.ts';
import type { Signal } from './table.ts';

export type { MeasuredPage } from './page.ts';
export { SIGNALS } from './table.ts';
export type { Signal } from './table.ts';

export type SignalName = keyof typeof SIGNALS;

/** The types of the kinds of values that signals hold. */
interface Values {
  readonly count: number;
  readonly share: number;
  readonly amount: number;
  readonly amountOrNull: number | null;
  readonly simhash: string | null;
}

/** Signals by name, those asked for. */
export type Signals = { readonly [N in SignalName]?: Values[(typeof SIGNALS)[N]['holds']] };

/** All names, in the order of the record. */
export const SIGNAL_NAMES: readonly SignalName[] = Object.keys(SIGNALS) as SignalName[];

const ROWS: readonly (readonly [string, Signal])[] = Object.entries(SIGNALS);

/** The names of the signals that an option asks for: true is all, false none. */
export function signalNames(asked: boolean | readonly string[]): readonly string[] {
  return asked === true ? SIGNAL_NAMES : asked === false ? [] : asked;
}

/** Decimals of a share or ratio. */
const SHARE_DECIMALS = 6;
/** Decimals of a mean or a perplexity. */
const MEAN_DECIMALS = 3;

/** The named signals of a page in the order of the table, rounded. */
export function signalsOf(page: MeasuredPage, names: readonly string[]): Signals {
  const measures = measuresOf(page);
  const values: Record<string, number | string | null> = {};
  for (const [name, signal] of ROWS)
    if (names.length === ROWS.length || names.includes(name)) values[name] = rounded(signal.of(measures), signal.holds);
  return values;
}

function rounded(value: number | string | null, holds: Signal['holds']): number | string | null {
  if (typeof value !== 'number' || holds === 'count') return value;
  const scale = 10 ** (holds === 'share' ? SHARE_DECIMALS : MEAN_DECIMALS);
  return Math.round(value * scale) / scale;
}
