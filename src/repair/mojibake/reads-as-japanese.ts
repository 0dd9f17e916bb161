/**
 * Sequences that written Japanese is full of, longer ones first. Common Chinese characters of Big5 read as GBK are single hiragana
 * (中 is い, 月 is る), but these sequences stand for words that no Chinese sentence has (して is 仄化): きる (五月) is left out.
 */
const SEQUENCES = [
  'ください|ありがと|ながら|ところ|ている|ており|として|について|により|という|ました|でした|ません|だった|である|かった|られ',
  'して|した|する|しい|され|せる|ます|です|では|でも|での|から|まで|って|った|んで|んだ|には|にも|こと|もの|れる|れた|れば',
  'ない|なく|なる|なり|なっ|など|ため|また|とき|おり|いる|いた|いて|ある|あり|あっ|いう|よう|より|によ|そう|この|その|それ|これ|とは|とも|とが|への|とい|だけ|かに|ころ|しか|さん|くる|ける|けた|べき|たち|たい|てき|える|えた',
].join('|');
/** A sequence, or a loan word: four katakana or more. */
const JAPANESE = new RegExp(`${SEQUENCES}|[\\u30a1-\\u30faー]{4,}`, 'gu');
const KANA = /[\u3041-\u3096\u30a1-\u30faー]/gu;

/** So many kana at least have to be in such sequences, and one in so many of all. */
const LEAST = 3;
const SHARE = 4;

/** Do the kana of a text form what Japanese is made of? Never true of text without kana. */
export function readsAsJapanese(text: string): boolean {
  if (!/[\u3041-\u3096\u30a1-\u30faー]/u.test(text)) return false;
  let known = 0;
  for (const [sequence] of text.matchAll(JAPANESE)) known += sequence.length;
  if (known < LEAST) return false;
  const kana = text.match(KANA)?.length ?? 0;
  return known * SHARE >= kana;
}
