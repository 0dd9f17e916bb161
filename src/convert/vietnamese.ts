/** Letters that are frequent in Vietnamese only: with two diacritics, hooked or barred. */
const VIETNAMESE_LETTERS = /[\u1ea0-\u1ef9ăđơư]/gi;
/** Fewest such letters in Vietnamese text, and most Latin letters per one of them. */
const MIN_LETTERS = 3;
/** A title of up to this many Latin letters needs one. */
const TITLE_LETTERS = 24;
const MAX_LATIN_PER_LETTER = 12;

/** Whether a text is Vietnamese, given its numbers of Latin letters and Han characters (quoted ones must be fewer). */
export function isVietnamese(text: string, latin: number, han: number): boolean {
  if (latin <= han) return false;
  const letters = text.match(VIETNAMESE_LETTERS)?.length ?? 0;
  return letters >= (latin <= TITLE_LETTERS ? 1 : MIN_LETTERS) && letters * MAX_LATIN_PER_LETTER >= latin;
}
