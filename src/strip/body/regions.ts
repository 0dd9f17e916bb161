import type { Container } from '../../types.ts';
import { columnOf } from './column.ts';
import type { Column } from './column.ts';
import type { Page } from '../page.ts';

/** A range of lines that may be the body: a container, or a span of nearby likely lines. Regions nest. */
export interface Region {
  /** 0 for the whole page. */
  readonly number: number;
  parent: Region | null;
  /** Indices of its first and last line. */
  first: number;
  last: number;
  /** Letters weighted by the probability that their line is body. */
  mass: number;
  letters: number;
  linked: number;
  classHint: number;
  depth: number;
  /** Maximum mass, and maximum number of lines, of a direct child. */
  topMass: number;
  topLines: number;
  /** Number of direct children with a mass of at least `MIN_CHILD_MASS`, and total mass of all direct children. */
  children: number;
  childMass: number;
}

/** Minimum mass of a child that is counted, in letters. */
const MIN_CHILD_MASS = 15;

export function emptyRegion(number: number, parent: Region | null): Region {
  const sums = {
    mass: 0,
    letters: 0,
    linked: 0,
    classHint: 0,
    depth: 0,
    topMass: 0,
    topLines: 0,
    children: 0,
    childMass: 0,
  };
  return { number, parent, first: Infinity, last: -1, ...sums };
}

export function linesIn(region: Region): number {
  return region.last - region.first + 1;
}

/** All containers of a page as regions, outer before inner; the first is the whole page. */
export function containersOf(page: Page): readonly Region[] {
  const regions = new Map<number, Region>([[0, emptyRegion(0, null)]]);
  for (const line of page.lines) widen(regionFor(regions, line.features.container ?? null), line.index, line.index);
  const inward = [...regions.values()].sort((a, b) => a.number - b.number);
  for (const region of inward.toReversed()) if (region.parent !== null) widen(region.parent, region.first, region.last);
  return inward;
}

function widen(region: Region, first: number, last: number): void {
  region.first = Math.min(region.first, first);
  region.last = Math.max(region.last, last);
}

/** The region of a container; creates missing regions of the container and its ancestors. */
function regionFor(regions: Map<number, Region>, container: Container | null): Region {
  const fresh: Container[] = [];
  let at = container;
  while (at !== null && !regions.has(at.number)) {
    fresh.push(at);
    at = at.parent;
  }
  let region = regions.get(at?.number ?? 0) ?? emptyRegion(0, null);
  for (const next of fresh.reverse()) {
    region = emptyRegion(next.number, region);
    regions.set(next.number, region);
  }
  return region;
}

/** Fills in the sums of each region. Outer regions must come before inner ones. */
export function fillSums(regions: readonly Region[], page: Page, mass: Column, letters: Column): void {
  const masses = sumsOf(mass);
  const all = sumsOf(letters);
  const linked = sumsOf(columnOf(letters.length, (i) => (letters[i] ?? 0) * linkShare(page, i)));
  const classHints = sumsOf(columnOf(mass.length, (i) => (mass[i] ?? 0) * (page.lines[i]?.features.classHint ?? 0)));
  for (const region of regions) {
    region.mass = between(masses, region);
    region.letters = between(all, region);
    region.linked = between(linked, region);
    region.classHint = between(classHints, region);
    region.depth = (region.parent?.depth ?? -1) + 1;
    if (region.parent !== null) addChild(region.parent, region);
  }
}

function addChild(parent: Region, child: Region): void {
  parent.topMass = Math.max(parent.topMass, child.mass);
  parent.topLines = Math.max(parent.topLines, linesIn(child));
  parent.childMass += child.mass;
  if (child.mass >= MIN_CHILD_MASS) parent.children++;
}

function linkShare(page: Page, index: number): number {
  const line = page.lines[index];
  return line === undefined ? 0 : Math.min(1, line.features.linkLength / Math.max(1, line.text.length));
}

/** Prefix sums: the sum of the values before each line, and the total at the end. */
export function sumsOf(values: Column): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0, sum = 0; i < values.length; i++) sums[i + 1] = sum += values[i] ?? 0;
  return sums;
}

function between(sums: Float64Array, { first, last }: Region): number {
  return (sums[last + 1] ?? 0) - (sums[first] ?? 0);
}
