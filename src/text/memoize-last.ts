/** Memoizes the last call of a function of a text: many rules ask the same about one text in turn. */
export function remembering<T>(compute: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly answer: T } | null = null;
  return (text) => {
    if (last?.text !== text) last = { text, answer: compute(text) };
    return last.answer;
  };
}

/**
 * Strings of this length are copied when they are cut out of a text; longer ones would keep all of it in memory. What comes again and again is
 * short.
 */
const MAX_KEPT_UNITS = 12;
const MAX_KEPT = 4096;

/** Memoizes the last calls of a function of a word, and only the very last one of a longer text. */
export function rememberingWords<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  const last = remembering(compute);
  return (text) => {
    if (text.length > MAX_KEPT_UNITS) return last(text);
    const found = known.get(text);
    if (found !== undefined) return found;
    const answer = compute(text);
    if (known.size >= MAX_KEPT) known.clear();
    known.set(text, answer);
    return answer;
  };
}
