import type { Column, Named } from './body-column.ts';
import { aroundLandmarks } from './body-landmarks.ts';
import { isDated, isEntry } from './body-menu.ts';
import { spacing, textureOf } from './body-texture.ts';
import type { Evidence } from './body-evidence.ts';
import { faded } from './body-second.ts';
import type { Measure } from './body-measure.ts';
import type { Talk } from './body-talk.ts';
import type { PageLine } from './page.ts';

/** What the model is shown, in this order: each feature with its name, one number a line. All sums are made in one pass over the page. */
export function featuresOf(evidence: Evidence): readonly Named[] {
  const { page, talk, measures, marked, title } = evidence;
  const { lines } = page;
  const masses = massesOf(lines, measures);
  const { prose, letters, linked } = masses;
  const local = ownFeatures(lines, measures);
  const texture = textureOf(evidence, letters);
  return [
    ...local,
    ...spacing(lines),
    ...texture,
    ...windows('shared', texture[1]?.[1] ?? letters),
    ...windows(
      'dates',
      column(lines, (line) => (isDated(line.shadow) ? 8 : 0)),
    ),
    ...neighbours(local),
    ...windows('prose', prose),
    ...windows('letters', letters),
    ...windows('linked', linked),
    ['marked', marked],
    ...windows('marks', marked),
    ...windows(
      'entries',
      column(lines, (line) => (isEntry(line.shadow) ? 8 : 0)),
    ),
    ...windows(
      'finals',
      column(lines, (_, i) => (measures[i]?.final === 2 ? 8 : 0)),
    ),
    ['longest', longestNear(letters)],
    ...places(prose),
    ...(page.markup ? inMarkup(lines, masses, title) : []),
    ...talkAround(talk, lines.length),
    ...aroundLandmarks(evidence.landmarks),
  ];
}

/** What only markup tells: containers, shapes, the page's title. */
function inMarkup(lines: readonly PageLine[], masses: Masses, title: number | null): readonly Named[] {
  const grouped = (name: string, key: (line: PageLine) => number): readonly Named[] =>
    groups(name, lines.map(key), masses);
  return [
    ...grouped('block', (line) => line.features.block),
    ...[1, 2, 3].flatMap((up) => grouped(`outer${up}`, (line) => outer(line, up))),
    ...grouped('shape', (line) => line.features.shape ?? 0),
    ...aroundTitle(title, masses.prose),
  ];
}

interface Masses {
  readonly prose: Column;
  readonly letters: Column;
  readonly linked: Column;
}

function massesOf(lines: readonly PageLine[], measures: readonly Measure[]): Masses {
  return {
    prose: Float32Array.from(measures, (measured) => measured.prose),
    letters: Float32Array.from(measures, (measured) => measured.letters),
    linked: column(lines, (line, i) => (measures[i]?.letters ?? 0) * density(line)),
  };
}

/** Number of the container so many steps around a line's own, 0 where there is none. */
function outer(line: PageLine, steps: number): number {
  let container = line.features.container ?? null;
  for (let step = 0; step < steps; step++) container = container?.parent ?? null;
  return container?.number ?? 0;
}

function column(lines: readonly PageLine[], value: (line: PageLine, index: number) => number): Column {
  return Float32Array.from(lines, value);
}

function density(line: PageLine): number {
  return Math.min(1, line.features.linkLength / Math.max(1, line.text.length));
}

function ownFeatures(lines: readonly PageLine[], measures: readonly Measure[]): readonly Named[] {
  const seen = new Map<string, number>();
  for (const { text } of lines) seen.set(text, (seen.get(text) ?? 0) + 1);
  const of = (value: (measure: Measure) => number): Column => Float32Array.from(measures, value);
  const share = (value: (measure: Measure) => number): Column => of((m) => value(m) / Math.max(1, m.letters));
  const tag = (names: string): Column => {
    const wanted = new Set(names.split(' '));
    return column(lines, (line) => (wanted.has(line.features.tag) ? 1 : 0));
  };
  return [
    ['length', of((m) => Math.log2(1 + m.letters))],
    ['final', of((m) => m.final)],
    ['links', column(lines, density)],
    ['stops', of((m) => Math.log2(1 + m.stops))],
    ['commas', of((m) => Math.log2(1 + m.commas))],
    ['digits', share((m) => m.digits)],
    ['han', share((m) => m.han)],
    ['separators', share((m) => m.separators)],
    ['particles', share((m) => m.particles)],
    ['heading', column(lines, (line) => line.features.heading)],
    ['p', tag('p')],
    ['item', tag('li dd dt')],
    ['cell', tag('td th tr')],
    ['pre', tag('pre textarea xmp blockquote')],
    ['prior', column(lines, (line) => line.features.prior)],
    ['indent', column(lines, (line) => Math.min(4, line.offset))],
    ['entry', column(lines, (line) => (isEntry(line.shadow) ? 1 : 0))],
    ['dated', column(lines, (line) => (isDated(line.shadow) ? 1 : 0))],
    ['twice', column(lines, (line) => ((seen.get(line.text) ?? 0) > 1 ? 1 : 0))],
  ];
}

