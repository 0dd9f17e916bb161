/** Maximum number of texts whose answers are kept, and maximum length of one, in UTF-16 units. */
const MAX_TEXTS = 10_000;
const MAX_UNITS = 100;

/** Memoizes a function of short texts that recur on every page of a site, such as classes. */
export function memoized<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const now = answer(text);
    if (text.length > MAX_UNITS) return now;
    if (known.size >= MAX_TEXTS) known.clear();
    known.set(copyOf(text), now);
    return now;
  };
}

/** A copy: a slice would retain its page. */
function copyOf(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
