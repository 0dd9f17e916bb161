/** Floors that scores may not fall below, and known failures: `pinned.json`. */
import { MEASURES, scoresOf } from './score.ts';
import type { Outcome, Scores } from './score.ts';

export interface Pinned {
  /** Minimum scores by kind. */
  readonly floors: Readonly<Record<string, Scores>>;
  /** Names of the checks that fail, by document. */
  readonly known: Readonly<Record<string, readonly string[]>>;
}

/** Differences between outcomes and what is pinned, one line each. */
export interface Drift {
  /** What got worse: fix it, or pin it with `--lower`. */
  readonly worse: readonly string[];
  /** What got better: pin it with `--raise`. */
  readonly better: readonly string[];
}

/** Floors are written with three decimals, rounded down. */
const STEP = 1000;
/** Tolerance for rounding errors in sums of floating-point numbers. */
const TOLERANCE = 1e-9;

export function driftOf(pinned: Pinned, outcomes: readonly Outcome[]): Drift {
  const [worse, better]: [string[], string[]] = [[], []];
  for (const { id, wrong, checks } of outcomes) {
    const known = pinned.known[id] ?? [];
    const failed = new Set(wrong.map(({ name }) => name));
    for (const { name, wanted, found } of wrong)
      if (!known.includes(name))
        worse.push(`${id}: ${name} is ${JSON.stringify(found)}, must be ${JSON.stringify(wanted)}`);
    for (const name of known)
      if (!failed.has(name))
        better.push(
          `${id}: ${name} is a known failure and ${checks.some((check) => check.name === name) ? 'passes' : 'is no longer checked'}`,
        );
  }
  const seen = new Set(outcomes.map(({ id }) => id));
  for (const id of Object.keys(pinned.known)) if (!seen.has(id)) better.push(`${id}: known failures of no document`);
  const scores = scoresOf(outcomes);
  for (const [kind, found] of scores) {
    const floor = pinned.floors[kind];
    for (const measure of MEASURES) {
      const [least, now] = [floor?.[measure] ?? null, found[measure]];
      if (least === null && now !== null) better.push(`${kind}: ${measure} ${fixed(now)} has no floor`);
      else if (least !== null && (now ?? 0) < least - TOLERANCE)
        worse.push(`${kind}: ${measure} ${fixed(now)} is under its floor ${fixed(least)}`);
    }
  }
  for (const kind of Object.keys(pinned.floors)) if (!scores.has(kind)) worse.push(`${kind}: a floor for no document`);
  return { worse, better };
}

/**
 * What to pin for these outcomes. Floors are raised and fixed failures removed; floors are lowered and new failures
 * added only if `lower` is true.
 */
export function pinnedFor(pinned: Pinned, outcomes: readonly Outcome[], lower: boolean): Pinned {
  const floors = [...scoresOf(outcomes)].map(([kind, found]) => {
    const floor = pinned.floors[kind];
    const values = MEASURES.map((measure) => [measure, pin(floor?.[measure] ?? null, found[measure], lower)] as const);
    return [kind, Object.fromEntries(values) as unknown as Scores] as const;
  });
  const known = outcomes.flatMap(({ id, wrong }) => {
    const names = wrong.map(({ name }) => name).filter((name) => lower || (pinned.known[id] ?? []).includes(name));
    return names.length === 0 ? [] : [[id, names] as const];
  });
  return { floors: Object.fromEntries(floors), known: Object.fromEntries(known) };
}

function pin(floor: number | null, now: number | null, lower: boolean): number | null {
  const rounded = now === null ? null : Math.floor(now * STEP + TOLERANCE) / STEP;
  if (lower || floor === null) return rounded;
  return Math.max(floor, rounded ?? 0);
}

export function fixed(score: number | null): string {
  return score === null ? '-' : score.toFixed(3);
}