/** The first three features of the lines one and two before and behind. */
function neighbours(local: readonly Named[]): readonly Named[] {
  return local
    .slice(0, 3)
    .flatMap(([name, own]) =>
      [-2, -1, 1, 2].map((step): Named => [`${name}${step}`, own.map((_, i) => own[i + step] ?? -1)]),
    );
}

/** Sums that fade with the distance in lines, before and behind. */
function windows(name: string, values: Column): readonly Named[] {
  return [0.7, 0.93].flatMap((fade): readonly Named[] => [
    [`${name}<${fade}`, faded(values, fade)],
    [`${name}>${fade}`, faded(values.toReversed(), fade).reverse()],
  ]);
}

/** Letters of the longest line among the four before and the four behind, as a logarithm. */
function longestNear(letters: Column): Column {
  return letters.map((_, i) => {
    let longest = 0;
    for (let near = i - 4; near <= i + 4; near++) if (near !== i) longest = Math.max(longest, letters[near] ?? 0);
    return Math.log2(1 + longest);
  });
}

function places(prose: Column): readonly Named[] {
  const total = Math.max(1, sumOf(prose));
  let before = 0;
  const share = prose.map((value) => {
    before += value;
    return (before - value / 2) / total;
  });
  return [
    ['prosePlace', share],
    ['sinceProse', distances(prose)],
    ['untilProse', distances(prose.toReversed()).reverse()],
  ];
}

/** Lines since the last one with a good deal of prose, as a logarithm. */
function distances(prose: Column): Column {
  let distance = 1000;
  return prose.map((value) => {
    const before = distance;
    distance = value >= 20 ? 0 : distance + 1;
    return Math.log2(1 + before);
  });
}

/** What the lines that share a key have in common. */
function groups(name: string, keys: readonly number[], { prose, letters, linked }: Masses): readonly Named[] {
  const sums = new Map<number, { count: number; prose: number; letters: number; linked: number }>();
  keys.forEach((key, i) => {
    const sum = sums.get(key) ?? { count: 0, prose: 0, letters: 0, linked: 0 };
    sum.count++;
    sum.prose += prose[i] ?? 0;
    sum.letters += letters[i] ?? 0;
    sum.linked += linked[i] ?? 0;
    sums.set(key, sum);
  });
  const total = Math.max(1, sumOf(prose));
  const of = (value: (sum: { count: number; prose: number; letters: number; linked: number }) => number): Column =>
    Float32Array.from(keys, (key) => value(sums.get(key) ?? { count: 0, prose: 0, letters: 0, linked: 0 }));
  return [
    [`${name}.share`, of((sum) => sum.prose / total)],
    [`${name}.prose`, of((sum) => sum.prose / Math.max(1, sum.letters))],
    [`${name}.links`, of((sum) => sum.linked / Math.max(1, sum.letters))],
    [`${name}.count`, of((sum) => Math.log2(1 + sum.count))],
    [`${name}.mean`, of((sum) => Math.log2(1 + sum.letters / Math.max(1, sum.count)))],
  ];
}

/** Lines and prose between a line and the title's, below 0 before it; -20 throughout where no title is found. */
function aroundTitle(title: number | null, prose: Column): readonly Named[] {
  if (title === null)
    return [
      ['title', prose.map(() => -20)],
      ['titleProse', prose.map(() => -20)],
    ];
  const signed = (i: number, value: number): number => (i < title ? -1 : 1) * Math.log2(1 + value);
  let sum = 0;
  const sums = prose.map((value) => (sum += value) - value);
  return [
    ['title', prose.map((_, i) => signed(i, Math.abs(i - title)))],
    ['titleProse', prose.map((_, i) => signed(i, Math.abs((sums[i] ?? 0) - (sums[title] ?? 0))))],
  ];
}

function sumOf(values: Column): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Furniture of posts and headings of comments, in a line and around it. */
function talkAround({ forum, words, density, posts, comments }: Talk, length: number): readonly Named[] {
  const at = (value: (i: number) => number): Column => Float32Array.from({ length }, (_, i) => value(i));
  const between = (from: number, to: number): number =>
    (posts[Math.min(length, to)] ?? 0) - (posts[Math.max(0, from)] ?? 0);
  return [
    ['forum', at(() => (forum ? 1 : 0))],
    ['words', at(() => words)],
    ['density', at(() => density)],
    ['posts', at(() => Math.log2(1 + (posts[length] ?? 0)))],
    ['post', at((i) => between(i, i + 1))],
    ['postsBefore', at((i) => between(i - 4, i))],
    ['postsBehind', at((i) => between(i + 1, i + 5))],
    ['comments', at((i) => Math.min(3, comments[i] ?? 0))],
  ];
}
