import { decodeHTML } from 'entities/decode';
import type { Meta } from '../../types.ts';

/** What a class, an id or a property says of the text in its element. */
interface Mark {
  readonly name: string;
  /** The cheap test and where to look. */
  readonly word: string;
  /** Matches the end of the attribute's name and of what stands before the word in its value. */
  readonly before: RegExp;
  /** Matches the word and what may stand behind it. */
  readonly after: RegExp;
}

const NAMING =
  /\s(?:class|id|itemprop|rel)\s?=\s?["']?(?:[^"'<>=]{0,80}\s)?(?:(?:article|post|news|note|blog|entry|info|meta|detail|show|topic|js|a|con\d{0,2}|content|text|txt|art|main|page)[_-])?$/;
const MARKS: readonly Mark[] = [
  { name: 'markup:author', word: 'author', before: NAMING, after: /^author(?:[_-]?name)?["'\s>]/ },
  { name: 'markup:source', word: 'source', before: NAMING, after: /^source(?:[_-]?(?:name|baidu))?["'\s>]/ },
  { name: 'markup:author', word: 'xw1', before: /\sclass="$/, after: /^xw1"/ },
];
const TAG = /^<(?:a|span|div|p|em|strong|address|h\d|li)\s/;

/** How often a word is looked at, how much around it is, and how long its tag and the text may be. */
const MOST = 60;
const BACK = 100;
const AHEAD = 16;
const LONGEST = 300;
/** More different texts than this are a list. */
const FEW = 2;

/** The author and the source by the class names of their elements, where these are not those of a list; a thread of a Discuz forum by its first post. */
export function markedNames(html: string): readonly Meta[] {
  const found: Meta[] = [];
  for (const mark of MARKS) {
    const texts = textsOf(html, mark);
    const [first] = texts;
    if (first === undefined || (texts.size > FEW && mark.word !== 'xw1')) continue;
    if (!found.some(({ name }) => name === mark.name)) found.push({ name: mark.name, value: first });
  }
  return found;
}

function textsOf(html: string, { word, before, after }: Mark): ReadonlySet<string> {
  const texts = new Set<string>();
  let at = html.indexOf(word);
  for (let seen = 0; at >= 0 && seen < MOST; seen++) {
    if (after.test(html.slice(at, at + AHEAD)) && before.test(html.slice(Math.max(0, at - BACK), at))) {
      const text = TAG.test(html.slice(openedAt(html, at), at)) ? textAfter(html, at) : '';
      if (text !== '') texts.add(text);
    }
    at = html.indexOf(word, at + word.length);
  }
  return texts;
}

/** Where the tag begins that an offset is in; the offset itself where it is in none. */
function openedAt(html: string, at: number): number {
  const before = html.slice(Math.max(0, at - LONGEST), at);
  const start = before.lastIndexOf('<');
  return start < 0 || before.includes('>', start) ? at : at - before.length + start;
}

/** The text behind the tag that an offset is in, up to the first tag that follows something visible. */
function textAfter(html: string, at: number): string {
  const near = html.slice(at, at + 2 * LONGEST);
  const inside = /^[^<>]{0,300}>(?:\s|<[^/][^<>]{0,200}>)*([^<]{1,80})</.exec(near)?.[1] ?? '';
  return decodeHTML(inside).replace(/\s+/g, ' ').trim();
}
