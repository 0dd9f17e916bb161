import { elementsOf, inside } from './xml.ts';
import type { Element } from './xml.ts';

/** Content of a book's package document. */
export interface Package {
  /** Metadata, by the field names of records; absent if the book states none. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Documents in reading order. */
  readonly spine: readonly Item[];
  /** Path of the table of contents, of EPUB 3 (`nav`) or EPUB 2 (`ncx`); null if there is none. */
  readonly nav: string | null;
  readonly ncx: string | null;
  /** Reference types of the guide (cover, toc …), by path. */
  readonly guide: ReadonlyMap<string, string>;
}

/** A file of the book: its path in the archive and its media type. */
export interface Item {
  readonly path: string;
  readonly media: string;
}

/** Parses the package document at `path` in the archive. */
export function readPackage(xml: string, path: string): Package {
  const all = elementsOf(xml);
  const resolved = (href: string | undefined): string => resolvePath(path, href ?? '');
  const items = new Map<string, Item & { readonly properties: string }>();
  for (const { name, attributes } of all) {
    if (name !== 'item' || attributes['id'] === undefined || attributes['href'] === undefined) continue;
    const media = (attributes['media-type'] ?? '').toLowerCase();
    items.set(attributes['id'], {
      path: resolved(attributes['href']),
      media,
      properties: attributes['properties'] ?? '',
    });
  }
  const refs = all
    .filter(({ name }) => name === 'itemref')
    .flatMap(({ attributes }) => items.get(attributes['idref'] ?? '') ?? []);
  const toc = all.find(({ name }) => name === 'spine')?.attributes['toc'] ?? '';
  const listed = [...items.values()];
  return {
    metadata: metadataOf(all),
    spine: [...new Map(refs.map((item) => [item.path, item])).values()],
    nav: listed.find(({ properties }) => properties.split(/\s+/).includes('nav'))?.path ?? null,
    ncx: (items.get(toc) ?? listed.find(({ media }) => media === 'application/x-dtbncx+xml'))?.path ?? null,
    guide: new Map(
      all
        .filter(({ name }) => name === 'reference')
        .map(({ attributes }) => [resolved(attributes['href']), (attributes['type'] ?? '').toLowerCase()]),
    ),
  };
}

/** Dublin Core elements that are copied unchanged, and their field names. */
const COPIED_ELEMENTS: readonly (readonly [element: string, name: string])[] = [
  ['publisher', 'publisher'],
  ['language', 'language'],
  ['description', 'description'],
  ['rights', 'rights'],
];

function metadataOf(all: readonly Element[]): Record<string, unknown> {
  const of = (name: string): readonly Element[] =>
    all.filter((element) => element.name === name && element.text !== '' && !('content' in element.attributes));
  const people = [...of('creator'), ...of('contributor')].slice(0, MAX_PEOPLE).map((element) => ({
    name: element.text,
    role: roleOf(all, element),
  }));
  const authors = people.filter(({ role }) => role === 'aut').map(({ name }) => name);
  const translators = people.filter(({ role }) => role === 'trl').map(({ name }) => name);
  const date = of('date').find(({ attributes }) => !/modif/i.test(attributes['opf:event'] ?? ''))?.text;
  const identifiers = of('identifier').map(({ text }) => text);
  const subjects = of('subject').map(({ text }) => text);
  return {
    ...known('book', mainTitle(all, of('title'))),
    ...(authors.length > 0 ? { author: authors } : {}),
    ...(translators.length > 0 ? { translator: translators } : {}),
    ...known('date', date),
    ...Object.fromEntries(
      COPIED_ELEMENTS.flatMap(([element, name]) => Object.entries(known(name, of(element)[0]?.text))),
    ),
    ...(identifiers.length > 0 ? { identifier: identifiers.length === 1 ? identifiers[0] : identifiers } : {}),
    ...(subjects.length > 0 ? { keywords: subjects } : {}),
  };
}

