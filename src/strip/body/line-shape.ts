/** What a line looks like with words and numbers left open: `字·0字`. */

/** Only so much of a line is looked at, and so much of its kind is kept, in UTF-16 units. */
const SEEN = 60;
const KEPT = 16;

/** A kind that says nothing. */
export const PLAIN = '字';

const UNKNOWN = 0;
const OTHER = 1;
const DIGIT = 2;
const LETTER = 3;

/** What each UTF-16 unit is, filled as they are met. */
const classes = new Uint8Array(0x10000);

/** The kind of a line; its test says it in regular expressions. */
export function kindOf(shadow: string): string {
  const end = Math.min(shadow.length, SEEN);
  let kind = '';
  let before = OTHER;
  for (let at = 0; at < end && kind.length < KEPT; at++) {
    const code = shadow.charCodeAt(at);
    const known = classes[code] ?? UNKNOWN;
    const found = known === UNKNOWN ? classOf(shadow.slice(0, end), at) : known;
    if (found === OTHER) kind += shadow.charAt(at);
    else if (found !== before) kind += found === DIGIT ? '0' : PLAIN;
    before = found;
  }
  return kind;
}

/** What stands at an offset; only units that are a character by themselves are remembered. */
function classOf(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if ((code & 0xf800) === 0xd800) return isLetter(pairAt(text, at)) ? LETTER : OTHER;
  const character = text.charAt(at);
  return (classes[code] = isLetter(character) ? LETTER : /\d/.test(character) ? DIGIT : OTHER);
}

function isLetter(character: string): boolean {
  return /[\p{L}\p{M}]/u.test(character);
}

/** The character of which one half stands at an offset; empty for a half alone. */
function pairAt(text: string, at: number): string {
  const low = (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  const code = text.codePointAt(low ? at - 1 : at) ?? 0;
  return code > 0xffff ? String.fromCodePoint(code) : '';
}
