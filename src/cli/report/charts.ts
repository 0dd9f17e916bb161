import { element, foreign, said } from './html.ts';
import type { Content, Html, Said } from './html.ts';

/**
 * Charts are tables whose rows have bars: the numbers are there for screen readers, print and copying, and the bars need no script.
 * A library would draw the same bars from a second copy of the numbers, in 50 kB or more.
 */
export interface Bar {
  readonly label: Content;
  readonly value: number;
  /** Shown instead of the number. */
  readonly shown?: Content;
  /** A tone of the bar: what is kept, lost or neither. */
  readonly tone?: 'kept' | 'lost';
  /** Where the bar begins, for a bar that follows another. */
  readonly from?: number;
}

export interface Chart {
  readonly caption: Said;
  readonly of: Said;
  readonly unit: Said;
  readonly bars: readonly Bar[];
  /** Full length of a bar; default: the largest. */
  readonly whole?: number;
}

const WIDTH_DECIMALS = 2;

/** A table of bars; '' if there are none. */
export function chart({ caption, of, unit, bars, whole }: Chart): Content {
  if (bars.length === 0) return '';
  const longest = whole ?? bars.reduce((most, { value }) => Math.max(most, value), 1);
  return element(
    'table',
    { class: 'chart' },
    element('caption', {}, said(caption)),
    element('thead', {}, element('tr', {}, heading(of), heading(unit), element('td', {}))),
    element('tbody', {}, ...bars.map((bar) => row(bar, longest))),
  );
}

function heading(text: Said): Html {
  return element('th', { scope: 'col' }, said(text));
}

function row({ label, value, shown, tone, from = 0 }: Bar, whole: number): Html {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, label),
    element('td', { class: 'number' }, shown ?? number(value)),
    element('td', { class: 'bar' }, bar(from / whole, value / whole, tone ?? 'plain')),
  );
}

/** A bar from and of a share of the width; at least a hairline if there is anything. */
export function bar(from: number, share: number, tone: string): Html {
  const percent = (part: number): string => `${(Math.min(part, 1) * 100).toFixed(WIDTH_DECIMALS)}%`;
  const rect = element('rect', { class: tone, x: percent(from), width: percent(share), height: '100%' });
  return element('svg', { 'aria-hidden': 'true', focusable: 'false' }, share > 0 ? rect : '');
}

const GROUPED = new Intl.NumberFormat('en-US');

/** `1,234,567`: the same in both languages. */
export function number(value: number): string {
  return GROUPED.format(value);
}

/** `12.3 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Counts by name as bars, highest first, the rest beyond `most` added up. */
export function countBars(
  counts: readonly (readonly [string, number])[],
  most: number,
  label: (name: string) => Content = foreign,
): readonly Bar[] {
  const bars = counts.slice(0, most).map(([name, value]) => ({ label: label(name), value }));
  const rest = counts.slice(most);
  if (rest.length === 0) return bars;
  const value = rest.reduce((sum, [, count]) => sum + count, 0);
  const label_ = said({ en: `${rest.length} more`, zh: `其他 ${rest.length} 项` });
  return [...bars, { label: label_, value }];
}

/** The bins of a histogram as bars. Empty bins at both ends are left out. */
export function binBars(
  edges: readonly number[],
  counts: readonly number[],
  show: (edge: number) => string,
): readonly Bar[] {
  const filled = counts.flatMap((count, bin) => (count > 0 ? [bin] : []));
  const [first = 0, last = -1] = [filled[0], filled.at(-1)];
  return edges.slice(first, last + 1).map((edge, index) => {
    const next = edges[first + index + 1];
    const label = next === undefined ? `≥ ${show(edge)}` : `${show(edge)} – ${show(next)}`;
    return { label, value: counts[first + index] ?? 0 };
  });
}