/** Most creators and contributors: each is looked up in the whole document. */
const MAX_PEOPLE = 64;

function known(name: string, value: string | undefined): Record<string, string> {
  return value === undefined ? {} : { [name]: value };
}

/** MARC code of a person's role, from an attribute (EPUB 2) or a refinement (EPUB 3); a creator without one is the author. */
function roleOf(all: readonly Element[], { name, attributes }: Element): string {
  const said = attributes['opf:role'] ?? refinementOf(all, attributes['id'], 'role');
  return said?.toLowerCase() ?? (name === 'creator' ? 'aut' : '');
}

function refinementOf(all: readonly Element[], id: string | undefined, property: string): string | undefined {
  if (id === undefined) return undefined;
  return all.find(
    ({ name, attributes }) =>
      name === 'meta' && attributes['refines'] === `#${id}` && attributes['property'] === property,
  )?.text;
}

function mainTitle(all: readonly Element[], titles: readonly Element[]): string | undefined {
  const main = titles.find(({ attributes }) => refinementOf(all, attributes['id'], 'title-type') === 'main');
  return (main ?? titles[0])?.text;
}

/** A table of contents: titles by the path they link to, and the landmark types of paths. */
export interface Contents {
  readonly titles: ReadonlyMap<string, string>;
  readonly landmarks: ReadonlyMap<string, string>;
}

/** Parses `nav` or `ncx`. A file that several titles link into gets the one that links to its beginning, if any. */
export function readContents(xml: string, path: string): Contents {
  const all = elementsOf(xml);
  const navs = all.filter(({ name }) => name === 'nav');
  const typed = (type: string): Element | undefined =>
    navs.find(({ attributes }) => (attributes['epub:type'] ?? '').split(/\s+/).includes(type));
  const toc = typed('toc') ?? navs[0];
  const links = toc === undefined ? ncxLinks(all) : linksIn(inside(all, toc));
  const landmarks = typed('landmarks');
  return {
    titles: titlesOf(links, path),
    landmarks: new Map(
      (landmarks === undefined ? [] : inside(all, landmarks))
        .filter(({ name }) => name === 'a')
        .map(({ attributes }) => [resolvePath(path, attributes['href'] ?? ''), attributes['epub:type'] ?? '']),
    ),
  };
}

interface Link {
  readonly href: string;
  readonly title: string;
}

function linksIn(list: readonly Element[]): readonly Link[] {
  return list
    .filter(({ name }) => name === 'a')
    .map(({ attributes, text }) => ({ href: attributes['href'] ?? '', title: text }));
}

/** In NCX, the label of a point precedes its target. */
function ncxLinks(all: readonly Element[]): readonly Link[] {
  let title = '';
  return all.flatMap(({ name, text, attributes }) => {
    if (name === 'navlabel') title = text;
    return name === 'content' && attributes['src'] !== undefined ? [{ href: attributes['src'], title }] : [];
  });
}

function titlesOf(links: readonly Link[], path: string): ReadonlyMap<string, string> {
  const byPath = new Map<string, Link[]>();
  for (const link of links) {
    if (link.title === '') continue;
    const target = resolvePath(path, link.href);
    const others = byPath.get(target);
    if (others === undefined) byPath.set(target, [link]);
    else others.push(link);
  }
  return new Map(
    [...byPath].flatMap(([target, found]): [string, string][] => {
      const own = found.length === 1 ? found[0] : found.find(({ href }) => !href.includes('#'));
      return own === undefined ? [] : [[target, own.title]];
    }),
  );
}

/** Resolves a reference in the file at `base`, without its fragment; paths never leave the archive. */
export function resolvePath(base: string, href: string): string {
  const bare = unescaped(href.split('#')[0] ?? '');
  if (bare === '') return base;
  const steps = bare.startsWith('/') ? [] : base.split('/').slice(0, -1);
  for (const step of bare.replaceAll('\\', '/').split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

/** Decodes percent escapes in a reference; returns it unchanged if they are invalid. */
export function unescaped(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
