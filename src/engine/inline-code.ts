import type { Document } from '../types.ts';
import { placesAfter } from '../text/positions.ts';

/** Code between backticks in bare text; an apostrophe or a quotation mark has a letter before it, or none behind it. */
const TICKED = /(?<![\w`])(`{1,2})(?=[^\s`])[^`\n\r]{1,80}(?<=[^\s`])\1(?![\w`])/g;
/** What names, paths and commands do not have. */
const SENTENCE = /[，。！？；：、]/;

/** Starts and ends of code inside lines, by turns: elements for code, or Markdown's backticks in bare text. */
export function inlineCode({ text, lines, steps }: Document): readonly number[] {
  if (lines[0]?.tag === '') return text.includes('`') ? tickedCode(text) : [];
  const places = lines.flatMap(({ code = [] }) => code);
  if (places.length === 0) return places;
  return placesAfter(
    places,
    steps.filter(({ stage }) => stage !== 'read'),
  );
}

function tickedCode(text: string): readonly number[] {
  return [...text.matchAll(TICKED)].flatMap(({ 0: ticked, index }) =>
    SENTENCE.test(ticked) ? [] : [index, index + ticked.length],
  );
}
