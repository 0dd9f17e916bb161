/** Japanese particles after a Han character; old documents write them in katakana. Not の, which Chinese borrows. */
const JAPANESE = /[\u3005\u4e00-\u9fff](?:[はをにがともでへ]|[ハヲニガトモテヘ](?![\u30a1-\u30fc]))/g;
/** Korean particles after a Han character. */
const KOREAN = /[\u4e00-\u9fff][은는이가을를의에로과와도만으입하되]/g;
/** Chinese function words that Japanese does not use. */
const CHINESE = /[这這们們吗嗎呢吧很没沒还還麼么您她说让讓怎哪咱]/g;
/** Chinese function words whose characters Japanese uses in compounds; each counts half. */
const ALSO_CHINESE = /[的是了在有也就都和]/g;
/** Quotations and titles, which may be in another language. */
const QUOTED = /《[^《》\n]{0,100}》|「[^「」\n]{0,100}」|『[^『』\n]{0,100}』|“[^“”\n]{0,100}”/g;

/** Number of function words of each language outside quotations. */
export interface Particles {
  readonly japanese: number;
  readonly korean: number;
  readonly chinese: number;
}

/** Counts the function words of a text. */
export function countParticles(text: string): Particles {
  const own = text.replace(QUOTED, '');
  return {
    japanese: count(own, JAPANESE),
    korean: count(own, KOREAN),
    chinese: count(own, CHINESE) + count(own, ALSO_CHINESE) / 2,
  };
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
