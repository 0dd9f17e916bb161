import type { Container } from '../../types.ts';
import type { PageLine } from '../page.ts';
import { bigramsOf, sharesNearby, sharesWithLine } from './bigrams.ts';
import { columnOf, log, sumOf } from './column.ts';
import type { Column } from './column.ts';
import type { Evidence } from './evidence.ts';
import { groupsOf } from './group-features.ts';
import type { Groups, Masses } from './group-features.ts';
import { lazily } from './lazily.ts';
import { shapeNumbers } from './line-shape.ts';
import type { ShapeNumbers } from './line-shape.ts';
import { lineUnitsOf } from './line-units.ts';
import { isDated, menuShares } from './menu-words.ts';

/** What the features of lines follow from. What several features share, and some models need for none, is made when it is first asked for. */
export interface LineFacts extends Evidence {
  readonly lines: readonly PageLine[];
  readonly size: number;
  readonly masses: Masses;
  /** Letters of each line, as a logarithm. */
  readonly lengths: () => Column;
  /** Share of each line that is links. */
  readonly links: () => Column;
  /** Share of each line that is menu words. */
  readonly menu: () => Column;
  /** 1 for a short line with a date or time. */
  readonly dated: () => Column;
  /** 1 for a line that ends as a sentence does. */
  readonly ended: () => Column;
  /** Share of the bigrams of each line that lines nearby have too, the letters of that share as a logarithm, and the share that the title has too. */
  readonly shared: () => Float64Array;
  readonly sharedLetters: () => Column;
  readonly named: () => Float64Array | null;
  readonly shapes: () => ShapeNumbers;
  /** Lines in one container, in one container around it, and of one DOM shape. */
  readonly groups: Readonly<Record<GroupName, () => Groups>>;
}

export type GroupName = 'block' | 'outer1' | 'outer2' | 'outer3' | 'shape';

export function lineFactsOf(evidence: Evidence): LineFacts {
  const { page, counts, letters, title } = evidence;
  const { lines } = page;
  const size = lines.length;
  const masses = massesOf(evidence);
  const forms = lazily(() => lines.map(({ matchForm }) => matchForm));
  const units = lazily(() => lineUnitsOf(forms()));
  const bigrams = lazily(() => bigramsOf(units()));
  const shared = lazily(() => sharesNearby(bigrams()));
  const grouped = (key: (line: PageLine) => number): (() => Groups) =>
    lazily(() => groupsOf(keysOf(lines, key), masses));
  return {
    ...evidence,
    lines,
    size,
    masses,
    lengths: lazily(() => columnOf(size, (i) => log(letters[i] ?? 0))),
    links: lazily(() => columnOf(size, (i) => linkShare(lines[i]))),
    menu: lazily(() => menuShares(units())),
    dated: lazily(() => columnOf(size, (i) => (isDated(lines[i]?.matchForm ?? '') ? 1 : 0))),
    ended: lazily(() => columnOf(size, (i) => (counts.final[i] === 2 ? 1 : 0))),
    shared,
    sharedLetters: lazily(() => columnOf(size, (i) => Math.log2(1 + (shared()[i] ?? 0) * (letters[i] ?? 0)))),
    named: lazily(() => (title === null ? null : sharesWithLine(bigrams(), title))),
    shapes: lazily(() => shapeNumbers(forms())),
    groups: {
      block: grouped(({ features }) => features.block),
      outer1: grouped((line) => outer(line, 1)),
      outer2: grouped((line) => outer(line, 2)),
      outer3: grouped((line) => outer(line, 3)),
      shape: grouped(({ features }) => features.shape ?? 0),
    },
  };
}

function massesOf({ page: { lines }, counts: { prose }, letters }: Evidence): Masses {
  const linked = columnOf(lines.length, (i) => (letters[i] ?? 0) * linkShare(lines[i]));
  return { prose, letters, linked, total: Math.max(1, sumOf(prose)) };
}

function linkShare(line: PageLine | undefined): number {
  return line === undefined ? 0 : Math.min(1, line.features.linkLength / Math.max(1, line.text.length));
}

/** Several times faster than `Int32Array.from`. */
function keysOf(lines: readonly PageLine[], key: (line: PageLine) => number): Int32Array {
  const keys = new Int32Array(lines.length);
  lines.forEach((line, i) => {
    keys[i] = key(line);
  });
  return keys;
}

/** Number of the container `steps` levels above the line's own, 0 if there is none. */
function outer(line: PageLine, steps: number): number {
  let container: Container | null = line.features.container ?? null;
  for (let step = 0; step < steps; step++) container = container?.parent ?? null;
  return container?.number ?? 0;
}
