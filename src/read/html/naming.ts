import { hintsIn } from './class-hints.ts';
import { mayNameLanguage } from './code-language.ts';
import { memoized } from './memoized.ts';

/** Class prefixes of elements that repeat a formula for screen readers or hold its place while it loads, and of the links that MediaWiki puts behind headings. */
const UNREAD = /^(?:MJX_Assistive_MathML|MathJax_Preview|katex-mathml|mw-editsection)\b/;

/** Classes of wrappers that highlighters put around code, and of the `pre` itself. */
const WRAPPER =
  /(?:^|\s)(?:highlight|highlighter-rouge|codehilite|sourceCode|syntaxhighlighter|prettyprint|hljs|code|code-?block|rouge-code|brush:)(?=[\s:]|$)/i;

/** Classes of the line numbers beside a listing. Of a layout, `gutter` is a column with text. */
const GUTTER = /(?:^|\s)(?:gutter|rouge-gutter|line-?nos?|linenodiv|line-?numbers?|lnt|hljs-ln-numbers)(?:\s|$)/i;

/** What the class of an element says. */
export interface Naming {
  readonly lower: string;
  /** The class hints whose words are in it, as bits. */
  readonly hints: number;
  /** It marks what is not displayed, or the decoy characters of Discuz. */
  readonly unread: boolean;
  /** It may name the language of code. */
  readonly language: boolean;
  /** It is that of a wrapper around code. */
  readonly wrapper: boolean;
  /** It may be that of the line numbers of a listing. */
  readonly gutter: boolean;
}

/** What a class says, found once for each: a page has few, and a dozen patterns would be tried on each of its elements. */
export const namingOf: (className: string) => Naming = memoized((className) => {
  const lower = className.toLowerCase();
  return {
    lower,
    hints: hintsIn(lower),
    unread: className === 'jammer' || UNREAD.test(className),
    language: mayNameLanguage(className),
    wrapper: WRAPPER.test(className),
    gutter: GUTTER.test(className),
  };
});
