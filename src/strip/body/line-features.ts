import { columnOf, constant, decayedBefore, decayedAfter, log, shifted } from './column.ts';
import type { Column, NamedColumn } from './column.ts';
import type { Evidence } from './evidence.ts';
import { columnsFrom } from './feature.ts';
import type { Feature } from './feature.ts';
import { groupFeatures } from './group-features.ts';
import { LANDMARKS } from './landmarks.ts';
import { lineFactsOf } from './line-facts.ts';
import type { GroupName, LineFacts } from './line-facts.ts';
import { SIMILARITY, SPACING } from './similarity-features.ts';
import type { PageLine } from '../page.ts';

type LineFeature = Feature<LineFacts>;

/** The features of a page that the first line model may see, or those of them that are named: named columns of one number per line. */
export function featuresOf(evidence: Evidence, names: ReadonlySet<string> | null = null): readonly NamedColumn[] {
  return columnsFrom(evidence.page.markup ? MARKUP_FEATURES : TEXT_FEATURES, lineFactsOf(evidence), names);
}

const PARAGRAPH: ReadonlySet<string> = new Set(['p']);
const ITEM: ReadonlySet<string> = new Set(['li', 'dd', 'dt']);
const CELL: ReadonlySet<string> = new Set(['td', 'th', 'tr']);
const PRE: ReadonlySet<string> = new Set(['pre', 'textarea', 'xmp', 'blockquote']);

const OWN: readonly LineFeature[] = [
  ['length', ({ lengths }) => lengths()],
  ['final', ({ counts }) => counts.final],
  ['links', ({ links }) => links()],
  ['stops', ({ counts }) => logsOf(counts.stops)],
  ['commas', ({ counts }) => logsOf(counts.commas)],
  ['digits', ({ counts }) => sharesOf(counts.digits, counts.letters)],
  ['han', ({ counts }) => sharesOf(counts.han, counts.letters)],
  ['separators', ({ counts }) => sharesOf(counts.separators, counts.letters)],
  ['particles', ({ counts }) => sharesOf(counts.particles, counts.letters)],
  ['heading', ofLine(({ features }) => features.heading)],
  ['p', inElement(PARAGRAPH)],
  ['item', inElement(ITEM)],
  ['cell', inElement(CELL)],
  ['pre', inElement(PRE)],
  ['prior', ofLine(({ features }) => features.classHint)],
  ['indent', ofLine(({ offset }) => Math.min(4, offset))],
];

function ofLine(value: (line: PageLine) => number): LineFeature[1] {
  return ({ lines, size }) => columnOf(size, (i) => (lines[i] === undefined ? 0 : value(lines[i])));
}

function inElement(tags: ReadonlySet<string>): LineFeature[1] {
  return ofLine(({ features }) => (tags.has(features.tag) ? 1 : 0));
}

function logsOf(counts: Column): Column {
  return columnOf(counts.length, (i) => log(counts[i] ?? 0));
}

function sharesOf(counts: Column, letters: Column): Column {
  return columnOf(counts.length, (i) => (counts[i] ?? 0) / Math.max(1, letters[i] ?? 0));
}

/** A feature of the two lines before and the two lines after. */
function neighbours(name: string, own: LineFeature[1]): readonly LineFeature[] {
  return [-2, -1, 1, 2].map((step): LineFeature => [`${name}${step}`, (facts) => shifted(own(facts), step, -1)]);
}

/** Sums over the lines before and after, `weight` for each unit, that decay with distance, at two rates. */
function windows(name: string, values: LineFeature[1], weight = 1): readonly LineFeature[] {
  return [0.7, 0.93].flatMap((decay): readonly LineFeature[] => [
    [`${name}<${decay}`, (facts) => decayedBefore(values(facts), decay, weight)],
    [`${name}>${decay}`, (facts) => decayedAfter(values(facts), decay, weight)],
  ]);
}

/** Weight of a line in windows of lines that have a property. */
const ONE_LINE = 8;

/** Letters of the longest line among the four before and the four after, as a logarithm. */
function longestNear({ letters }: LineFacts): Column {
  return columnOf(letters.length, (i) => {
    let longest = 0;
    const end = Math.min(letters.length, i + 5);
    for (let near = Math.max(0, i - 4); near < end; near++)
      if (near !== i) longest = Math.max(longest, letters[near] ?? 0);
    return log(longest);
  });
}

/** 1 for a line that occurs on the page more than once. */
function repeated({ lines, size }: LineFacts): Column {
  const seen = new Map<string, number>();
  for (const { text } of lines) seen.set(text, (seen.get(text) ?? 0) + 1);
  return columnOf(size, (i) => ((seen.get(lines[i]?.text ?? '') ?? 0) > 1 ? 1 : 0));
}

