/**
 * What a terminal obeys, and what changes how the characters beside it are read: controls, bidirectional marks and other invisible format
 * characters, breaks of lines, halves of characters. Joiners stay: scripts and pictographs need them.
 */
const OBEYED = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200C\u200D])\p{Cf}/gu;
const OBEYED_IN_TEXT = /[\p{Zl}\p{Zp}\p{Cs}]|(?![\n\t])\p{Cc}|(?![\u200C\u200D])\p{Cf}/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A name or value from outside on one line: nothing in it does anything to a terminal. */
export function escapeLine(text: string): string {
  return text.replace(OBEYED, escaped);
}

/** A text of several lines, its line breaks and tabs left as they are. */
export function escapeText(text: string): string {
  return text.replace(OBEYED_IN_TEXT, escaped);
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return SHORT[character] ?? (code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`);
}
