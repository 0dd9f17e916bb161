import { eastAsianWidth } from 'get-east-asian-width';

/** Zero-width characters: combining marks and invisible formatting. */
const WITHOUT_WIDTH = /[\p{M}\p{Cf}]/u;

/** Display width in columns of a text without control characters. A joined emoji counts as its parts, so the width is never underestimated. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += columnsOfOne(character);
  return columns;
}

function columnsOfOne(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  return WITHOUT_WIDTH.test(character) ? 0 : eastAsianWidth(code);
}

/** Truncates a text to a width, ending in three dots where something is cut. */
export function fitted(text: string, columns: number): string {
  if (columnsOf(text) <= columns) return text;
  const room = columns - ELLIPSIS.length;
  if (room < 0) return '';
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += columnsOfOne(character);
    if (used > room) break;
    kept += character;
  }
  return kept + ELLIPSIS;
}

/** U+2026 is two columns wide on some terminals and one on others. */
const ELLIPSIS = '...';

/** Columns of a label and the space after it. */
export const LABEL = 12;

/** Wraps words after a label, with continuation lines aligned to the first word. Words are never split. */
export function labelled(label: string, words: readonly string[], columns: number): string {
  return wrapped(label.padEnd(LABEL), words, columns);
}

/** Wraps words after a prefix, as `labelled` does. */
export function wrapped(beginning: string, words: readonly string[], columns: number): string {
  const indent = columnsOf(beginning);
  const lines: string[] = [];
  let line = '';
  let used = indent;
  for (const word of words) {
    const width = columnsOf(word);
    if (line !== '' && used + 1 + width > columns) {
      lines.push(line);
      line = '';
      used = indent;
    }
    used += width + (line === '' ? 0 : 1);
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line].map((text, index) => (index === 0 ? beginning : ' '.repeat(indent)) + text).join('\n');
}
