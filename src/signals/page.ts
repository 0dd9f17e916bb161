import type { LineFeatures, Removed, Step } from '../types.ts';
import type { Characters } from './characters.ts';
import { charactersOf } from './characters.ts';
import { holds } from '../text/character-classes.ts';
import { HAN, hanClasses, TRADITIONAL } from '../text/han-classes.ts';
import type { Lines } from './lines.ts';
import { linesOf } from './lines.ts';
import type { Repetition } from './repetition/index.ts';
import { repetitionOf } from './repetition/index.ts';
import type { StockWords } from './stock-words.ts';
import { stockWordsOf } from './stock-words.ts';
import { visitUnits } from '../text/utf16.ts';

/** A finished document and what it was before. */
export interface MeasuredPage {
  /** The text of the record. */
  readonly text: string;
  /** All text of the page after repair, before conversion. */
  readonly found: string;
  /** Lines of `found`. */
  readonly lines: readonly Pick<LineFeatures, 'linkLength'>[];
  readonly steps: readonly Pick<Step, 'stage' | 'edits' | 'guessed'>[];
  readonly removed: readonly Removed[];
}

/** What signals are computed from, each computed at most once. */
export interface Measures {
  readonly page: MeasuredPage;
  readonly characters: () => Characters;
  readonly lines: () => Lines;
  readonly repetition: () => Repetition;
  readonly stockWords: () => StockWords;
  readonly shares: () => Shares;
}

/** Shares of the characters of a page that are no white space; the first three add up to 1. */
export interface Shares {
  readonly kept: number;
  /** Removed by a rule that says what it is. */
  readonly named: number;
  /** Removed because it is away from the article. */
  readonly outside: number;
  /** In links, kept or not. */
  readonly links: number;
}

/** The rule that removes what no other rule names. */
const UNNAMED_RULE = 'outside-body';

/** Prepares the measures of a page; nothing is computed before it is asked for. */
export function measuresOf(page: MeasuredPage): Measures {
  return {
    page,
    characters: once(() => charactersOf(page.text)),
    lines: once(() => linesOf(page.text)),
    repetition: once(() => repetitionOf(page.text)),
    stockWords: once(() => stockWordsOf(page.text)),
    shares: once(() => sharesOf(page)),
  };
}

function once<T>(compute: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: compute() }).value;
}

function sharesOf({ text, found, lines, removed }: MeasuredPage): Shares {
  let [named, outside] = [0, 0];
  for (const { rule, text: gone } of removed) {
    if (rule === UNNAMED_RULE) outside += visibleUnits(gone);
    else named += visibleUnits(gone);
  }
  // How much is kept matters only beside what is not.
  const kept = removed.length === 0 ? Number(VISIBLE.test(text)) : visibleUnits(text);
  const all = kept + named + outside;
  const linked = lines.reduce((sum, { linkLength }) => sum + linkLength, 0);
  const links = linked === 0 ? 0 : Math.min(1, share(linked, visibleUnits(found)));
  return {
    kept: share(kept, all),
    named: share(named, all),
    outside: share(outside, all),
    links,
  };
}

const VISIBLE = /[^\0-\x20\u3000]/;

/** Number of code units above U+0020 that are no ideographic space. */
function visibleUnits(text: string): number {
  let count = 0;
  visitUnits(text, (units, length) => {
    for (let i = 0; i < length; i++) {
      const unit = units[i] ?? 0;
      if (unit > 0x20 && unit !== 0x3000) count++;
    }
  });
  return count;
}

/** Share of the Han characters of a text that are traditional. */
export function traditionalShare(text: string): number {
  if (!holds(text, TRADITIONAL)) return 0;
  const classes = hanClasses();
  let [han, traditional] = [0, 0];
  visitUnits(text, (units, length) => {
    for (let i = 0; i < length; i++) {
      const of = classes[units[i] ?? 0] ?? 0;
      if (of & HAN) han++;
      if (of & TRADITIONAL) traditional++;
    }
  });
  return share(traditional, han);
}

/** Number of code units that repairs wrote or took away, whichever is more. */
export function repairedUnits(steps: MeasuredPage['steps']): number {
  let count = 0;
  for (const step of steps) {
    if (step.stage !== 'repair') continue;
    for (const { old, new: now } of step.edits()) count += Math.max(old.length, now.length);
  }
  return count;
}

/** A quotient; 0 if there is nothing to divide. */
export function share(part: number, all: number): number {
  return all === 0 ? 0 : part / all;
}
