import { columnOf, sumOf } from './column.ts';
import type { Column } from './column.ts';
import { regionLandmarkFeatures } from './landmarks.ts';
import type { Landmarks } from './landmarks.ts';
import { linesIn, sumsOf } from './regions.ts';
import type { Region } from './regions.ts';
import type { Evidence } from './evidence.ts';
import { regionForumFeatures } from './forum.ts';
import type { ForumEvidence } from './forum.ts';

/** Maximum number of candidates, so that the work stays linear on deeply nested pages. */
const MAX_CANDIDATES = 200;

type Numbers = readonly (readonly [name: string, value: number])[];

/** Candidate regions for the body, each with its features for the region model. Regions with less than the share `least` of the page's mass are left out. */
export function candidateRegions(
  { page, title, forum, landmarks, letters }: Evidence,
  regions: readonly Region[],
  mass: Column,
  least: number,
): readonly (readonly [Region, Numbers])[] {
  const [whole] = regions;
  if (whole === undefined) return [];
  const titleRegions = new Set(
    title === null ? [] : regions.filter(({ first, last }) => first <= title && title <= last),
  );
  const shapes = { of: page.lines.map((line) => line.features.shape ?? 0), mass };
  const sums = sumsOf(mass);
  const likely = likelyLines(mass, letters);
  const expectedF1 = expectedF1Of(mass, letters);
  const candidates = regions.filter((region) => region.mass >= least * whole.mass && linesIn(region) > region.topLines);
  if (candidates.length > MAX_CANDIDATES) candidates.length = MAX_CANDIDATES;
  return candidates.map((region) => [
    region,
    describe(region, whole, { title, sums, titleRegions, shapes, forum, landmarks, likely, expectedF1 }),
  ]);
}

interface RegionContext {
  readonly forum: ForumEvidence;
  readonly title: number | null;
  /** Cumulative mass before each line. */
  readonly sums: Float64Array;
  /** Regions that contain the title. */
  readonly titleRegions: ReadonlySet<Region>;
  readonly shapes: Shapes;
  readonly landmarks: Landmarks;
  readonly likely: Likely;
  /** Expected F1 if a region is chosen. */
  readonly expectedF1: (region: Region) => number;
}

/** For each line the index of the next and of the last likely line, the line itself included. */
interface Likely {
  readonly next: Int32Array;
  readonly last: Int32Array;
}

function likelyLines(mass: Column, letters: Column): Likely {
  const size = mass.length;
  const last = new Int32Array(size);
  const next = new Int32Array(size);
  for (let i = 0, at = -1; i < size; i++) last[i] = at = isLikely(i) ? i : at;
  for (let i = size - 1, at = size; i >= 0; i--) next[i] = at = isLikely(i) ? i : at;
  return { next, last };

  function isLikely(i: number): boolean {
    return (mass[i] ?? 0) > 0.5 * (letters[i] ?? 0);
  }
}

function expectedF1Of(mass: Column, letters: Column): (region: Region) => number {
  const isKept = (i: number): boolean => (mass[i] ?? 0) > 0.35 * (letters[i] ?? 0);
  const hits = sumsOf(columnOf(mass.length, (i) => (isKept(i) ? (mass[i] ?? 0) : 0)));
  const taken = sumsOf(columnOf(mass.length, (i) => (isKept(i) ? (letters[i] ?? 0) : 0)));
  const all = sumOf(mass);
  return ({ first, last }) => {
    const hit = (hits[last + 1] ?? 0) - (hits[first] ?? 0);
    return (2 * hit) / ((taken[last + 1] ?? 0) - (taken[first] ?? 0) + all + 1);
  };
}

interface Shapes {
  readonly of: readonly number[];
  readonly mass: Column;
}

function describe(region: Region, page: Region, whole: RegionContext): Numbers {
  const { sums, shapes, forum, landmarks, likely, expectedF1 } = whole;
  const core = { first: likely.next[region.first] ?? region.first, last: likely.last[region.last] ?? region.last };
  const [shapeShare, shapeCount] = dominantShape(region, shapes);
  return [
    ...weights(region, page),
    ['before', (sums[region.first] ?? 0) / (page.mass + 1)],
    ['start', region.first / Math.max(1, linesIn(page))],
    ['end', region.last / Math.max(1, linesIn(page))],
    ...fromTitle(region, page, whole),
    ['shapeShare', shapeShare],
    ['shapeCount', shapeCount],
    ['depth', region.depth],
    ...regionForumFeatures(region, forum),
    ...regionLandmarkFeatures(core.first <= core.last ? core : region, landmarks),
    ['hope', expectedF1(region)],
  ];
}

