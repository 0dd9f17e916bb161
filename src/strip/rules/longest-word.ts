/** Maximum length of a vocabulary word, in UTF-16 units. */
const MAX_WORD_UNITS = 10;

/** Length of the longest of the words that occurs at an offset of a match form, in UTF-16 units; 0 if none does. Words over `longest` are not found. */
export function wordAt(
  words: ReadonlySet<string>,
  matchForm: string,
  at: number,
  longest: number = MAX_WORD_UNITS,
): number {
  for (let size = Math.min(longest, matchForm.length - at); size > 0; size--)
    if (words.has(matchForm.slice(at, at + size))) return size;
  return 0;
}
