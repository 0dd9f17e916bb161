import { areNames } from '../../text/names.ts';
import { wordAt } from './longest-word.ts';

/** Where on the page a line must stand for a rule to hold; a pattern that is safe everywhere says `anywhere`. */
export type Place = (typeof places)[number];

export const places = ['anywhere', 'head', 'tail', 'edge', 'below-headline'] as const;

/** What a rule asks of a shadow: a regular expression, or what runs like one. */
export interface Pattern {
  readonly exec: (shadow: string) => { readonly groups?: Readonly<Record<string, string>> | undefined } | null;
}

/**
 * A line that is the site's and not the article's. Matched on the line's shadow (see `text/shadow.ts`), so patterns are
 * written in simplified script with narrow punctuation. A person's own rules have the same shape.
 */
export interface LineRule {
  /** Kebab-case; what `removed` is signed with. */
  readonly name: string;
  readonly summary: string;
  /** The cheap test: one of these must occur in the shadow. Null where the pattern has no fixed word. */
  readonly words: readonly string[] | null;
  /** Longest line it may take, in UTF-16 units. */
  readonly longest: number;
  /** `head`: around the headline, before prose; `below-headline`: the few lines after it; `tail`: after the last prose; `edge`: head or tail. */
  readonly place: Place;
  /** One of these must match; a group called `names` must hold names of people and nothing else. */
  readonly patterns: readonly Pattern[];
  /** A second cheap test, where the words are too common: without a match no pattern has one. */
  readonly needs?: RegExp;
  /** Where present, a line made of nothing but these words, digits and separators matches as well. */
  readonly vocabulary?: ReadonlySet<string>;
  /** True for headings: what follows goes too, until prose resumes. */
  readonly opens?: boolean;
  /** True where the line is the site's in the middle of an article too, since no article says it; else one that reads on behind it keeps it (see `strip/inside-article.ts`). */
  readonly inside?: boolean;
  /** Where a line that holds a link, or that is one from end to end, is never meant. */
  readonly never?: 'linked' | 'link';
  /** Lines it takes where they stand in its place. */
  readonly removes: readonly string[];
  /** Lines it must leave, wherever they stand. */
  readonly keeps: readonly string[];
}

/** Whether a line of this shadow is the rule's, its place aside. */
export function matches(rule: LineRule, shadow: string): boolean {
  if (shadow.length === 0 || shadow.length > rule.longest) return false;
  if (rule.words !== null && !rule.words.some((word) => shadow.includes(word))) return false;
  return shows(rule, shadow);
}

/** As `matches`, for a line known to have the rule's length and words. */
export function shows(rule: LineRule, shadow: string): boolean {
  if (rule.needs?.test(shadow) === false) return false;
  if (rule.patterns.some((pattern) => fits(pattern, shadow))) return true;
  return rule.vocabulary !== undefined && isMadeOf(rule.vocabulary, shadow);
}

function fits(pattern: Pattern, shadow: string): boolean {
  const match = pattern.exec(shadow);
  const names = match?.groups?.['names'];
  return match !== null && (names === undefined || areNames(names));
}

/** Words of a rule's vocabulary, as a set. */
export function vocabulary(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}

const FILLER = /[\s\d|/【】[\]()<>:,.·、_\-—–+&;!?#*=~^"'“”《》。，]/;

/** Whether the words, longest first, with separators and digits between them, make up the whole line. */
function isMadeOf(words: ReadonlySet<string>, shadow: string): boolean {
  let at = 0;
  while (at < shadow.length) {
    const size = wordAt(words, shadow, at);
    if (size === 0 && !FILLER.test(shadow.charAt(at))) return false;
    at += Math.max(1, size);
  }
  return true;
}
