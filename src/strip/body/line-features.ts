import { columnOf, constant, decayedBefore, decayedAfter, log, shifted, sumOf } from './column.ts';
import type { Column, NamedColumn } from './column.ts';
import { groupFeatures } from './group-features.ts';
import type { Masses } from './group-features.ts';
import { landmarkFeatures } from './landmarks.ts';
import { isDated, menuShare } from './menu-words.ts';
import { spacingFeatures, similarityFeatures } from './similarity-features.ts';
import type { Evidence } from './evidence.ts';
import type { CharacterCounts } from './character-counts.ts';
import type { ForumEvidence } from './forum.ts';
import type { PageLine } from '../page.ts';

/** Features of the first line model, in this order: named columns of one number per line. Sums take one pass over the page each. */
export function featuresOf(evidence: Evidence): readonly NamedColumn[] {
  const { page, forum, measures, marked, title, entries } = evidence;
  const { lines } = page;
  const masses = massesOf(evidence);
  const { prose, letters, linked } = masses;
  const dated = columnOf(lines.length, (i) => (isDated(lines[i]?.matchForm ?? '') ? 1 : 0));
  const local = ownFeatures(lines, measures);
  const similarity = similarityFeatures(evidence, letters);
  const menu = columnOf(lines.length, (i) => menuShare(lines[i]?.matchForm ?? ''));
  return [
    ...local,
    ['entry', entries],
    ['dated', dated],
    ['menu', menu],
    ...windows('menus', eightfold(menu)),
    ['twice', repeated(lines)],
    ...spacingFeatures(lines, measures),
    ...similarity,
    ...windows('shared', similarity[1]?.[1] ?? letters),
    ...windows('dates', eightfold(dated)),
    ...neighbours(local),
    ...windows('prose', prose),
    ...windows('letters', letters),
    ...windows('linked', linked),
    ['marked', marked],
    ...windows('marks', marked),
    ...windows('entries', eightfold(entries)),
    ...windows(
      'finals',
      columnOf(lines.length, (i) => (measures[i]?.final === 2 ? 8 : 0)),
    ),
    ['longest', longestNear(letters)],
    ...positionFeatures(prose, masses.total),
    ...(page.markup ? inMarkup(lines, masses, title) : []),
    ...forumFeatures(forum, lines.length),
    ...landmarkFeatures(evidence.landmarks),
  ];
}

/** Features that only markup provides: containers, DOM shapes, distance to the title. */
function inMarkup(lines: readonly PageLine[], masses: Masses, title: number | null): readonly NamedColumn[] {
  const grouped = (name: string, key: (line: PageLine) => number): readonly NamedColumn[] =>
    groupFeatures(name, lines.map(key), masses);
  return [
    ...grouped('block', (line) => line.features.block),
    ...[1, 2, 3].flatMap((up) => grouped(`outer${up}`, (line) => outer(line, up))),
    ...grouped('shape', (line) => line.features.shape ?? 0),
    ...aroundTitle(title, masses.prose),
  ];
}

function massesOf({ page: { lines }, measures, letters }: Evidence): Masses {
  const prose = columnOf(lines.length, (i) => measures[i]?.prose ?? 0);
  const linked = columnOf(lines.length, (i) => (measures[i]?.letters ?? 0) * density(lines[i]));
  return { prose, letters, linked, total: Math.max(1, sumOf(prose)) };
}

/** Number of the container `steps` levels above the line's own, 0 if there is none. */
function outer(line: PageLine, steps: number): number {
  let container = line.features.container ?? null;
  for (let step = 0; step < steps; step++) container = container?.parent ?? null;
  return container?.number ?? 0;
}

function density(line: PageLine | undefined): number {
  return line === undefined ? 0 : Math.min(1, line.features.linkLength / Math.max(1, line.text.length));
}

function eightfold(column: Column): Column {
  return columnOf(column.length, (i) => 8 * (column[i] ?? 0));
}

const PARAGRAPH: ReadonlySet<string> = new Set(['p']);
const ITEM: ReadonlySet<string> = new Set(['li', 'dd', 'dt']);
const CELL: ReadonlySet<string> = new Set(['td', 'th', 'tr']);
const PRE: ReadonlySet<string> = new Set(['pre', 'textarea', 'xmp', 'blockquote']);

