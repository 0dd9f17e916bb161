import { areNames } from '../../text/names.ts';
import type { Fact } from '../../types.ts';
import { wordAt } from './longest-word.ts';

/** Where on the page a rule applies; `anywhere` for patterns that are safe everywhere. */
export type Place = (typeof places)[number];

export const places = ['anywhere', 'head', 'tail', 'edge', 'below-headline'] as const;

/** A pattern for match forms: a regular expression, or an object with a compatible `exec`. */
export interface Pattern {
  readonly exec: (matchForm: string) => { readonly groups?: Readonly<Record<string, string>> | undefined } | null;
}

/**
 * A rule for lines that belong to the site, not the article. Matched on the line's match form (see `text/match-form.ts`), so
 * patterns are written in simplified script with narrow punctuation. Own rules are compiled to the same form.
 */
export interface LineRule {
  /** Kebab case; the rule name recorded in `removed`. */
  readonly name: string;
  readonly summary: string;
  /** Prefilter: one of these must occur in the match form. Null if the patterns have no fixed word. */
  readonly words: readonly string[] | null;
  /** Maximum length of a matched line, in UTF-16 units. */
  readonly maxUnits: number;
  /** `head`: around the headline, before prose; `below-headline`: the few lines after it; `tail`: after the last prose; `edge`: head or tail. */
  readonly place: Place;
  /** One of these must match; a group called `names` must hold only names of people. */
  readonly patterns: readonly Pattern[];
  /** A second prefilter for common words: if it does not match, no pattern does. */
  readonly needs?: RegExp;
  /** If present, a line of only these words, digits and separators matches too. */
  readonly vocabulary?: ReadonlySet<string>;
  /** True for headings: the lines that follow are removed too, until prose resumes. */
  readonly headsBlock?: boolean;
  /** If true, lines are removed in the middle of an article as well. Otherwise they are kept there if the article continues after them (see `strip/inside-article.ts`). */
  readonly inside?: boolean;
  /** Excludes lines that contain a link (`linked`), or that are one link from end to end (`link`). */
  readonly never?: 'linked' | 'link';
  /** What its lines state about the article: fields are read from them, and a headline is near them. */
  readonly tells?: readonly Fact[];
  /** On which side of a body its lines stand: evidence for where the body begins and ends. */
  readonly stands?: 'above-body' | 'below-body';
  /** True if it matches by form and place alone, such as any word of two or three characters as a name: it needs other bylines nearby. */
  readonly byForm?: true;
  /** True if it matches once a page: lines that recur belong to the text, as in a chronicle or a chat. */
  readonly single?: true;
  /** True if its lines stand between the posts of a thread. */
  readonly betweenPosts?: true;
  /** True for a rule of the user's, which applies to lines of code as well. */
  readonly own?: true;
  /** Excludes a line of bare or preformatted text that begins with one `>`: there it is a quotation. */
  readonly sparesQuotations?: true;
  /** Example lines it removes when they are in its place. */
  readonly removes: readonly string[];
  /** Example lines it must keep in any place. */
  readonly keeps: readonly string[];
}

/** Whether a rule matches a line with this match form, regardless of place. */
export function matches(rule: LineRule, matchForm: string): boolean {
  if (matchForm.length === 0 || matchForm.length > rule.maxUnits) return false;
  if (rule.words !== null && !rule.words.some((word) => matchForm.includes(word))) return false;
  return matchesPatterns(rule, matchForm);
}

/** Like `matches`, for a line known to satisfy the rule's length and words. */
export function matchesPatterns(rule: LineRule, matchForm: string): boolean {
  if (rule.needs?.test(matchForm) === false) return false;
  if (rule.patterns.some((pattern) => fits(pattern, matchForm))) return true;
  if (NUMBERED.test(matchForm)) return false;
  return rule.vocabulary !== undefined && consistsOf(rule.vocabulary, matchForm);
}

function fits(pattern: Pattern, matchForm: string): boolean {
  const match = pattern.exec(matchForm);
  const names = match?.groups?.['names'];
  return match !== null && (names === undefined || areNames(names));
}

/** A numbered heading of one word, as in a manual: `7.5. 字型`. */
const NUMBERED = /^\d{1,3}(?:\.\d{1,3}){1,3}\.?\s{1,3}\p{Script=Han}{2,6}$/u;

/** The set of words in a list separated by white space. */
export function vocabulary(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}

const FILLER = /[\s\d|/【】[\]()<>:,.·、_\-—–+&;!?#*=~^"'“”《》。，]/;

/** Whether the whole line consists of the words, longest match first, with separators and digits between them. */
function consistsOf(words: ReadonlySet<string>, matchForm: string): boolean {
  let at = 0;
  while (at < matchForm.length) {
    const size = wordAt(words, matchForm, at);
    if (size === 0 && !FILLER.test(matchForm.charAt(at))) return false;
    at += Math.max(1, size);
  }
  return true;
}
