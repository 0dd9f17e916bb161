import type { CorpusRecord, Warning } from '../../index.ts';
import { shareKept } from './made.ts';
import type { Made } from './made.ts';
import { order } from './order.ts';
import { sampledRows } from './page.ts';
import type { SampledRow } from './page.ts';

/** A document that a report shows. */
export interface Sample {
  readonly id: string;
  readonly path: string;
  readonly member: string | null;
  readonly title: string | null;
  readonly site: string;
  readonly read: number;
  readonly written: number;
  readonly encoding: string;
  readonly confidence: number;
  readonly language: string;
  readonly kind: string | null;
  readonly guessed: number;
  readonly warnings: readonly string[];
  readonly rows: readonly SampledRow[];
}

/** A document in a list; the lowest keys are kept, and the lowest ids of equal keys. */
export interface Entry {
  readonly key: number;
  readonly sample: Sample;
}

/** Documents to look at. */
export interface SampleList {
  /** Number of documents kept; of a list of many, in each. */
  readonly keep: number;
  /** Where a document stands in the list; null: nowhere. */
  readonly key: (made: Made) => number | null;
  /** For a list of many: which of them a document belongs to, below `count`. */
  readonly among?: { readonly count: number; readonly of: (made: Made) => number };
}

export type ListName =
  'least_kept' | 'guesses' | 'low_confidence' | 'gaps' | 'damaged' | 'unusual_low' | 'unusual_high' | 'random';

/** Fewer characters are too few for a share. */
const MIN_CHARACTERS = 100;
/** An encoding of lower confidence is listed as doubtful. */
const CONFIDENT = 0.9;
/** Groups of sites, each with its own extremes. */
const SITE_GROUPS = 16;
/** Warnings by which a document is listed as damaged. */
const DAMAGE: ReadonlySet<string> = new Set<Warning>([
  'irrecoverable-characters',
  'replaced-bytes',
  'suspected-mojibake',
  'mixed-encoding',
  'nul-bytes',
]);

const siteGroups = { count: SITE_GROUPS, of: ({ site }: Made): number => hashOf(site()) % SITE_GROUPS };
const shareOf = ({ characters }: Made): number | null =>
  characters().read < MIN_CHARACTERS ? null : shareKept(characters());

/** Every list. Which documents they have depends on the documents alone, not on their order or how they were divided. */
export const SAMPLE_LISTS: Readonly<Record<ListName, SampleList>> = {
  least_kept: { keep: 16, key: shareOf },
  guesses: { keep: 16, key: ({ record }) => -guessedIn(record) || null },
  low_confidence: {
    keep: 16,
    key: ({ record: { encoding } }) => (encoding.confidence < CONFIDENT ? encoding.confidence : null),
  },
  gaps: {
    keep: 16,
    key: (made) => (made.record.warnings.includes('gap-in-body') ? (shareKept(made.characters()) ?? 0) : null),
  },
  damaged: { keep: 16, key: damageOf },
  unusual_low: { keep: 1, key: shareOf, among: siteGroups },
  unusual_high: { keep: 1, key: (made) => negative(shareOf(made)), among: siteGroups },
  random: { keep: 30, key: ({ record }) => Number.parseInt(record.id.slice(8, 16), 16) },
};

function negative(number: number | null): number | null {
  return number === null ? null : -number;
}

/** Most damaged first: by the share of lost characters in the text, then by the number of warnings. Null without a warning of damage. */
function damageOf({ record, characters }: Made): number | null {
  const warnings = record.warnings.filter((warning) => DAMAGE.has(warning)).length;
  if (warnings === 0) return null;
  const lost = record.text.match(/\uFFFD|锟斤拷/g)?.length ?? 0;
  return -(lost / Math.max(1, characters().written)) - warnings * 1e-9;
}

function guessedIn({ steps }: CorpusRecord): number {
  return steps.reduce((sum, { guessed }) => sum + guessed, 0);
}

/** FNV-1a of the UTF-16 code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Documents by list; a list of many has a number in its name. */
export type Samples = Map<string, Entry[]>;

