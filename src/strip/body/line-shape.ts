/** Line shape: a line with words and numbers replaced by placeholders, such as `字·0字`. */

/** Length of the line prefix that is examined, and maximum length of a shape, in UTF-16 units. */
const MAX_PREFIX_UNITS = 60;
const MAX_SHAPE_UNITS = 16;

/** Placeholder of a word; as a whole shape it carries no information. */
export const WORD = '字';

const UNKNOWN = 0;
const OTHER = 1;
const DIGIT = 2;
const LETTER = 3;

/** Class of each UTF-16 unit, filled on demand. */
const classes = new Uint8Array(0x10000);

/** Shape of a line; its test specifies it by regular expressions. */
export function shapeOf(matchForm: string): string {
  const end = Math.min(matchForm.length, MAX_PREFIX_UNITS);
  let shape = '';
  let before = OTHER;
  for (let at = 0; at < end && shape.length < MAX_SHAPE_UNITS; at++) {
    const code = matchForm.charCodeAt(at);
    const known = classes[code] ?? UNKNOWN;
    const found = known === UNKNOWN ? classOf(matchForm.slice(0, end), at) : known;
    if (found === OTHER) shape += matchForm.charAt(at);
    else if (found !== before) shape += found === DIGIT ? '0' : WORD;
    before = found;
  }
  return shape;
}

/** The shapes of lines as numbers: of each line, and how many lines have each. */
export interface ShapeNumbers {
  readonly own: Uint32Array;
  readonly counts: Uint32Array;
  /** Number of the shape that is only words, or -1. */
  readonly plain: number;
}

export function shapeNumbers(matchForms: readonly string[]): ShapeNumbers {
  const numbers = new Map<string, number>();
  const own = new Uint32Array(matchForms.length);
  const counts = new Uint32Array(matchForms.length);
  for (let i = 0; i < matchForms.length; i++) {
    const shape = shapeOf(matchForms[i] ?? '');
    const number = numbers.get(shape) ?? numbers.size;
    if (number === numbers.size) numbers.set(shape, number);
    own[i] = number;
    counts[number] = (counts[number] ?? 0) + 1;
  }
  return { own, counts, plain: numbers.get(WORD) ?? -1 };
}

/** Class of the unit at an offset; only units that are not surrogates are memoized. */
function classOf(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if ((code & 0xf800) === 0xd800) return isLetter(pairAt(text, at)) ? LETTER : OTHER;
  const character = text.charAt(at);
  return (classes[code] = isLetter(character) ? LETTER : /\d/.test(character) ? DIGIT : OTHER);
}

function isLetter(character: string): boolean {
  return /[\p{L}\p{M}]/u.test(character);
}

/** The character that the surrogate at an offset belongs to; empty for a lone surrogate. */
function pairAt(text: string, at: number): string {
  const low = (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  const code = text.codePointAt(low ? at - 1 : at) ?? 0;
  return code > 0xffff ? String.fromCodePoint(code) : '';
}
