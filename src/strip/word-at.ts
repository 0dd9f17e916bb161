/** No word of a vocabulary is longer, in UTF-16 units. */
const LONGEST = 10;

/** Length of the longest of the words that stands at a place of a shadow, 0 where none does. */
export function wordAt(words: ReadonlySet<string>, shadow: string, at: number): number {
  for (let size = Math.min(LONGEST, shadow.length - at); size > 0; size--)
    if (words.has(shadow.slice(at, at + size))) return size;
  return 0;
}