function ownFeatures(lines: readonly PageLine[], measures: readonly CharacterCounts[]): readonly NamedColumn[] {
  const size = lines.length;
  const of = (value: (measure: CharacterCounts) => number): Column =>
    columnOf(size, (i) => (measures[i] === undefined ? 0 : value(measures[i])));
  const share = (value: (measure: CharacterCounts) => number): Column => of((m) => value(m) / Math.max(1, m.letters));
  const line = (value: (line: PageLine) => number): Column =>
    columnOf(size, (i) => (lines[i] === undefined ? 0 : value(lines[i])));
  const tag = (names: ReadonlySet<string>): Column => line(({ features }) => (names.has(features.tag) ? 1 : 0));
  return [
    ['length', of((m) => log(m.letters))],
    ['final', of((m) => m.final)],
    ['links', line(density)],
    ['stops', of((m) => log(m.stops))],
    ['commas', of((m) => log(m.commas))],
    ['digits', share((m) => m.digits)],
    ['han', share((m) => m.han)],
    ['separators', share((m) => m.separators)],
    ['particles', share((m) => m.particles)],
    ['heading', line(({ features }) => features.heading)],
    ['p', tag(PARAGRAPH)],
    ['item', tag(ITEM)],
    ['cell', tag(CELL)],
    ['pre', tag(PRE)],
    ['prior', line(({ features }) => features.classHint)],
    ['indent', line(({ offset }) => Math.min(4, offset))],
  ];
}

/** 1 for a line that occurs on the page more than once. */
function repeated(lines: readonly PageLine[]): Column {
  const seen = new Map<string, number>();
  for (const { text } of lines) seen.set(text, (seen.get(text) ?? 0) + 1);
  return columnOf(lines.length, (i) => ((seen.get(lines[i]?.text ?? '') ?? 0) > 1 ? 1 : 0));
}

/** The first three features of the two lines before and the two lines after. */
function neighbours(local: readonly NamedColumn[]): readonly NamedColumn[] {
  return local
    .slice(0, 3)
    .flatMap(([name, own]) => [-2, -1, 1, 2].map((step): NamedColumn => [`${name}${step}`, shifted(own, step, -1)]));
}

/** Sums over the lines before and after that decay with distance, at two rates. */
function windows(name: string, values: Column): readonly NamedColumn[] {
  return [0.7, 0.93].flatMap((decay): readonly NamedColumn[] => [
    [`${name}<${decay}`, decayedBefore(values, decay)],
    [`${name}>${decay}`, decayedAfter(values, decay)],
  ]);
}

/** Letters of the longest line among the four before and the four after, as a logarithm. */
function longestNear(letters: Column): Column {
  return columnOf(letters.length, (i) => {
    let longest = 0;
    const end = Math.min(letters.length, i + 5);
    for (let near = Math.max(0, i - 4); near < end; near++)
      if (near !== i) longest = Math.max(longest, letters[near] ?? 0);
    return log(longest);
  });
}

function positionFeatures(prose: Column, total: number): readonly NamedColumn[] {
  const size = prose.length;
  let before = 0;
  let distance = 1000;
  const since = (i: number): number => {
    const value = log(distance);
    distance = (prose[i] ?? 0) >= 20 ? 0 : distance + 1;
    return value;
  };
  const place = columnOf(size, (i) => {
    const value = prose[i] ?? 0;
    before += value;
    return (before - value / 2) / total;
  });
  const sinceProse = columnOf(size, since);
  distance = 1000;
  const untilProse = columnOf(size, (i) => since(size - 1 - i)).reverse();
  return [
    ['prosePlace', place],
    ['sinceProse', sinceProse],
    ['untilProse', untilProse],
  ];
}

/** Logarithms of the lines and the prose between a line and the title, negative before it; -20 everywhere without a title. */
function aroundTitle(title: number | null, prose: Column): readonly NamedColumn[] {
  const size = prose.length;
  if (title === null)
    return [
      ['title', constant(size, -20)],
      ['titleProse', constant(size, -20)],
    ];
  const signed = (i: number, value: number): number => (i < title ? -1 : 1) * log(value);
  let sum = 0;
  const sums = columnOf(size, (i) => (sum += prose[i] ?? 0) - (prose[i] ?? 0));
  return [
    ['title', columnOf(size, (i) => signed(i, Math.abs(i - title)))],
    ['titleProse', columnOf(size, (i) => signed(i, Math.abs((sums[i] ?? 0) - (sums[title] ?? 0))))],
  ];
}

/** Forum features: boilerplate of posts and comment headings, on a line and around it. */
function forumFeatures(
  { isForum, words, density, posts, comments }: ForumEvidence,
  size: number,
): readonly NamedColumn[] {
  const between = (from: number, to: number): number =>
    (posts[Math.min(size, to)] ?? 0) - (posts[Math.max(0, from)] ?? 0);
  return [
    ['forum', constant(size, isForum ? 1 : 0)],
    ['words', constant(size, words)],
    ['density', constant(size, density)],
    ['posts', constant(size, log(posts[size] ?? 0))],
    ['post', columnOf(size, (i) => between(i, i + 1))],
    ['postsBefore', columnOf(size, (i) => between(i - 4, i))],
    ['postsBehind', columnOf(size, (i) => between(i + 1, i + 5))],
    ['comments', columnOf(size, (i) => Math.min(3, comments[i] ?? 0))],
  ];
}