function weights(region: Region, page: Region): Numbers {
  const parent = region.parent ?? region;
  const junk = region.letters - region.mass;
  return [
    ['share', region.mass / page.mass],
    ['mass', Math.log2(1 + region.mass)],
    ['pageMass', Math.log2(1 + page.mass)],
    ['pure', region.mass / (region.letters + 1)],
    ['junk', Math.log2(1 + junk)],
    ['junkShare', junk / (page.letters - page.mass + 1)],
    ['links', region.linked / (region.letters + 1)],
    ['prior', region.classHint / (region.mass + 1)],
    ['lines', Math.log2(1 + linesIn(region))],
    ['meanMass', Math.log2(1 + region.mass / Math.max(1, linesIn(region)))],
    ['own', (region.mass - region.childMass) / (region.mass + 1)],
    ['top', region.topMass / (region.mass + 1)],
    ['children', Math.log2(1 + region.children)],
    ['ofParent', region.mass / (parent.mass + 1)],
    ['parentPure', parent.mass / (parent.letters + 1) - region.mass / (region.letters + 1)],
    ['siblings', Math.log2(1 + parent.children)],
  ];
}

function fromTitle(region: Region, page: Region, { title, sums, titleRegions }: RegionContext): Numbers {
  const [common, steps] = commonRegion(region, titleRegions);
  const lift: Numbers = [
    ['titleCommon', common === null ? -1 : common.mass / (page.mass + 1)],
    ['titleLift', common === null ? -1 : Math.log2((common.mass + 1) / (region.mass + 1))],
    ['titleSteps', common === null ? -1 : steps],
  ];
  const mass = (sums[region.first] ?? 0) - (sums[title ?? 0] ?? 0);
  return [
    ['hasTitle', title === null ? -1 : title >= region.first && title <= region.last ? 1 : 0],
    ['titleLines', title === null ? -20 : signedLog(region.first - title)],
    ['titleMass', title === null ? -20 : signedLog(mass)],
    ['titleShare', title === null ? -2 : mass / (page.mass + 1)],
    ...lift,
  ];
}

function signedLog(value: number): number {
  return Math.sign(value) * Math.log2(1 + Math.abs(value));
}

/** The innermost region that contains both this one and the title, or null, and the number of steps up to it. */
function commonRegion(region: Region, titleRegions: ReadonlySet<Region>): readonly [Region | null, number] {
  let steps = 0;
  for (let at: Region | null = region; at !== null && steps < 12; at = at.parent, steps++)
    if (titleRegions.has(at)) return [at, steps];
  return [null, steps];
}

/** Share of the region's mass in lines of its heaviest DOM shape, and the number of runs of that shape, as a logarithm. */
function dominantShape(region: Region, { of, mass }: Shapes): readonly [share: number, count: number] {
  const sums = new Map<number, [mass: number, runs: number]>();
  for (let i = region.first; i <= region.last; i++) {
    const shape = of[i] ?? 0;
    const sum = sums.get(shape) ?? [0, 0];
    sums.set(shape, [sum[0] + (mass[i] ?? 0), sum[1] + (i > region.first && of[i - 1] === shape ? 0 : 1)]);
  }
  let best: readonly [number, number] = [0, 0];
  for (const sum of sums.values()) if (sum[0] > best[0]) best = sum;
  return [best[0] / (region.mass + 1), Math.log2(1 + best[1])];
}

/** First and last line of a region, inclusive. */
export type Bounds = Pick<Region, 'first' | 'last'>;

/** Inverse temperature of the softmax over region scores, which were trained on soft targets and so are too flat. */
const INVERSE_TEMPERATURE = 3;
/** Minimum probability of a line to be in the body's region. Low enough to combine two likely regions, since text left out is lost. */
const MIN_PROBABILITY = 0.3;

/** First and last of `lines` lines whose probability of being in the body's region, by a softmax over the region scores, is at least `MIN_PROBABILITY`; null if there is none. */
export function likelyBounds(regions: readonly Bounds[], scores: Column, lines: number): Bounds | null {
  const most = scores.reduce((greatest, score) => Math.max(greatest, score), -Infinity);
  const powers = Array.from(scores, (score) => Math.exp(INVERSE_TEMPERATURE * (score - most)));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const steps = new Float64Array(lines + 1);
  regions.forEach(({ first, last }, i) => {
    steps[first] = (steps[first] ?? 0) + (powers[i] ?? 0) / total;
    steps[last + 1] = (steps[last + 1] ?? 0) - (powers[i] ?? 0) / total;
  });
  let bounds: { readonly first: number; last: number } | null = null;
  for (let line = 0, probability = 0; line <= lines; line++) {
    probability += steps[line] ?? 0;
    if (probability < MIN_PROBABILITY) continue;
    if (bounds === null) bounds = { first: line, last: line };
    else bounds.last = line;
  }
  return bounds;
}
