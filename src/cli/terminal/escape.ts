/**
 * Characters that control a terminal or change how their neighbours are displayed: controls, bidirectional marks and other invisible format
 * characters, line separators, lone surrogates. Joiners are kept: some scripts and emoji need them.
 */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200C\u200D])\p{Cf}/gu;
const CONTROLS_IN_TEXT = /[\p{Zl}\p{Zp}\p{Cs}]|(?![\n\t])\p{Cc}|(?![\u200C\u200D])\p{Cf}/gu;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Escapes a foreign name or value so that it stays on one line and cannot control the terminal. */
export function escapeLine(text: string): string {
  return text.replace(CONTROLS, escaped);
}

/** Escapes a text of several lines; line feeds and tabs are kept. */
export function escapeText(text: string): string {
  return text.replace(CONTROLS_IN_TEXT, escaped);
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return SHORT_ESCAPES[character] ?? (code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`);
}
