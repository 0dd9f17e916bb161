import { decodeHTML } from './entities.ts';

/** Longest superscript, in units of markup. */
export const MAX_SUPERSCRIPT_UNITS = 12;
/** The tag that opens a superscript, and tags between it and its text. */
const OPENING = /<sup(?:\s[^<>]{0,80})?>(?:<(?!\/)[^<>]{1,80}>)?$/i;
const CLOSING = /(?:<\/(?!sup)[a-z]{1,6}>)?<\/sup\s*>/iy;
/** Reach of the search for the opening tag, in units. */
const REACH_UNITS = 180;

const RAISED: Readonly<Record<string, string>> = {
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
  '+': '⁺',
  '-': '⁻',
  '−': '⁻',
  '–': '⁻',
  n: 'ⁿ',
};
const EXPONENT = /^[-+−–]?\d{1,3}$|^n$/;
const CHARGE = /^\d?[-+−–]$/;

/** What a power stands behind: ten or another small number, a variable, a unit of measurement, or a parenthesis that is no year. */
const TEN = /(?:^|[^\d.,])10$/;
const SMALL_NUMBER = /(?:^|[^\d.,])\d{1,2}$/;
const BASE_OF_LETTER = /(?:^|[^A-Za-z])(?:[A-Za-z\u03b1-\u03c9µ]|[munkcdpµμ]m|mc|kg|mol|Pa|Hz|ft|in|yd|min)$/;
const BASE_IN_PARENTHESES = /[^\d\s]\)$|\D\d{1,3}\)$/;
/** What the charge of an ion stands behind. */
const ION = /[a-z\d)\]]$/i;

/** The text of a superscript in Unicode, if all of `[start, end)` is one that is a power or a charge, which without it would be another number: 10<sup>6</sup> is no 106. Null for other text: marks of notes stay as they are. `before` is the end of the text before it. */
export function superscript(html: string, start: number, end: number, before: () => string): string | null {
  if (html.charCodeAt(start - 1) !== 0x3e || html[end] !== '<') return null;
  CLOSING.lastIndex = end;
  if (!CLOSING.test(html) || !OPENING.test(html.slice(Math.max(0, start - REACH_UNITS), start))) return null;
  const text = decodeHTML(html.slice(start, end)).trim();
  const base = before();
  return isPower(text, base) || (CHARGE.test(text) && ION.test(base)) ? raised(text) : null;
}

function isPower(text: string, base: string): boolean {
  if (!EXPONENT.test(text)) return false;
  if (TEN.test(base) || (text !== '1' && SMALL_NUMBER.test(base))) return true;
  // A small number elsewhere may be the mark of a note: squares, cubes and negative powers of letters are none.
  return /^[23n]$|^[-−–]/.test(text) && (BASE_OF_LETTER.test(base) || BASE_IN_PARENTHESES.test(base));
}

function raised(text: string): string {
  return Array.from(text, (character) => RAISED[character] ?? character).join('');
}
