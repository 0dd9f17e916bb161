import { CHARACTERS, CLASSES, STANDARD } from '../tables/generated/script.ts';

/** A Han character of the BMP; surrogates have no class. */
export const HAN = 1;
/** Has a simplified form and is not in the standard list, so it occurs in simplified text only by mistake. */
export const TRADITIONAL = 2;
/** Introduced by the simplification, so not in everyday use in Taiwan or Hong Kong. Many are Japanese as well. */
export const SIMPLIFIED_ONLY = 4;
/** Used in Japan only (駅, 畑). */
export const JAPANESE_ONLY = 8;
/** In common use in Japan (JIS X 0208, level 1). */
export const IN_JAPANESE = 16;
export const KANA = 32;
export const HANGUL = 64;
/** ASCII letters. */
export const LATIN = 128;

/** First code unit of the generated tables. */
const TABLE_START = 0x3400;

let table: Uint8Array | null = null;

/** The class bits of each UTF-16 code unit. Built on first use. */
export function hanClasses(): Uint8Array {
  return (table ??= makeClasses());
}

/** The union of the class bits of the code units in a text. */
export function classesIn(text: string): number {
  const classes = hanClasses();
  let found = 0;
  for (let i = 0; i < text.length; i++) found |= classes[text.charCodeAt(i)] ?? 0;
  return found;
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
  classes.set(Buffer.from(CLASSES, 'base64'), TABLE_START);
  return classes;
}

function fill(classes: Uint8Array, bit: number, ...ranges: readonly (readonly [first: number, last: number])[]): void {
  for (const [first, last] of ranges) classes.fill(bit, first, last + 1);
}

/** Code points of the standard list below U+A000; conversion does not need the 196 above. */
export function standardCodes(): readonly number[] {
  const codes: number[] = [];
  for (const [at, byte] of Buffer.from(STANDARD, 'base64').entries()) {
    for (let bit = 0; bit < 8; bit++) if ((byte >> bit) & 1) codes.push(TABLE_START + 8 * at + bit);
  }
  return codes;
}

/** Passes OpenCC's traditional characters with their simplified forms to `visit`, as code points. Allocates nothing, since every run needs it. */
export function visitCharacterPairs(visit: (from: number, to: number) => void): void {
  for (let at = 0; at < CHARACTERS.length;) {
    const from = CHARACTERS.codePointAt(at) ?? 0;
    at += from > 0xffff ? 2 : 1;
    const to = CHARACTERS.codePointAt(at) ?? 0;
    at += to > 0xffff ? 2 : 1;
    visit(from, to);
  }
}
