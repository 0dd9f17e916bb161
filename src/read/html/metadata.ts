import { decodeHTML, decodeHTMLAttribute } from './entities.ts';
import type { Meta } from '../../types.ts';
import { indexOfWord } from './find-word.ts';
import type { Word } from './find-word.ts';
import { readJsonLd } from './json-ld.ts';
import { nextInScript, readAccountScript } from './inline-scripts.ts';
import type { Tag } from './tokenizer.ts';

/** Metadata collected from a page. */
export interface MetaCollector {
  readonly html: string;
  readonly found: Meta[];
  /** Names already found, of those that count only once. */
  readonly seen: Set<string>;
  /** True if the posts that JSON-LD states are asked for. */
  readonly posts: boolean;
  /** Start offsets of the content of JSON-LD scripts. */
  readonly data: number[];
}

/** Takes what an `html`, `meta`, `link`, `a`, `time` or `input` tag says. */
export function addMeta(collector: MetaCollector, tag: Tag): void {
  if (tag.name === 'meta') addNamed(collector, tag);
  else if (tag.name === 'html' || tag.name === 'body') addPage(collector, tag);
  else if (tag.name === 'link') addLink(collector, tag);
  else if (tag.name === 'a') addNext(collector, tag);
  else if (tag.name === 'time')
    addOnce(collector, 'time:datetime', decodeHTMLAttribute(tag.attribute('datetime') ?? ''));
  else if (tag.name === 'script' && isLinkedData(tag)) collector.data.push(tag.end);
  else if (tag.name === 'input' && tag.attribute('type')?.trim().toLowerCase() === 'password')
    addOnce(collector, 'form:password', 'asked for');
}

/** What the elements around a page say of it: its language, and what it is called. */
function addPage(collector: MetaCollector, tag: Tag): void {
  if (tag.name === 'html') addOnce(collector, 'html:lang', decodeHTMLAttribute(tag.attribute('lang') ?? ''));
  for (const name of PAGE_CLASS) {
    const value = oneLine(decodeHTMLAttribute(tag.attribute(name) ?? ''));
    if (value !== '' && collector.found.length < MAX_CLASSES) collector.found.push({ name: 'page:class', value });
  }
}

/** Microdata that says what a page is about. */
const ABOUT =
  /itemtype=["']?https?:\/\/(?:www\.)?schema\.org\/(QAPage|DiscussionForumPosting)\b|itemprop=["']?mainEntity[^<>]{1,80}schema\.org\/(Question)\b/i;

/** Takes what the microdata of a page says that it is about. */
export function addSubject({ html, found }: MetaCollector): void {
  const [, page, question] = indexOfWord(html, ITEMTYPE, 0) >= 0 ? (ABOUT.exec(html) ?? []) : [];
  const value = page ?? question;
  if (value !== undefined) found.push({ name: 'page:class', value });
}

const ITEMTYPE: Word = { word: 'itemtype', rare: 'mtype' };

const PAGE_CLASS = ['class', 'id', 'data-template'];
/** A page has one `html` and one `body`; hostile ones have many. */
const MAX_CLASSES = 100;

/** Collects metadata from the content of a `title` or a script with JSON-LD or WeChat data. */
export function addRawMeta(collector: MetaCollector, name: string, start: number, end: number, depth: number): void {
  if (name === 'title' && depth <= TITLE_DEPTH) {
    addOnce(collector, 'title', decodeHTML(collector.html.slice(start, end)));
  } else if (name === 'script' && collector.data.at(-1) === start) {
    for (const item of readJsonLd(collector.html.slice(start, end), collector.posts)) {
      if (item.name.startsWith('json-ld:post')) collector.found.push(item);
      else addOnce(collector, item.name, item.value);
    }
  } else if (name === 'script') {
    const script = collector.html.slice(start, end);
    for (const item of readAccountScript(script)) addOnce(collector, item.name, item.value);
    for (const target of nextInScript(script)) addTarget(collector, target);
  }
}

/** A title nested deeper than this belongs to an SVG or a frame, not to the page. */
const TITLE_DEPTH = 8;

function addNamed(collector: MetaCollector, tag: Tag): void {
  const content = tag.attribute('content');
  const name = tag.attribute('name') ?? tag.attribute('property') ?? tag.attribute('itemprop');
  if (content === null || name === null || content.trim() === '') return;
  collector.found.push({ name: `meta:${name.trim().toLowerCase()}`, value: oneLine(decodeHTMLAttribute(content)) });
}

function addLink(collector: MetaCollector, tag: Tag): void {
  const rel = tag.attribute('rel')?.trim().toLowerCase();
  const href = decodeHTMLAttribute(tag.attribute('href') ?? '');
  if (rel === 'canonical') addOnce(collector, 'link:canonical', href);
  else if (rel === 'next') addTarget(collector, href);
}

/** What a link to the next page says, behind markup and an arrow. */
const NEXT = /(?:<(?!\/?a\b)[^<>]{0,100}>|[\s>»›]|&[a-z]{2,5};){0,8}(?:下一?[页頁]|[后後]一?[页頁])/iy;

function addNext(collector: MetaCollector, tag: Tag): void {
  NEXT.lastIndex = tag.end;
  if (NEXT.test(collector.html)) addTarget(collector, decodeHTMLAttribute(tag.attribute('href') ?? ''));
}

/** Links to next pages beyond these are not looked at. */
const MAX_NEXT = 4;

function addTarget(collector: MetaCollector, href: string): void {
  const value = href.trim();
  const known = collector.found.filter(({ name }) => name === 'link:next');
  if (value === '' || value.startsWith('#') || known.length >= MAX_NEXT || known.some((item) => item.value === value))
    return;
  collector.found.push({ name: 'link:next', value });
}

function addOnce(collector: MetaCollector, name: string, raw: string): void {
  const value = oneLine(raw);
  if (value === '' || collector.seen.has(name)) return;
  collector.seen.add(name);
  collector.found.push({ name, value });
}

function isLinkedData(tag: Tag): boolean {
  return /^\s*application\/ld\+json/i.test(tag.attribute('type') ?? '');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
