/**
 * What holds sentences together: particles behind a Han character (the topic は, the object を … of Japanese, in katakana in old
 * documents; those of Korean), against words that only Chinese sentences need. の is none: Chinese borrows it.
 */
const JAPANESE = /[\u3005\u4e00-\u9fff](?:[はをにがともでへ]|[ハヲニガトモテヘ](?![\u30a1-\u30fc]))/g;
const KOREAN = /[\u4e00-\u9fff][은는이가을를의에로과와도만으입하되]/g;
const CHINESE = /[这這们們吗嗎呢吧很没沒还還麼么您她说让讓怎哪咱]/g;
/** The same, which Japanese writes as well, in compounds. */
const ALSO_CHINESE = /[的是了在有也就都和]/g;
/** Quotations and titles, in which another language stands. */
const QUOTED = /《[^《》\n]{0,100}》|「[^「」\n]{0,100}」|『[^『』\n]{0,100}』|“[^“”\n]{0,100}”/g;

/** Particles of a foreign sentence, and words of a Chinese one, outside of quotations. */
export interface Particles {
  readonly japanese: number;
  readonly korean: number;
  readonly chinese: number;
}

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
