import type { Tag } from './tokenizer.ts';

/** Classes that state the language of code, the surest first: of Prism, GitHub, Sphinx, Pandoc, SyntaxHighlighter, Hexo and highlight.js. */
const LANGUAGES: readonly RegExp[] = [
  /(?:^|[\s"])(?:language|lang)[-:]\s?([\w+#.-]+)/i,
  /(?:^|\s)highlight-(?:source|text)-([\w+#.]+)/i,
  /(?:^|\s)highlight-([\w+#.-]+)/i,
  /(?:^|\s)sourceCode[-\s]\s?([\w+#.-]+)/i,
  /(?:^|\s)brush:\s?([\w+#.-]+)/i,
  /(?:^|\s)highlight\s+([\w+#.-]+)/i,
  /(?:^|\s)hljs\s+([\w+#.]+)(?=\s|$)/i,
];
/** Words in the place of a language that are none: kinds of text, parts of a page, and languages that people speak. */
const NO_LANGUAGE =
  /^(?:none|plain|plaintext|text|txt|auto|default|nohighlight|no-highlight|hljs|copyable|notranslate|table|wrapper|wrap|container|content|code|pre|box|block|title|box-\w+|(?:zh|en|ja|ko|cn|tw|hk|jp|kr)(?:-[-\w]+|_[-\w]+)?)$/i;
/** No language has a longer name. */
const MAX_UNITS = 20;

/** The language of code that the class of an element states; empty if it states none. */
export function languageIn(tag: Tag): string {
  const { name } = tag;
  if (name !== 'pre' && name !== 'code' && name !== 'div' && name !== 'figure') return '';
  const naming = tag.attribute('class') ?? '';
  if (name === 'div' && !mayNameLanguage(naming)) return '';
  const told = tag.attribute('data-lang') ?? tag.attribute('data-language');
  const found = told === null ? LANGUAGES.map((pattern) => pattern.exec(naming)?.[1] ?? '') : [told];
  return found.find(isLanguage)?.toLowerCase() ?? '';
}

/** Whether the class of a `div`, which is seldom around code, may name a language. */
export function mayNameLanguage(naming: string): boolean {
  return naming.includes('highlight') || naming.includes('lang');
}

function isLanguage(word: string): boolean {
  return word.length <= MAX_UNITS && /^[\w+#.-]+$/.test(word) && !NO_LANGUAGE.test(word);
}
