import { guessesOf, removedAs, rulesOf, sidesOf } from '../../side-by-side/index.ts';
import type { Change, Row, Run, SideBySide } from '../../side-by-side/index.ts';
import { aboutRecord } from '../output/pretty.ts';
import type { Look } from '../output/writer.ts';
import type { Paint } from '../terminal/color.ts';
import { escapeLine } from '../terminal/escape.ts';
import { columnsOf } from '../terminal/width.ts';

/** A document before and after, for a terminal: what is known about it, then its rows with the rules in the margin. */
export function* diffLines(view: SideBySide, look: Look): Generator<string> {
  yield aboutRecord(view.record, look);
  yield '';
  const rows = view.rows.map((row) => ({ row, rules: rulesOf(row).map(({ rule }) => rule) }));
  const margin = marginOf(
    rows.at(-1)?.row.line ?? 1,
    rows.flatMap(({ rules }) => rules),
  );
  let before: Row | null = null;
  for (const { row, rules } of rows) {
    if (before === null || !isBlankRemoval(row) || !isBlankRemoval(before)) yield* linesOf(row, rules, margin, look);
    before = row;
  }
  yield '';
}

/** Widths of the columns left of the text. */
interface Margin {
  readonly number: number;
  readonly rule: number;
}

/** Columns for a rule; longer names push the text of their line. */
const MAX_RULE_COLUMNS = 22;
/** Columns for the sign of a line and the space after it. */
const SIGN_COLUMNS = 2;
/** Narrower text is not wrapped here but by the terminal. */
const MIN_TEXT_COLUMNS = 10;

function marginOf(lastLine: number, rules: readonly string[]): Margin {
  const longest = rules.reduce((most, rule) => Math.max(most, rule.length), 0);
  return { number: String(lastLine).length, rule: Math.min(longest, MAX_RULE_COLUMNS) };
}

/** Blank lines that are removed one after another are shown as one. */
function isBlankRemoval({ what, pieces }: Row): boolean {
  return what === 'removed' && pieces.every(({ before }) => before.trim() === '');
}

/** A line of the output before it is broken: a sign and runs of text. */
interface Signed {
  readonly sign: '-' | '+' | ' ' | '?';
  readonly runs: readonly Painted[];
}

interface Painted {
  readonly text: string;
  readonly paint: (text: string) => string;
}

function* linesOf(row: Row, rules: readonly string[], margin: Margin, { paint, columns }: Look): Generator<string> {
  const width = margin.number + 1 + margin.rule + 1;
  const room = columns - width - SIGN_COLUMNS;
  const lines = signedLines(row, paint).flatMap(({ sign, runs }) => {
    const broken = room < MIN_TEXT_COLUMNS ? [runs] : brokenAt(runs, room);
    return broken.map((part, index) => ({ sign: index === 0 ? sign : ' ', runs: part }));
  });
  for (let index = 0; index < Math.max(lines.length, rules.length); index++) {
    const number = (index === 0 ? String(row.line) : '').padStart(margin.number);
    const place = `${paint('dim', number)} ${paint('cyan', (rules[index] ?? '').padEnd(margin.rule))}`;
    const { sign = ' ', runs = [] } = lines[index] ?? {};
    const text = runs.map((run) => run.paint(run.text)).join('');
    yield text === ''
      ? `${place} ${signPaint(sign, row, paint)}`.trimEnd()
      : `${place} ${signPaint(sign, row, paint)} ${text}`;
  }
}

function signPaint(sign: string, { what }: Row, paint: Paint): string {
  if (sign === '-') return what === 'removed' ? paint('dim', sign) : paint('red', sign);
  return sign === '+' ? paint('green', sign) : sign === '?' ? paint('yellow', sign) : sign;
}

function signedLines(row: Row, paint: Paint): readonly Signed[] {
  const { left, right } = sidesOf(row);
  const guesses = guessesOf(row).map((guess): Signed => ({ sign: '?', runs: [told(guess, paint)] }));
  const plain = (text: string): string => text;
  if (row.what === 'same') return [{ sign: ' ', runs: right.map((run) => painted(run, plain, plain)) }];
  if (row.what === 'removed') {
    const dim = (text: string): string => paint('dim', text);
    const read = removedAs(row);
    const before: Signed = { sign: '-', runs: joined(left.map((run) => painted(run, dim, dim))) };
    return read === null ? [before] : [before, { sign: ' ', runs: [{ text: `(${shown(read)})`, paint: dim }] }];
  }
  const red = (text: string): string => paint('red', text);
  const green = (text: string): string => paint('green', text);
  const taken = (text: string): string => paint('inverse', red(text));
  const made = (text: string): string => paint('inverse', green(text));
  const guessed = (text: string): string => paint('inverse', paint('yellow', text));
  const before: Signed = { sign: '-', runs: joined(left.map((run) => painted(run, red, taken))) };
  const after: Signed = {
    sign: '+',
    runs: joined(right.map((run) => painted(run, green, isGuess(run) ? guessed : made))),
  };
  return [...(row.what === 'added' ? [] : [before]), after, ...guesses];
}

function painted({ text, changes }: Run, same: Painted['paint'], changed: Painted['paint']): Painted {
  return { text: shown(text), paint: changes.length > 0 ? changed : same };
}

/** Neighbours that are painted alike as one. */
function joined(runs: readonly Painted[]): readonly Painted[] {
  const made: Painted[] = [];
  for (const run of runs) {
    const last = made.at(-1);
    if (last?.paint === run.paint) made[made.length - 1] = { text: last.text + run.text, paint: run.paint };
    else made.push(run);
  }
  return made;
}

function isGuess({ changes }: Run): boolean {
  return changes.some(({ guessed }) => guessed > 0);
}

/** What stood where characters were guessed, and how sure the guess is. */
function told({ rule, old, new: made, guessed, confidence }: Change, paint: Paint): Painted {
  const sure = confidence === null ? '' : `, ${Math.round(confidence * 100)} % sure`;
  const text = `${rule}: “${escapeLine(old)}” read as “${escapeLine(made)}”, ${guessed} guessed${sure}`;
  return { text, paint: (part) => paint('yellow', part) };
}

/** Control characters are escaped; tabs stay. */
function shown(text: string): string {
  return text.split('\t').map(escapeLine).join('\t');
}

const TAB_COLUMNS = 8;

/** Breaks runs into lines of at most so many columns. */
function brokenAt(runs: readonly Painted[], columns: number): readonly (readonly Painted[])[] {
  const lines: Painted[][] = [];
  let line: Painted[] = [];
  let used = 0;
  for (const { text, paint } of runs) {
    let start = 0;
    let at = 0;
    for (const character of text) {
      const width = character === '\t' ? TAB_COLUMNS : columnsOf(character);
      if (used + width > columns && used > 0) {
        if (at > start) line.push({ text: text.slice(start, at), paint });
        lines.push(line);
        [line, start, used] = [[], at, 0];
      }
      used += width;
      at += character.length;
    }
    if (at > start) line.push({ text: text.slice(start), paint });
  }
  return [...lines, line];
}