/** Share of the prose of the page that is before the middle of a line. */
function prosePlace({ size, masses: { prose, total } }: LineFacts): Column {
  let before = 0;
  return columnOf(size, (i) => {
    const value = prose[i] ?? 0;
    before += value;
    return (before - value / 2) / total;
  });
}

/** Lines since the last line with some prose, or until the next, as a logarithm. */
function proseDistance({ size, masses: { prose } }: LineFacts, lineAt: (step: number) => number): Column {
  const column = constant(size, 0);
  let distance = 1000;
  for (let step = 0; step < size; step++) {
    const line = lineAt(step);
    column[line] = log(distance);
    distance = (prose[line] ?? 0) >= 20 ? 0 : distance + 1;
  }
  return column;
}

const POSITION: readonly LineFeature[] = [
  ['prosePlace', prosePlace],
  ['sinceProse', (facts) => proseDistance(facts, (step) => step)],
  ['untilProse', (facts) => proseDistance(facts, (step) => facts.size - 1 - step)],
];

/** Value without a title in the features that count from it. */
const NO_TITLE = -20;

/** Logarithm of the lines or the prose between each line and the title, negative before it. */
function fromTitle({ size, title }: LineFacts, between: (line: number, title: number) => number): Column {
  if (title === null) return constant(size, NO_TITLE);
  return columnOf(size, (i) => (i < title ? -1 : 1) * log(Math.abs(between(i, title))));
}

function proseFromTitle(facts: LineFacts): Column {
  const { prose } = facts.masses;
  let sum = 0;
  const sums = columnOf(facts.size, (i) => (sum += prose[i] ?? 0) - (prose[i] ?? 0));
  return fromTitle(facts, (line, title) => (sums[line] ?? 0) - (sums[title] ?? 0));
}

function grouped(name: GroupName): readonly LineFeature[] {
  return groupFeatures(name, ({ groups }: LineFacts) => groups[name]());
}

/** Features that only markup provides: containers, DOM shapes, distance to the title. */
const IN_MARKUP: readonly LineFeature[] = [
  ...grouped('block'),
  ...grouped('outer1'),
  ...grouped('outer2'),
  ...grouped('outer3'),
  ...grouped('shape'),
  ['title', (facts) => fromTitle(facts, (line, title) => line - title)],
  ['titleProse', proseFromTitle],
];

/** Boilerplate lines of posts among those from `from` to `to` lines from a line, that one not included. */
function postsAround(from: number, to: number): LineFeature[1] {
  return ({ size, forum: { posts } }) => {
    const before = (line: number): number => posts[Math.max(0, Math.min(size, line))] ?? 0;
    return columnOf(size, (i) => before(i + to) - before(i + from));
  };
}

/** Forum features: boilerplate of posts and comment headings, on a line and around it. */
const FORUM: readonly LineFeature[] = [
  ['forum', ({ size, forum }) => constant(size, forum.isForum ? 1 : 0)],
  ['words', ({ size, forum }) => constant(size, forum.words)],
  ['density', ({ size, forum }) => constant(size, forum.density)],
  ['posts', ({ size, forum: { posts } }) => constant(size, log(posts[size] ?? 0))],
  ['post', postsAround(0, 1)],
  ['postsBefore', postsAround(-4, 0)],
  ['postsBehind', postsAround(1, 5)],
  ['comments', ({ size, forum: { comments } }) => columnOf(size, (i) => Math.min(3, comments[i] ?? 0))],
];

const ON_ANY_PAGE: readonly LineFeature[] = [
  ...OWN,
  ['entry', ({ entries }) => entries],
  ['dated', ({ dated }) => dated()],
  ['menu', ({ menu }) => menu()],
  ...windows('menus', ({ menu }) => menu(), ONE_LINE),
  ['twice', repeated],
  ...SPACING,
  ...SIMILARITY,
  ...windows('shared', ({ sharedLetters }) => sharedLetters()),
  ...windows('dates', ({ dated }) => dated(), ONE_LINE),
  ...neighbours('length', ({ lengths }) => lengths()),
  ...neighbours('final', ({ counts }) => counts.final),
  ...neighbours('links', ({ links }) => links()),
  ...windows('prose', ({ masses }) => masses.prose),
  ...windows('letters', ({ masses }) => masses.letters),
  ...windows('linked', ({ masses }) => masses.linked),
  ['marked', ({ marked }) => marked],
  ...windows('marks', ({ marked }) => marked),
  ...windows('entries', ({ entries }) => entries, ONE_LINE),
  ...windows('finals', ({ ended }) => ended(), ONE_LINE),
  ['longest', longestNear],
  ...POSITION,
];

/** The features of lines in this order, which training depends on. */
const TEXT_FEATURES: readonly LineFeature[] = [...ON_ANY_PAGE, ...FORUM, ...LANDMARKS];
const MARKUP_FEATURES: readonly LineFeature[] = [...ON_ANY_PAGE, ...IN_MARKUP, ...FORUM, ...LANDMARKS];
