/**
 * Frequent kana sequences of Japanese, longer ones first. Common Big5 characters read as GBK become single hiragana
 * (中 is い, 月 is る), but these sequences would come from words that no Chinese has (して is 仄化); きる (五月) is left out.
 */
const SEQUENCES = [
  'ください|ありがと|ながら|ところ|ている|ており|として|について|により|という|ました|でした|ません|だった|である|かった|られ',
  'して|した|する|しい|され|せる|ます|です|では|でも|での|から|まで|って|った|んで|んだ|には|にも|こと|もの|れる|れた|れば',
  'ない|なく|なる|なり|なっ|など|ため|また|とき|おり|いる|いた|いて|ある|あり|あっ|いう|よう|より|によ|そう|この|その|それ|これ|とは|とも|とが|への|とい|だけ|かに|ころ|しか|さん|くる|ける|けた|べき|たち|たい|てき|える|えた',
].join('|');
/** A sequence, or a loanword of four or more katakana. */
const JAPANESE = new RegExp(`${SEQUENCES}|[\\u30a1-\\u30faー]{4,}`, 'gu');
const KANA = /[\u3041-\u3096\u30a1-\u30faー]/gu;

/** Least number of kana in such sequences, and the least share of all kana, as one in so many. */
const MIN_KNOWN_KANA = 3;
const MAX_KANA_RATIO = 4;

/** True if the kana of a text form Japanese; false for text without kana. */
export function readsAsJapanese(text: string): boolean {
  if (!/[\u3041-\u3096\u30a1-\u30faー]/u.test(text)) return false;
  let known = 0;
  for (const [sequence] of text.matchAll(JAPANESE)) known += sequence.length;
  if (known < MIN_KNOWN_KANA) return false;
  const kana = text.match(KANA)?.length ?? 0;
  return known * MAX_KANA_RATIO >= kana;
}
