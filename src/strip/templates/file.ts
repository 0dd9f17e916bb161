import { isObject } from '../../text/is-object.ts';
import { boilerplateOf } from './learn.ts';
import { packLines, unpackLines } from './page-summary.ts';
import type { Observation, Standing } from './page-summary.ts';
import { addPage, newSample } from './reservoir.ts';
import type { Sample } from './reservoir.ts';
import type { Templates } from './apply.ts';

/** A templates file: for each site its lines, with the number of stories each appeared around; and the sample they were learned from, so that files can be merged. */
interface TemplateFile {
  readonly templates: 1;
  readonly sites: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly sample: { readonly level: number; readonly lines: readonly string[]; readonly pages: readonly PagesEntry[] };
}

/** A page of the sample. Lines are indices into `lines` of the sample, grouped by `Standing`. */
type PagesEntry = Pick<Observation, 'sites' | 'id' | 'story'> & Readonly<Record<Standing, readonly number[]>>;

/** The template lines of each site of a sample, sorted by site name. Sites without any are omitted. */
function boilerplateBySite(sample: Sample): readonly (readonly [string, ReadonlyMap<string, number>])[] {
  return [...sample.sites]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([site, pages]) => [site, boilerplateOf(pages.values())] as const)
    .filter(([, lines]) => lines.size > 0);
}

/** The templates learned from a sample. */
export function templatesOf(sample: Sample): Templates {
  return Object.fromEntries(boilerplateBySite(sample).map(([site, lines]) => [site, [...lines.keys()]]));
}

/** Serializes a sample as a templates file: JSON with one site, line or page per line. Equal samples give equal bytes. */
export function writeTemplates(sample: Sample): string {
  const sites = boilerplateBySite(sample).map(
    ([site, lines]) => `${JSON.stringify(site)}:${JSON.stringify(Object.fromEntries(lines))}`,
  );
  const all = [...sample.sites.values()].flatMap((pages) => [...pages.values()]);
  const pages = new Map(all.map((page) => [JSON.stringify(page), page] as const));
  const numbers = new Map<string, number>();
  const entries = [...pages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, page]) => JSON.stringify(entryOf(page, numbers)));
  return `{"templates":1,
"sites":{
${sites.join(',\n')}
},
"sample":{"level":${sample.level},
"lines":[
${[...numbers.keys()].map((key) => JSON.stringify(key)).join(',\n')}
],
"pages":[
${entries.join(',\n')}
]}}
`;
}

function entryOf({ sites, id, story, lines }: Observation, numbers: Map<string, number>): PagesEntry {
  const at = (key: string): number => {
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  };
  const standing = (place: Standing): readonly number[] =>
    unpackLines(lines).flatMap(([key, stood]) => (stood === place ? [at(key)] : []));
  return { sites, id, story, o: standing('o'), e: standing('e'), b: standing('b') };
}

/** Parses a templates file into its sample and its templates, which may have been edited by hand. Null if the text is no templates file. */
export function readTemplates(text: string): { readonly sample: Sample; readonly templates: Templates } | null {
  const file = parsed(text);
  if (file === null) return null;
  const templates = Object.fromEntries(Object.entries(file.sites).map(([site, lines]) => [site, Object.keys(lines)]));
  const sample = newSample(file.sample.level);
  for (const entry of file.sample.pages) addPage(sample, pageOfEntry(entry, file.sample.lines));
  return { sample, templates };
}

function pageOfEntry(entry: PagesEntry, keys: readonly string[]): Observation {
  const { sites, id, story } = entry;
  const lines = (['o', 'e', 'b'] as const).flatMap((standing) =>
    entry[standing].map((number) => [keys[number] ?? '', standing] as const),
  );
  return { sites, id, story, lines: packLines(lines) };
}

function parsed(text: string): TemplateFile | null {
  try {
    const value = JSON.parse(text) as Partial<TemplateFile> | null;
    const sites = value?.sites ?? null;
    if (value?.templates !== 1 || !isObject(sites) || !Object.values(sites).every(isObject)) return null;
    const sample: unknown = value.sample ?? { level: 0, lines: [], pages: [] };
    return isSample(sample) ? { templates: 1, sites, sample } : null;
  } catch {
    return null;
  }
}

function isSample(value: unknown): value is TemplateFile['sample'] {
  if (!isObject(value)) return false;
  const { level, lines, pages } = value;
  return Number.isInteger(level) && isListOf(lines, isText) && isListOf(pages, isPagesEntry);
}

function isPagesEntry(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { sites, id, story, o, e, b } = value;
  return (
    isListOf(sites, isText) &&
    isText(id) &&
    isListOf(story, isText) &&
    [o, e, b].every((lines) => isListOf(lines, Number.isInteger))
  );
}

function isListOf(value: unknown, test: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(test);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
