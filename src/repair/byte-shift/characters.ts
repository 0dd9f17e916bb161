import { doubleByte } from '../decoder/double-byte.ts';
import { findAnnotations } from '../pinyin/find-annotations.ts';
import { charactersRead } from '../pinyin/readings.ts';

/** A character of a line damaged by a mirror site, with inserted readings taken out. */
export interface Item {
  readonly text: string;
  /** Its offset in the line and that of the next item, in UTF-16 code units. */
  readonly at: number;
  readonly next: number;
  /** Its bytes in GBK; those of the full-width form for a mark that may have been folded to ASCII; empty if not in GBK. */
  readonly bytes: readonly number[];
  /** For another character of ASCII the bytes of its full-width form, which may have been folded as well; else null. */
  readonly folded: readonly number[] | null;
  /** The reading in parentheses after it; null if there is none. */
  readonly reading: string | null;
  /** The reading after a question mark that swallowed the opening parenthesis: `?jié)`. */
  readonly swallowed: string | null;
}

const SWALLOWED = /\?([a-zü]{0,4}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-z]{0,3})\)/gu;
const EATEN_TAG = /\?\/?(?:p|br|div|span|td|li|strong|b)\s?\/?>/gu;
const FOLDED: Readonly<Record<string, number>> = {
  '!': 0xa1,
  '?': 0xbf,
  ',': 0xac,
  ':': 0xba,
  ';': 0xbb,
  '(': 0xa8,
  ')': 0xa9,
};

/** Splits a line into items. */
export function shiftItems(line: string): readonly Item[] {
  const annotations = new Map(findAnnotations(line).map((found) => [found.at, found]));
  const swallowed = matches(line, SWALLOWED);
  const eaten = matches(line, EATEN_TAG);
  const items: Item[] = [];
  for (let at = 0; at < line.length;) {
    const text = line[at] ?? '';
    const behind = annotations.get(at + 1);
    const own = swallowed.get(at);
    const tag = eaten.get(at);
    const next = own ? at + own.length : tag ? at + tag.length : behind ? behind.at + behind.length : at + 1;
    const reading = behind && !own ? behind.syllable : null;
    items.push({
      text,
      at,
      next,
      bytes: bytesOf(text),
      folded: foldedFrom(text),
      reading,
      swallowed: own ? own.slice(1, -1) : null,
    });
    at = next;
  }
  return items;
}

function matches(line: string, pattern: RegExp): ReadonlyMap<number, string> {
  return new Map(Array.from(line.matchAll(pattern), (match) => [match.index, match[0]]));
}

/** GBK bytes of a character; those of the full-width form for a mark that may have been folded; empty if not in GBK. */
export function bytesOf(text: string): readonly number[] {
  const folded = FOLDED[text];
  if (folded !== undefined) return [0xa3, folded];
  const unit = text.charCodeAt(0);
  if (unit < 0x80) return [unit];
  const pair = doubleByte('gbk').pairs[unit] ?? 0;
  return pair === 0 ? [] : [pair >> 8, pair & 0xff];
}

function foldedFrom(text: string): readonly number[] | null {
  return FOLDED[text] === undefined && text > ' ' && text < '\u007f' ? [0xa3, text.charCodeAt(0) + 0x80] : null;
}

/** Trail bytes that complete `lead` to a character with this reading. */
export function trailsRead(lead: number, syllable: string): readonly number[] {
  const { pairs } = doubleByte('gbk');
  const trails: number[] = [];
  for (const char of charactersRead(syllable)) {
    const pair = pairs[char.charCodeAt(0)] ?? 0;
    if (pair >> 8 === lead) trails.push(pair & 0xff);
  }
  return trails;
}
