import { hanClasses } from './han-classes.ts';
import { remembering } from './memoize-last.ts';
import { visitUnits } from './utf16.ts';

/*
 * Traits of characters that gates of rules ask for; the bits above those of `han-classes.ts`. One pass over a text finds all of
 * them, where a pattern for each rule would need a pass each.
 */

/** What UTF-8 lead bytes become in single-byte encodings, and vowels with tone marks. */
export const ACCENTED: number = 1 << 8;
/** What double-byte encodings become when decoded as Latin-1. */
export const LATIN_1: number = 1 << 9;
/** Most of the symbols that `inserted-symbols` looks for. */
export const ODD_SIGN: number = 1 << 10;
/** Radicals and compatibility ideographs. */
export const COMPATIBLE: number = 1 << 11;
/** Characters that show nothing: zero-width ones, soft hyphens, direction controls. */
export const INVISIBLE: number = 1 << 12;
export const QUESTION: number = 1 << 13;
export const PARENTHESIS: number = 1 << 14;
/** `&` and `>`: the start of an entity and the end of a tag. */
export const MARKUP: number = 1 << 15;
/** Traces of lost bytes: U+FFFD, and what its UTF-8 becomes in GBK. */
export const LOST: number = 1 << 16;
/** Line terminators other than the line feed. */
export const RETURN: number = 1 << 17;
export const PAGE_BREAK: number = 1 << 18;
export const CONTROL_CODE: number = 1 << 19;
/** Spaces that are neither ASCII nor ideographic. */
export const ODD_SPACE: number = 1 << 20;
/** What UTF-8 becomes when decoded first as a single-byte encoding and then as GBK. */
export const TWICE_MISREAD: number = 1 << 21;
/**
 * What UTF-8 lead bytes become in single-byte encodings, and C1 controls; without `“`, `—` and others that are common in Chinese
 * text.
 */
export const MISREAD_BYTE: number = 1 << 22;
/** What the first two bytes of signs of Latin text in UTF-8 become in GBK. */
export const SIGN_AS_GBK: number = 1 << 23;
/** What common Cyrillic letters in UTF-8 become in GBK. */
export const CYRILLIC_AS_GBK: number = 1 << 24;
/** What spaces become when bytes are misread as GBK. */
export const SPACE_AS_GBK: number = 1 << 25;
/** Private use: no text has them in another font than its own. */
export const PRIVATE: number = 1 << 26;

/** Code units and inclusive ranges of them. */
type Ranges = readonly (number | readonly [first: number, last: number])[];

const RANGES: readonly (readonly [trait: number, ranges: Ranges])[] = [
  [ACCENTED, [[0xc2, 0x30c], 0x1e3f, 0x1ebf]],
  [LATIN_1, [[0xa1, 0xfe]]],
  [ODD_SIGN, [[0x2190, 0x2bff], [0xd83c, 0xd83e], 0x203b, 0x3012, 0x3013, 0x2020, 0x2021, 0xa4, 0xa7, 0xb6, 0xf7]],
  [
    COMPATIBLE,
    [
      [0x2e80, 0x2fd5],
      [0xf900, 0xfad9],
    ],
  ],
  [INVISIBLE, [0xad, [0x200b, 0x200f], [0x202a, 0x202e], 0x2060, [0x2066, 0x2069], 0xfeff]],
  [QUESTION, [0x3f, 0xff1f]],
  [PARENTHESIS, [0x28, 0xff08]],
  [MARKUP, [0x26, 0x3e]],
  [LOST, [0xfffd, 0x951f]],
  [RETURN, [0x0d, 0x2028, 0x2029]],
  [PAGE_BREAK, [0x0b, 0x0c, 0x85]],
  [CONTROL_CODE, [[0, 8], [0x0e, 0x1f], [0x7f, 0x84], [0x86, 0x9f], 0x200b, 0xfeff]],
  [ODD_SPACE, [0xa0, 0x1680, [0x2000, 0x200a], 0x202f, 0x205f]],
  [
    MISREAD_BYTE,
    [
      [0x80, 0x9f],
      [0xc2, 0xf4],
      [0x100, 0x192],
      [0x386, 0x45f],
      [0x490, 0x491],
      [0x2500, 0x259f],
      ...Array.from('‚„‡⁄€‹›√∆≈∞∩≡≥≤⌠◊ﬁﬂ', (character) => character.charCodeAt(0)),
    ],
  ],
  [TWICE_MISREAD, Array.from('茫盲氓忙莽猫茅', (character) => character.charCodeAt(0))],
  [CYRILLIC_AS_GBK, Array.from('褉褋褌褍褘褜褟', (character) => character.charCodeAt(0))],
  [SPACE_AS_GBK, Array.from('牋聽銆', (character) => character.charCodeAt(0))],
  [PRIVATE, [[0xe000, 0xf8ff]]],
  [SIGN_AS_GBK, Array.from('鈥鈧鈩鈫锘', (character) => character.charCodeAt(0))],
];

let table: Uint32Array | null = null;

function makeTable(): Uint32Array {
  const traits = new Uint32Array(hanClasses());
  for (const [trait, ranges] of RANGES)
    for (const range of ranges) {
      const [first, last] = typeof range === 'number' ? [range, range] : range;
      for (let unit = first; unit <= last; unit++) traits[unit] = (traits[unit] ?? 0) | trait;
    }
  return traits;
}

/** The union of the trait and class bits of the characters in a text. Remembers the last answer. */
export const traitsOf: (text: string) => number = remembering((text) => {
  const traits = (table ??= makeTable());
  let found = 0;
  visitUnits(text, (units, length) => {
    let inBlock = 0;
    for (let i = 0; i < length; i++) inBlock |= traits[units[i] ?? 0] ?? 0;
    found |= inBlock;
  });
  return found;
});

/** Whether a text has a character with one of these traits. */
export function holds(text: string, traits: number): boolean {
  return (traitsOf(text) & traits) !== 0;
}
