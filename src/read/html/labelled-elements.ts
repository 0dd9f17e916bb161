import type { Meta } from '../../types.ts';
import { decodeHTML } from './entities.ts';
import { indexOfWord } from './find-word.ts';
import type { Word } from './find-word.ts';

/** A class, id or property that labels the text of its element. */
interface Mark {
  readonly name: string;
  /** What is searched for before the patterns are tried. */
  readonly label: Word;
  /** Matches the attribute name and the part of its value before the word; anchored at the end. */
  readonly before: RegExp;
  /** Matches the word and what may follow it. */
  readonly after: RegExp;
}

const NAMING =
  /\s(?:class|id|itemprop|rel)\s?=\s?["']?(?:[^"'<>=]{0,80}\s)?(?:(?:article|post|news|note|blog|entry|info|meta|detail|show|topic|js|a|con\d{0,2}|content|text|txt|art|main|page)[_-])?$/;
/** Class of the author's name on Discuz forums. */
const DISCUZ: Word = { word: 'xw1', rare: 'xw1' };
const MARKS: readonly Mark[] = [
  {
    name: 'markup:author',
    label: { word: 'author', rare: 'uthor' },
    before: NAMING,
    after: /^author(?:[_-]?name)?["'\s>]/,
  },
  {
    name: 'markup:source',
    label: { word: 'source', rare: 'urce' },
    before: NAMING,
    after: /^source(?:[_-]?(?:name|baidu))?["'\s>]/,
  },
  { name: 'markup:author', label: DISCUZ, before: /\sclass="$/, after: /^xw1"/ },
];
const TAG = /^<(?:a|span|div|p|em|strong|address|h\d|li)\s/;

/** Occurrences of a word that are examined, context before and after it, and maximum length of its tag, in UTF-16 units. */
const MAX_OCCURRENCES = 60;
const UNITS_BEFORE = 100;
const UNITS_AFTER = 16;
const MAX_TAG_UNITS = 300;
/** More distinct texts than this are a list. */
const MAX_TEXTS = 2;

/** Author and source by the class names of their elements, unless these belong to a list; on Discuz forums, the author of the first post. */
export function markedNames(html: string): readonly Meta[] {
  const found: Meta[] = [];
  for (const mark of MARKS) {
    const texts = textsOf(html, mark);
    const [first] = texts;
    if (first === undefined || (texts.size > MAX_TEXTS && mark.label !== DISCUZ)) continue;
    if (!found.some(({ name }) => name === mark.name)) found.push({ name: mark.name, value: first });
  }
  return found;
}

function textsOf(html: string, { label, before, after }: Mark): ReadonlySet<string> {
  const texts = new Set<string>();
  let at = indexOfWord(html, label, 0);
  for (let seen = 0; at >= 0 && seen < MAX_OCCURRENCES; seen++) {
    if (after.test(html.slice(at, at + UNITS_AFTER)) && before.test(html.slice(Math.max(0, at - UNITS_BEFORE), at))) {
      const text = TAG.test(html.slice(openedAt(html, at), at)) ? textAfter(html, at) : '';
      if (text !== '') texts.add(text);
    }
    at = indexOfWord(html, label, at + label.word.length);
  }
  return texts;
}

/** Start of the tag that contains an offset; the offset itself if there is none. */
function openedAt(html: string, at: number): number {
  const before = html.slice(Math.max(0, at - MAX_TAG_UNITS), at);
  const start = before.lastIndexOf('<');
  return start < 0 || before.includes('>', start) ? at : at - before.length + start;
}

/** Text after the tag that contains an offset, up to the first tag after visible text. */
function textAfter(html: string, at: number): string {
  const near = html.slice(at, at + 2 * MAX_TAG_UNITS);
  const inside = /^[^<>]{0,300}>(?:\s|<[^/][^<>]{0,200}>)*([^<]{1,80})</.exec(near)?.[1] ?? '';
  return decodeHTML(inside).replace(/\s+/g, ' ').trim();
}
