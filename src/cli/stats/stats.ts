import type { Problem } from '../input/find-files.ts';
import { binOf } from './bins.ts';
import { addCommon, levelOf, limitCommon, mergeCommon, newCommon } from './common.ts';
import type { Common } from './common.ts';
import { COMMON_FIGURES } from './commons.ts';
import type { CommonFigure } from './commons.ts';
import { ALL_FIGURES, TABLE_FIGURES } from './figures.ts';
import type { Figure, FigureName } from './figures.ts';
import type { Made } from './made.ts';
import { takeSample, mergeSamples } from './samples.ts';
import type { Floors, Samples } from './samples.ts';

/** The figures of a run, or of a piece of one: plain data that can be posted to another thread. Adding up pieces gives the same in any order. */
export interface Stats {
  /** For each figure, numbers by name: of a count under '', of a histogram by index of the bin. */
  readonly counts: Map<string, Map<string, number>>;
  /** Empty unless asked for. */
  readonly commons: Map<string, Common>;
  readonly samples: Samples;
}

export function newStats(): Stats {
  return { counts: new Map(), commons: new Map(), samples: new Map() };
}

const COUNTED_ALWAYS = ALL_FIGURES.filter(([, { always }]) => always === true);
const COMMONS: readonly (readonly [string, CommonFigure])[] = Object.entries(COMMON_FIGURES);

/** What is counted: the figures of the summary; all; all, and samples are taken. */
export type Extent = 'summary' | 'figures' | 'samples';

/** Counts a record. Documents behind the floors are no samples. */
export function countRecord(stats: Stats, made: Made, extent: Extent, floors: Floors): void {
  for (const [name, figure] of figuresFor(made, extent)) recordFigure(stats, name, figure, made);
  if (extent === 'summary') return;
  if (extent === 'samples') takeSample(stats.samples, made, floors);
  const level = levelOf(made.record.id);
  for (const [name, { record, capacity }] of COMMONS) {
    const common = commonOf(stats, name);
    record(made, (key, sums) => {
      addCommon(common, key, level, sums);
    });
    limitCommon(common, capacity);
  }
}

function figuresFor({ record }: Made, extent: Extent): typeof ALL_FIGURES {
  if (extent === 'summary') return COUNTED_ALWAYS;
  return record.signals === undefined ? TABLE_FIGURES : ALL_FIGURES;
}

function recordFigure(stats: Stats, name: string, figure: Figure, made: Made): void {
  if (figure.record === undefined) return;
  if (figure.holds === 'counts') {
    figure.record(made, (key, number) => {
      add(stats, name, key, number);
    });
    return;
  }
  const value = figure.record(made);
  if (value === null) return;
  if (figure.holds === 'bins') add(stats, name, String(binOf(figure.edges, value)), 1);
  else add(stats, name, '', value);
}

/** Counts inputs without a record. */
export function countProblem(stats: Stats, problem: Problem): void {
  for (const [name, figure] of COUNTED_ALWAYS) {
    if (figure.holds === 'counts')
      figure.problem?.(problem, (key, number) => {
        add(stats, name, key, number);
      });
    else if (figure.holds === 'count') add(stats, name, '', figure.problem?.(problem) ?? 0);
  }
}

/** Adds to a count. */
export function addTo(stats: Stats, name: FigureName, number: number): void {
  add(stats, name, '', number);
}

/** Adds to a count by name. */
export function addBy(stats: Stats, name: FigureName, key: string, number: number): void {
  add(stats, name, key, number);
}

function add(stats: Stats, name: string, key: string, number: number): void {
  if (number === 0) return;
  const counts = stats.counts.get(name);
  if (counts === undefined) stats.counts.set(name, new Map([[key, number]]));
  else counts.set(key, (counts.get(key) ?? 0) + number);
}

/** Adds the figures of `other`. */
export function addStats(stats: Stats, other: Stats): void {
  for (const [name, counts] of other.counts) for (const [key, number] of counts) add(stats, name, key, number);
  for (const [name, { capacity }] of COMMONS) {
    const common = other.commons.get(name);
    if (common !== undefined) mergeCommon(commonOf(stats, name), common, capacity);
  }
  mergeSamples(stats.samples, other.samples);
}

function commonOf({ commons }: Stats, name: string): Common {
  const common = commons.get(name) ?? newCommon();
  commons.set(name, common);
  return common;
}

/** A count. */
export function countIn({ counts }: Stats, name: FigureName): number {
  return counts.get(name)?.get('') ?? 0;
}

/** Counts by name. */
export function countsIn({ counts }: Stats, name: FigureName): ReadonlyMap<string, number> {
  return counts.get(name) ?? new Map<string, number>();
}

/** Exit status of a run: 70 if the program crashed on a document, 1 if an input failed, unless failures are ok. */
export function statusOf(failedBy: ReadonlyMap<string, number>, failures: 'fail' | 'ok'): number {
  if (failedBy.has('crash')) return 70;
  return failedBy.size > 0 && failures === 'fail' ? 1 : 0;
}
