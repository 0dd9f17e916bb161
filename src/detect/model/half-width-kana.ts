/** Bytes of half-width katakana in Shift_JIS, by kind: a small letter or mark that begins no word, and letters that can be voiced. */
const KANA = /^[\xa1-\xdf]+$/;
const NO_BEGINNING = /^[\xa1\xa3-\xa5\xa7-\xb0\xde\xdf]/;
const VOICED = /[\xde\xdf]/g;
const VOICED_BEHIND_ITS_LETTER = /[\xb3\xb6-\xc4\xca-\xce]\xde|[\xca-\xce]\xdf/g;
/** ｬｭｮ behind a letter in i, voiced or not. */
const GLIDE = /[\xac-\xae]/g;
const GLIDE_BEHIND_ITS_LETTER = /[\xb7\xbc\xc1\xc6\xcb\xd0\xd8][\xde\xdf]?[\xac-\xae]/g;

/** Letters that words in other alphabets have: KOI8-R and windows-1251 have none of the first half, ISO 8859-5 in capitals none of ﾝﾞﾟ. */
const FIRST_HALF = /[\xa6-\xbf]/g;
const FIRST_HALF_SHARE = 1 / 5;
const LAST_LETTERS = /[\xdd-\xdf]/;
const MIN_KANA = 5;

/** Whether all bytes beyond ASCII, as Latin-1, are words in half-width katakana; a word in another alphabet hardly ever is. */
export function isHalfWidthKana(text: string): boolean {
  const words = text.match(/[\x80-\xff]+/g) ?? [];
  const all = words.join('');
  return (
    all.length >= MIN_KANA &&
    words.every((word) => KANA.test(word) && !NO_BEGINNING.test(word)) &&
    count(all, VOICED) === count(all, VOICED_BEHIND_ITS_LETTER) &&
    count(all, GLIDE) === count(all, GLIDE_BEHIND_ITS_LETTER) &&
    count(all, FIRST_HALF) >= FIRST_HALF_SHARE * all.length &&
    LAST_LETTERS.test(all)
  );
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
