/** Scores the result of a case. */
import { normalize } from '../../src/library/index.ts';
import type { CorpusRecord } from '../../src/library/index.ts';
import type { Case, Check } from './case.ts';

/** A failed check, with the details to show. */
export interface Wrong {
  readonly name: string;
  readonly wanted: unknown;
  readonly found: unknown;
}

export interface Outcome {
  readonly id: string;
  readonly kind: string;
  /** F1 of the body, from 0 to 1; null if it is not scored. */
  readonly lines: number | null;
  readonly characters: number | null;
  readonly checks: readonly Pick<Check, 'name' | 'about'>[];
  readonly wrong: readonly Wrong[];
}

/** Means over a kind, from 0 to 1; null if no case of the kind has the measure. */
export interface Scores {
  readonly lines: number | null;
  readonly characters: number | null;
  readonly fields: number | null;
  readonly flags: number | null;
}

export const MEASURES = ['lines', 'characters', 'fields', 'flags'] as const satisfies readonly (keyof Scores)[];

/** Runs the program on one case. */
export function outcomeOf(one: Case): Outcome {
  const record = normalize(one.source);
  const inScript = scriptOf(record);
  const { id, kind, checks } = one;
  const failed = checks.flatMap((check): Wrong[] => {
    const found = check.found(record);
    const holds = check.holds?.(found, inScript) ?? JSON.stringify(found) === JSON.stringify(check.wanted);
    return holds ? [] : [{ name: check.name, wanted: check.wanted, found }];
  });
  if (one.body === null) return { id, kind, lines: null, characters: null, checks, wrong: failed };
  const wanted = inScript(one.body.join('\n')).split('\n');
  const found = record.text.split('\n');
  const body = wanted.map(spaced).join('\n') === found.map(spaced).join('\n') ? [] : [differenceOf(wanted, found)];
  const bodies = one.headlineInBody && record.title !== null ? [found, [record.title, ...found]] : [found];
  return {
    id,
    kind,
    lines: one.linesKnown ? f1(bag(wanted.map(bare)), bag(found.map(bare))) : null,
    characters: Math.max(...bodies.map((lines) => charactersF1(wanted, lines))),
    checks: one.linesKnown ? [{ name: 'body', about: 'field' }, ...checks] : checks,
    wrong: one.linesKnown ? [...body, ...failed] : failed,
  };
}

/** Scores of each kind in order of appearance, and of all cases at the end. */
export function scoresOf(outcomes: readonly Outcome[]): ReadonlyMap<string, Scores> {
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))];
  const means = kinds.map((kind) => [kind, meansOf(outcomes.filter((outcome) => outcome.kind === kind))] as const);
  return new Map([...means, ['all', meansOf(outcomes)]]);
}

function meansOf(outcomes: readonly Outcome[]): Scores {
  return {
    lines: mean(outcomes.flatMap(({ lines }) => lines ?? [])),
    characters: mean(outcomes.flatMap(({ characters }) => characters ?? [])),
    fields: mean(outcomes.flatMap((outcome) => rights(outcome, 'field'))),
    flags: mean(outcomes.flatMap((outcome) => rights(outcome, 'flag'))),
  };
}

/** For each check of an outcome, 1 if it holds, else 0; the body has scores of its own. */
function rights({ checks, wrong }: Outcome, about: Check['about']): readonly number[] {
  const failed = new Set(wrong.map(({ name }) => name));
  return checks
    .filter((check) => check.about === about && check.name !== 'body')
    .map(({ name }) => (failed.has(name) ? 0 : 1));
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Converts text as the record was converted. */
function scriptOf({ steps }: CorpusRecord): (text: string) => string {
  if (!steps.some(({ stage }) => stage === 'convert')) return (text) => text;
  return (text) => normalize(text, { skip: ['repair', 'strip', 'tidy', 'extract'] }).text;
}

function differenceOf(wanted: readonly string[], found: readonly string[]): Wrong {
  const [had, wants] = [new Set(found.map(spaced)), new Set(wanted.map(spaced))];
  return {
    name: 'body',
    wanted: wanted.filter((line) => !had.has(spaced(line))),
    found: found.filter((line) => !wants.has(spaced(line))),
  };
}

function spaced(line: string): string {
  return line.replace(/\s+/g, ' ').trim();
}

/** Letters and digits only, so that spaces and character width do not count. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

/** Character 4-grams, so that order matters. */
function grams(lines: readonly string[]): ReadonlyMap<string, number> {
  const text = bare(lines.join(''));
  return bag(Array.from({ length: Math.max(0, text.length - 3) }, (_, at) => text.slice(at, at + 4)));
}

/** F1 of the characters of some lines, in fours. */
export function charactersF1(wanted: readonly string[], found: readonly string[]): number {
  return f1(grams(wanted), grams(found));
}

function bag(items: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) if (item !== '') counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function f1(wanted: ReadonlyMap<string, number>, found: ReadonlyMap<string, number>): number {
  let [shared, both] = [0, 0];
  for (const [item, count] of wanted) {
    shared += Math.min(count, found.get(item) ?? 0);
    both += count;
  }
  for (const count of found.values()) both += count;
  return both === 0 ? 1 : (2 * shared) / both;
}
