import { diffChars } from 'diff';
import type { Change, Piece, Row } from './types.ts';

/** Text of one side of a row that is displayed alike. */
export interface Run {
  readonly text: string;
  /** The changes it came from or went through; empty if the other side has it too. */
  readonly changes: readonly Change[];
}

/** Both sides of a row; a side without a line is empty. */
export interface Sides {
  readonly left: readonly Run[];
  readonly right: readonly Run[];
}

/** Runs of a row, without the line terminator at its end. A replacement is compared by character. */
export function sidesOf({ pieces }: Row): Sides {
  const left: Run[] = [];
  const right: Run[] = [];
  for (const piece of pieces) {
    const sides = comparedSides(piece);
    for (const run of sides.left) left.push(run);
    for (const run of sides.right) right.push(run);
  }
  return { left: withoutTerminator(left), right: withoutTerminator(right) };
}

/** Longest replacement, in UTF-16 code units of both sides, that is compared by character. */
const MAX_COMPARED_UNITS = 4000;
/** Sides that differ in more characters have little in common. */
const MAX_DIFFERENCES = 400;

function comparedSides({ before, after, changes }: Piece): Sides {
  const whole = { left: runsOf(before, changes), right: runsOf(after, changes) };
  if (changes.length === 0 || before === '' || after === '' || before.length + after.length > MAX_COMPARED_UNITS)
    return whole;
  const parts = diffChars(before, after, { maxEditLength: MAX_DIFFERENCES });
  if (parts === undefined) return whole;
  const left = parts.filter((part) => !part.added);
  const right = parts.filter((part) => !part.removed);
  return {
    left: left.map(({ value, removed }) => ({ text: value, changes: removed ? changes : [] })),
    right: right.map(({ value, added }) => ({ text: value, changes: added ? changes : [] })),
  };
}

function runsOf(text: string, changes: readonly Change[]): readonly Run[] {
  return text === '' ? [] : [{ text, changes }];
}

function withoutTerminator(runs: readonly Run[]): readonly Run[] {
  const kept = [...runs];
  for (let last = kept.pop(); last !== undefined; last = kept.pop()) {
    const text = last.text.slice(0, endOf(last.text));
    if (text !== '') return [...kept, { ...last, text }];
  }
  return [];
}

/** Where the line terminators at the end of a text begin. */
function endOf(text: string): number {
  let end = text.length;
  while (end > 0 && '\r\n\u2028\u2029'.includes(text[end - 1] ?? '')) end--;
  return end;
}

const STAGES: readonly Change['stage'][] = ['read', 'repair', 'convert', 'strip', 'tidy', 'extract', 'mask', 'render'];

/** The rules of a row by stage; of a removed line, those that removed it. Rules that changed line terminators alone count only for blank lines. */
export function rulesOf({ what, pieces }: Row): readonly Pick<Change, 'stage' | 'rule'>[] {
  if (what === 'same') return [];
  const inLine = pieces.filter(({ before, after }) => /[^\r\n\u2028\u2029]/.test(before + after));
  const all = (inLine.some(({ changes }) => changes.length > 0) ? inLine : pieces).flatMap(({ changes }) => changes);
  const removing = what === 'removed' ? all.filter((change) => change.new === '') : [];
  const found = new Map((removing.length > 0 ? removing : all).map((change) => [change.rule, change]));
  return [...found.values()]
    .map(({ stage, rule }) => ({ stage, rule }))
    .sort((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage));
}

/** The guesses among the changes of a row, each once. */
export function guessesOf({ pieces }: Row): readonly Change[] {
  return [...new Set(pieces.flatMap(({ changes }) => changes.filter(({ guessed }) => guessed > 0)))];
}

/** A removed line as the rule saw it that removed it, if repairs had changed it by then; else null. */
export function removedAs({ what, pieces }: Row): string | null {
  const changes = pieces.flatMap((piece) => piece.changes);
  if (what !== 'removed' || !changes.some(({ stage }) => stage === 'repair')) return null;
  return changes.find(({ stage, new: made }) => stage === 'strip' && made === '')?.old.trim() ?? null;
}
