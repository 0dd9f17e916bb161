import { re2 } from '../text/re2.ts';

/** A condition may compute its expressions, so that their number has no bound. */
const MAX_KEPT = 100;
const kept = new Map<string, { readonly test: (text: string) => boolean }>();

/**
 * Whether a text contains a match of a regular expression in the syntax of RE2, as CEL specifies. Throws an Error for an invalid
 * expression.
 */
export function containsMatch(text: string, source: string): boolean {
  const compiled = kept.get(source) ?? re2().compile(source);
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(source, compiled);
  return compiled.test(text);
}
