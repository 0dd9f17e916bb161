import { CHARACTERS, CLASSES, STANDARD } from '../tables/generated/script.ts';

/** A Han character; those beyond the Basic Multilingual Plane count as their two surrogates, with no class. */
export const HAN = 1;
/** Has a simplified form and is not itself in the standard list: seen in simplified text by accident only. */
export const TRADITIONAL = 2;
/** Made by the simplification: not in everyday use in Taiwan or Hong Kong. Many are Japanese, too. */
export const SIMPLIFIED_ONLY = 4;
/** In use in Japan only (駅, 畑). */
export const JAPANESE_ONLY = 8;
/** Common in Japan as well (JIS X 0208, level 1). */
export const IN_JAPANESE = 16;
export const KANA = 32;
export const HANGUL = 64;
/** A to Z in both cases. */
export const LATIN = 128;

/** First character of the tables. */
const FIRST = 0x3400;

let table: Uint8Array | null = null;

/** The classes of each UTF-16 unit, as a sum of the bits above. */
export function hanClasses(): Uint8Array {
  return (table ??= makeClasses());
}

/** All classes in a text, as a sum of bits. */
export function classesIn(text: string): number {
  const classes = hanClasses();
  let seen = 0;
  for (let i = 0; i < text.length; i++) seen |= classes[text.charCodeAt(i)] ?? 0;
  return seen;
}

function makeClasses(): Uint8Array {
  const classes = new Uint8Array(0x10000);
  fill(classes, LATIN, [0x41, 0x5a], [0x61, 0x7a]);
  fill(
    classes,
    KANA,
    [0x3041, 0x3096],
    [0x309d, 0x309f],
    [0x30a1, 0x30fa],
    [0x30fd, 0x30ff],
    [0x31f0, 0x31ff],
    [0xff66, 0xff9d],
  );
  fill(classes, HANGUL, [0x1100, 0x11ff], [0x3131, 0x318e], [0xac00, 0xd7a3]);
  fill(classes, HAN, [0x3005, 0x3007], [0xf900, 0xfaff]);
  classes.set(Buffer.from(CLASSES, 'base64'), FIRST);
  return classes;
}

function fill(classes: Uint8Array, bit: number, ...ranges: readonly (readonly [first: number, last: number])[]): void {
  for (const [first, last] of ranges) classes.fill(bit, first, last + 1);
}

/** Codes of the standard list below U+A000; the 196 beyond have no part in conversion. */
export function standardCodes(): readonly number[] {
  const codes: number[] = [];
  for (const [at, byte] of Buffer.from(STANDARD, 'base64').entries()) {
    for (let bit = 0; bit < 8; bit++) if ((byte >> bit) & 1) codes.push(FIRST + 8 * at + bit);
  }
  return codes;
}

/** Each character that OpenCC knows as traditional, with its simplified form. */
export function* characterPairs(): Generator<readonly [from: string, to: string]> {
  let from = '';
  for (const character of CHARACTERS) {
    if (from === '') from = character;
    else {
      yield [from, character];
      from = '';
    }
  }
}

/** Shows the pairs whose traditional character is one UTF-16 unit, by units: 0 for a form of two. Makes nothing, since every run needs it. */
export function visitUnitPairs(visit: (from: number, to: number) => void): void {
  for (let at = 0; at < CHARACTERS.length;) {
    const from = CHARACTERS.codePointAt(at) ?? 0;
    at += from > 0xffff ? 2 : 1;
    const to = CHARACTERS.codePointAt(at) ?? 0;
    at += to > 0xffff ? 2 : 1;
    if (from <= 0xffff) visit(from, to > 0xffff ? 0 : to);
  }
}
