import { reflowed } from '../segment-break.ts';
import { readText } from '../text.ts';
import type { Content, Part, ReadContext, Refusal, Values } from '../content.ts';
import { collectionIn } from './collections.ts';
import { readKnownXml } from './documents.ts';
import { local, rootOf, scanXml } from './parser.ts';

export { isFeed, readFeedItem, splitFeed } from './feed.ts';

/** Root elements of pages, which are read as HTML whatever precedes them. */
const PAGES: ReadonlySet<string> = new Set('html head body meta title div table p span center font'.split(' '));
/** Root elements of files without documents, and what these are called. */
const NO_DOCUMENT: Readonly<Record<string, string>> = {
  urlset: 'a sitemap',
  sitemapindex: 'a sitemap',
  svg: 'a drawing (SVG)',
  opml: 'a list of feeds (OPML)',
  opensearchdescription: 'the description of a search',
  'cross-domain-policy': 'a policy for players',
  browserconfig: 'settings for browsers',
  stylesheet: 'a style sheet (XSLT)',
  transform: 'a style sheet (XSLT)',
  schema: 'an XML Schema',
  plist: 'a list of settings',
  ncx: 'the table of contents of a book',
};

/** Root elements that need no declaration in front of them to tell XML from a page. */
const UNDECLARED: ReadonlySet<string> = new Set(['mediawiki', 'en-export', 'worddocument', 'tt']);

/** Whether a text begins like XML that is not a page. */
export function isXml(head: string): boolean {
  const root = rootOf(head);
  if (root === '' || PAGES.has(root)) return false;
  if (local(root) === 'article' && !/docbook|jats|nlm/i.test(head)) return false;
  return /^\s*<\?xml\s/.test(head) || Object.hasOwn(NO_DOCUMENT, local(root)) || UNDECLARED.has(local(root));
}

/** Accepts XML as one document, unless it is known to be none. */
export function splitXml(xml: string): Iterable<Part | Refusal> {
  const root = local(rootOf(xml));
  const what = Object.hasOwn(NO_DOCUMENT, root) ? NO_DOCUMENT[root] : undefined;
  if (what !== undefined) return [{ kind: 'skipped', reason: 'not-a-document', why: `is ${what}` }];
  if (root === 'mediawiki')
    return [
      {
        kind: 'failed',
        reason: 'unsupported',
        why: 'is a dump of MediaWiki, whose markup is not read; take its text out first, with WikiExtractor for one',
      },
    ];
  return collectionIn(xml, root) ?? [textless(xml) ?? { member: null, text: null }];
}

/** Why XML without text between its tags is no document; null if there is some. */
function textless(xml: string): Refusal | null {
  if (/>\s*[^\s<]/.test(xml.slice(xml.indexOf('?>') + 2)) || xml.includes('<![CDATA[')) return null;
  return /="[^"<]*\p{Script=Han}/u.test(xml)
    ? { kind: 'failed', reason: 'unsupported', why: 'is XML with its text in attributes, which are not read' }
    : { kind: 'skipped', reason: 'not-a-document', why: 'is XML without text' };
}

/** Elements with metadata, styles or scripts, whose content is not text. */
const HEADER: ReadonlySet<string> = new Set(['teiheader', 'info', 'articleinfo', 'bookinfo', 'style', 'script']);
/** The same in FictionBook: what the book says of itself, and its pictures. */
const IN_FICTION_BOOK: ReadonlySet<string> = new Set(['description', 'binary']);
const NONE: ReadonlySet<string> = new Set();
/** Fields read from a header, the first of each. */
const HEADER_FIELDS: Readonly<Record<string, string>> = {
  title: 'title',
  'book-title': 'title',
  author: 'author',
  date: 'published',
  pubdate: 'published',
  publisher: 'publisher',
};

/**
 * Reads the text of any XML; of an unknown kind with the warning `unknown-markup`. Its elements are put on lines of their own, except inside mixed
 * content, where they count as inline.
 */
export function readXml(xml: string, context: ReadContext): Content {
  const known = readKnownXml(xml, context);
  if (known !== null) return known;
  const lines = linesOf(xml);
  return {
    reading: readText(lines.texts.join('\n')),
    fields: null,
    about: [lines.metadata],
    warnings: ['unknown-markup'],
  };
}

/** For each element, in the order they open, whether it contains text directly. */
function mixedOf(xml: string): readonly boolean[] {
  const mixed: boolean[] = [];
  const open: number[] = [];
  scanXml(xml, {
    open: () => {
      open.push(mixed.push(false) - 1);
    },
    text: (text) => {
      const element = open.at(-1);
      if (element !== undefined && mixed[element] === false && text.trim() !== '') mixed[element] = true;
    },
    close: () => void open.pop(),
  });
  return mixed;
}

function linesOf(xml: string): { readonly texts: readonly string[]; readonly metadata: Values } {
  const mixed = mixedOf(xml);
  const besides = rootOf(xml) === 'fictionbook' ? IN_FICTION_BOOK : NONE;
  const texts: string[] = [];
  const metadata: Record<string, string> = {};
  const open: { readonly inline: boolean; readonly header: boolean; readonly mixed: boolean; readonly name: string }[] =
    [];
  let line = '';
  let count = 0;
  const breakLine = (): void => {
    const text = reflowed(line).trim();
    if (text !== '') texts.push(text);
    line = '';
  };
  scanXml(xml, {
    open: (name) => {
      const around = open.at(-1);
      const inline = around !== undefined && (around.inline || around.mixed);
      if (!inline) breakLine();
      const header = around?.header === true || HEADER.has(local(name)) || besides.has(local(name));
      open.push({ inline, header, mixed: mixed[count++] === true, name: local(name) });
    },
    text: (text) => {
      const around = open.at(-1);
      if (around?.header !== true) line += text;
      else if (text.trim() !== '') tell(metadata, around.name, text);
    },
    close: () => {
      if (open.pop()?.inline === false) breakLine();
    },
  });
  breakLine();
  return { texts, metadata };
}

function tell(metadata: Record<string, string>, name: string, text: string): void {
  const field = Object.hasOwn(HEADER_FIELDS, name) ? HEADER_FIELDS[name] : undefined;
  if (field !== undefined) metadata[field] ??= reflowed(text).trim();
}
