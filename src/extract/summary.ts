import { matchFormOf } from '../text/match-form.ts';
import type { Document } from '../types.ts';
import { headlineOf } from './title.ts';

/** Most keywords, and longest keyword in UTF-16 units: longer lists are the site's. */
const MAX_KEYWORDS = 30;
const MAX_KEYWORD_UNITS = 30;

/** Description in the metadata; null if it is missing or repeats the title. */
export function descriptionOf(document: Document): string | null {
  const { meta } = document;
  const isTitle = (value: string): boolean =>
    headlineOf(document).title === value || meta.some((item) => item.name === 'title' && item.value === value);
  for (const name of ['meta:description', 'meta:og:description', 'json-ld:description']) {
    const value =
      meta
        .find((item) => item.name === name)
        ?.value.replace(/\s+/g, ' ')
        .trim() ?? '';
    if (/\p{L}/u.test(value) && !isTitle(value)) return value;
  }
  return null;
}

const LABEL = /^\P{L}{0,3}(?:本文|文章|热门)?(?:关键[词字](?:阅读)?|标签|tags?)\s{0,4}[:】]\s{0,4}/iu;

/** Keywords from a line that lists them, else from metadata. */
export function keywordsOf({ meta, removed }: Document): readonly string[] {
  for (const { rule, text } of removed) {
    const label = rule === 'tags' ? (LABEL.exec(matchFormOf(text))?.[0] ?? '') : '';
    const words = label === '' ? [] : split(text.slice(label.length));
    if (words.length > 0) return words;
  }
  return split(meta.find(({ name }) => name === 'meta:keywords' || name === 'meta:news_keywords')?.value ?? '');
}

/** Splits at commas and similar marks, or at spaces if there are none. */
function split(list: string): readonly string[] {
  const marked = /[,，、;；|｜]/;
  const pieces = list
    .split(marked.test(list) ? /[,，、;；|｜]+/ : /\s+/)
    .map((piece) => piece.replace(/\s+/g, ' ').trim());
  const words = [...new Set(pieces)].filter((word) => /\p{L}/u.test(word) && word.length <= MAX_KEYWORD_UNITS);
  return words.length > MAX_KEYWORDS ? [] : words;
}
