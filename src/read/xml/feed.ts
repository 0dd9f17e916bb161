import { decodeHTML } from '../html/entities.ts';
import { readHtml } from '../html/index.ts';
import { looksLikeFragment } from '../sniff.ts';
import { readText } from '../text.ts';
import type { Content, Part, ReadContext, Refusal, Values } from '../content.ts';
import { childrenOf } from './children.ts';
import type { Child } from './children.ts';
import { itemsIn } from './items.ts';
import { rootOf } from './parser.ts';

const ROOTS: ReadonlySet<string> = new Set(['rss', 'rdf:rdf', 'feed', 'atom:feed']);

/** Whether a text begins like RSS (0.9, 1.0, 2.0) or Atom. */
export function isFeed(head: string): boolean {
  const root = rootOf(head);
  return ROOTS.has(root) && (root !== 'rdf:rdf' || /rss|<(?:\w+:)?channel[\s>]/i.test(head));
}

/** Start and end of an item, and sections that may contain look-alikes. */
const MARK = /<!\[CDATA\[|<!--|<(?:rss:|atom:)?(?:item|entry)(?=[\s>])|<\/(?:rss:|atom:)?(?:item|entry)\s*>/gi;

/** Yields the items of a feed. An unclosed item ends where the next begins; a feed that ends inside an item is damaged. */
export function* splitFeed(xml: string): Generator<Part | Refusal, void> {
  let fields: Values | null = null;
  let number = 0;
  const items = itemsIn(xml, MARK);
  let next = items.next();
  for (; next.done !== true; next = items.next()) {
    const { start, end } = next.value;
    fields ??= channelOf(xml.slice(0, start));
    yield { member: `item:${++number}`, text: xml.slice(start, end), fields };
  }
  if (next.value)
    yield {
      kind: 'failed',
      reason: 'damaged',
      why: `is a feed that breaks off after ${number} ${number === 1 ? 'item' : 'items'}`,
    };
  else if (number === 0) yield { kind: 'skipped', reason: 'not-a-document', why: 'is a feed without items' };
}

/** Metadata of the feed itself, before its items. */
function channelOf(head: string): Values {
  const open = /<(?:\w+:)?channel(?=[\s>])/i.exec(head)?.index ?? head.search(/<(?:atom:)?feed(?=[\s>])/i);
  const children = childrenOf(head.slice(Math.max(0, open)));
  const title = plain(textOf(children, ['title']));
  const link = linkOf(children);
  return { ...(title === '' ? {} : { feed_title: title }), ...(link === '' ? {} : { feed_link: link }) };
}

/** Elements with the article text, fullest first. */
const BODIES = [
  'content:encoded',
  'content',
  'xhtml:body',
  'body',
  'description',
  'summary',
  'itunes:summary',
  'media:description',
];

/** Reads a feed item: its fullest text and its other values. */
export function readFeedItem(xml: string, { structured, nodes }: ReadContext): Content {
  const children = childrenOf(xml);
  const body = BODIES.map((name) => children.find((child) => child.name === name && child.text.trim() !== '')).find(
    (child) => child !== undefined,
  );
  const text = body === undefined ? '' : bodyText(body);
  const markup = looksLikeFragment(text) || /&(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});/i.test(text);
  const rest = children.filter((child) => child !== body);
  return {
    reading: markup ? readHtml(text, structured, nodes) : readText(text),
    fields: fieldsOf(rest),
    about: [aboutOf(children, rest)],
    warnings: body === undefined ? ['no-text-field'] : [],
  };
}

function bodyText({ text, inner, attributes }: Child): string {
  return attributes['type'] === 'xhtml' || (inner.trimStart().startsWith('<') && !inner.includes('<![CDATA['))
    ? inner
    : text;
}

/** Metadata of the item, under the names of record fields. */
function aboutOf(children: readonly Child[], rest: readonly Child[]): Values {
  const named = (names: readonly string[]): string => plain(textOf(children, names));
  const published = named(['pubdate', 'published', 'issued', 'dc:date', 'date', 'created']);
  const modified = named(['updated', 'modified', 'dcterms:modified']);
  return {
    title: named(['title', 'dc:title']),
    url: linkOf(children),
    published: published === '' ? modified : published,
    modified,
    author: children.flatMap(authorOf),
    outlet: named(['source', 'dc:publisher', 'dc:source']),
    description: named(
      rest.some(({ name }) => name === 'description')
        ? ['description']
        : rest.some(({ name }) => name === 'summary')
          ? ['summary']
          : [],
    ),
    keywords: children.flatMap(({ name, text, attributes }) =>
      name === 'category' || name === 'dc:subject' ? [plain(attributes['label'] ?? attributes['term'] ?? text)] : [],
    ),
  };
}

function authorOf({ name, text, parts }: Child): readonly string[] {
  if (name !== 'author' && name !== 'dc:creator' && name !== 'itunes:author') return [];
  return [plain(parts.get('name') ?? text)];
}

function linkOf(children: readonly Child[]): string {
  const atom = children.find(
    ({ name, attributes }) =>
      /^(?:atom:)?link$/.test(name) &&
      attributes['href'] !== undefined &&
      /^(?:alternate)?$/.test(attributes['rel'] ?? ''),
  );
  const guid = children.find(({ name, attributes }) => name === 'guid' && attributes['isPermaLink'] !== 'false');
  return (
    [textOf(children, ['link']), atom?.attributes['href'] ?? '', guid?.text ?? '']
      .map((link) => link.trim())
      .find((link) => /^https?:/i.test(link)) ?? ''
  );
}

function textOf(children: readonly Child[], names: readonly string[]): string {
  for (const wanted of names) {
    const child = children.find(({ name, text }) => name === wanted && text.trim() !== '');
    if (child !== undefined) return child.parts.get('title') ?? child.text;
  }
  return '';
}

/** Plain text of a one-line value: entities are often escaped twice, with tags in between. */
function plain(text: string): string {
  return decodeHTML(text.replace(/<[^<>]{1,300}>/g, ''))
    .replace(/\s+/g, ' ')
    .trim();
}

/** Elements of an item by name: child texts, text, or attributes if both are absent; a list if there are several. */
function fieldsOf(children: readonly Child[]): Values {
  const fields = new Map<string, unknown>();
  for (const { tag, text, attributes, parts } of children) {
    const value = parts.size > 0 ? Object.fromEntries(parts) : text.trim() === '' ? { ...attributes } : text.trim();
    const before = fields.get(tag);
    fields.set(
      tag,
      before === undefined ? value : [...(Array.isArray(before) ? (before as readonly unknown[]) : [before]), value],
    );
  }
  return Object.fromEntries(fields);
}