/** The last place of each full list: documents behind it need not be looked at. */
export type Floors = ReadonlyMap<string, Place>;

interface Place {
  readonly key: number;
  readonly id: string;
}

export const NO_FLOORS: Floors = new Map<string, Place>();

/** Each list with its name, or the names of many. */
const LISTS = Object.entries<SampleList>(SAMPLE_LISTS).map(([name, list]) => {
  const { among } = list;
  return {
    ...list,
    names: among === undefined ? [name] : Array.from({ length: among.count }, (_, of) => `${name}.${of}`),
  };
});

/** Adds a document to the lists in which it has a place. */
export function takeSample(samples: Samples, made: Made, floors: Floors): void {
  const { id } = made.record;
  let sample: Sample | null = null;
  for (const { names, keep, key: keyOf, among } of LISTS) {
    const key = keyOf(made);
    const name = key === null ? undefined : names[among?.of(made) ?? 0];
    if (key === null || name === undefined) continue;
    const floor = floors.get(name);
    if (floor !== undefined && compare({ key, id }, floor) > 0) continue;
    if (!hasRoom(samples.get(name), keep, { key, id })) continue;
    sample ??= sampleOf(made);
    insert(samples, name, keep, { key, sample });
  }
}

/** Adds the documents of other lists. */
export function mergeSamples(samples: Samples, others: Samples): void {
  for (const [name, entries] of others) for (const entry of entries) insert(samples, name, keepOf(name), entry);
}

export function floorsOf(samples: Samples): Floors {
  const full = Array.from(samples, ([name, entries]): readonly [string, Place][] => {
    const last = entries.at(-1);
    return last === undefined || entries.length < keepOf(name) ? [] : [[name, placeOf(last)]];
  });
  return new Map(full.flat());
}

/** The lower of two floors of each list. */
export function lowerFloors(one: Floors, other: Floors): Floors {
  if (other.size === 0) return one;
  const lower = new Map(one);
  for (const [name, place] of other) {
    const known = lower.get(name);
    if (known === undefined || compare(place, known) < 0) lower.set(name, place);
  }
  return lower;
}

/** The name of a list without its number. */
export function listNameOf(name: string): string {
  return name.replace(/\.\d+$/, '');
}

function keepOf(name: string): number {
  const list: SampleList | undefined = (SAMPLE_LISTS as Readonly<Record<string, SampleList>>)[listNameOf(name)];
  return list?.keep ?? 0;
}

const compare = (a: Place, b: Place): number => a.key - b.key || order(a.id, b.id);
const placeOf = ({ key, sample: { id } }: Entry): Place => ({ key, id });

function hasRoom(entries: readonly Entry[] | undefined, keep: number, place: Place): boolean {
  const last = entries?.at(-1);
  return last === undefined || (entries?.length ?? 0) < keep || compare(place, placeOf(last)) < 0;
}

function insert(samples: Samples, name: string, keep: number, entry: Entry): void {
  const entries = samples.get(name) ?? [];
  samples.set(name, entries);
  const place = placeOf(entry);
  const found = entries.findIndex((other) => compare(placeOf(other), place) >= 0);
  const at = found < 0 ? entries.length : found;
  const same = entries[at];
  // The same file, named twice as an input.
  if (at >= keep || (same !== undefined && compare(placeOf(same), place) === 0)) return;
  entries.splice(at, 0, entry);
  if (entries.length > keep) entries.pop();
}

/** Longest title, in UTF-16 code units. */
const MAX_TITLE_UNITS = 80;

function sampleOf(made: Made): Sample {
  const { record, characters } = made;
  const { read, written } = characters();
  return {
    id: record.id,
    path: record.source.path,
    member: record.source.member,
    title: record.title?.slice(0, MAX_TITLE_UNITS) ?? null,
    site: made.site(),
    read,
    written,
    encoding: record.encoding.name,
    confidence: record.encoding.confidence,
    language: record.language,
    kind: record.kind,
    guessed: guessedIn(record),
    warnings: record.warnings,
    rows: sampledRows(made),
  };
}
