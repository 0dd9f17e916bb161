/** Kinds of UTF-16 code units, memoized in `kinds`. */
const UNKNOWN = 0;
const OTHER = 1;
const LETTER = 2;
/** A letter that changes in lower case. */
const CAPITAL = 3;
const SURROGATE = 4;

const kinds = new Uint8Array(0x10000);

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const kind = kinds[code] ?? UNKNOWN;
  return kind === UNKNOWN ? (kinds[code] = kindOf(text.charAt(at))) : kind;
}

function kindOf(unit: string): number {
  if (/[\ud800-\udfff]/.test(unit)) return SURROGATE;
  if (!/[\p{L}\p{N}]/u.test(unit)) return OTHER;
  return unit.toLowerCase() === unit ? LETTER : CAPITAL;
}

/** The letters and numbers of a text. */
export function lettersOf(text: string): string {
  let letters = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const kind = kindAt(text, at);
    if (kind === SURROGATE) return text.replace(/[^\p{L}\p{N}]/gu, '');
    if (kind !== OTHER) continue;
    if (at > from) letters += text.slice(from, at);
    from = at + 1;
  }
  return from === 0 ? text : letters + text.slice(from);
}

/** The letters and numbers of a text, in lower case. */
export function lettersInLowerCase(text: string): string {
  const letters = lettersOf(text);
  for (let at = 0; at < letters.length; at++) if (kindAt(letters, at) >= CAPITAL) return letters.toLowerCase();
  return letters;
}
