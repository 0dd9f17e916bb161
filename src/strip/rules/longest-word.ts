/** No word of a vocabulary is longer, in UTF-16 units. */
const LONGEST = 10;

/** Length of the longest of the words, none of them longer than `longest`, that stands at a place of a shadow, 0 where none does. */
export function wordAt(words: ReadonlySet<string>, shadow: string, at: number, longest: number = LONGEST): number {
  for (let size = Math.min(longest, shadow.length - at); size > 0; size--)
    if (words.has(shadow.slice(at, at + size))) return size;
  return 0;
}
