import { simplified } from '../text/simplify.ts';
import type { Language } from '../types.ts';
import { takeCensus } from './census.ts';
import type { Census } from './census.ts';
import { mostlyForeign } from './foreign-clauses.ts';
import { countParticles } from './particles.ts';
import { isVietnamese } from './vietnamese.ts';

/** Words that English text of any kind has. */
const ENGLISH = /\b(?:the|and|of|to|in|is|for|you|this|with|that|are|it)\b/i;

/** A text longer than this many UTF-16 units is judged by samples that add up to it. */
const SAMPLED = 1 << 18;
const SAMPLE = 1 << 12;
/** Han characters of a headline or two, in which every word counts. */
const HEADLINE = 200;

/**
 * The language of a text as found; `und` where there is no evidence, `zh` where the script is mixed or cannot be told. A very
 * long text is judged by samples taken at equal distances.
 */
export function languageOf(whole: string): Language {
  const text = whole.length > SAMPLED ? samplesOf(whole) : whole;
  const census = takeCensus(text, 0, text.length);
  const { han, kana, hangul, latin } = census;
  const east = han + kana + hangul;
  if (latin > 0 && isVietnamese(text, latin, east)) return 'vi';
  if (east === 0 || east * 20 < latin)
    return latin > 0 && ENGLISH.test(text) ? 'en' : east > 0 ? eastern(text, census) : 'und';
  return eastern(text, census);
}

function samplesOf(text: string): string {
  const step = Math.ceil(text.length / (SAMPLED / SAMPLE));
  const samples: string[] = [];
  for (let start = 0; start < text.length; start += step) samples.push(text.slice(start, start + SAMPLE));
  return samples.join('\n');
}

function eastern(text: string, census: Census): Language {
  const { han, kana, hangul } = census;
  if (
    (kana + hangul) * 20 >= han &&
    (han === 0 ||
      (closelyJapanese(census) && !(han < HEADLINE && hasChineseWords(text))) ||
      mostlyForeign(text, 0, text.length))
  ) {
    return hangul > kana ? 'ko' : 'ja';
  }
  if (looksJapanese(census) && !hasChineseWords(text) && (census.japanese > 0 || !hasBothForms(text))) return 'ja';
  return scriptOf(census);
}

/** Whether a character stands in a text in both scripts: 葉 and 叶. That is Chinese, be all its characters in use in Japan. */
function hasBothForms(text: string): boolean {
  const units = new Set(Array.from(text.slice(0, SAMPLE), (char) => char.charCodeAt(0)));
  return [...units].some((unit) => simplified(unit) !== unit && units.has(simplified(unit)));
}

/** Of characters that Japan uses as well there are words that only Chinese needs: 這, 是, 的. */
function hasChineseWords(text: string): boolean {
  const { chinese, japanese } = countParticles(text.slice(0, SAMPLE));
  return chinese >= 1 && chinese > japanese;
}

/** Short text whose few kana stand among characters that are all in use in Japan: a headline. */
function closelyJapanese({ unjapanese, kana, han, hangul }: Census): boolean {
  return kana > 0 && hangul === 0 && unjapanese === 0 && kana * 12 >= han;
}

/**
 * Text with few kana or none that has characters in use in Japan only, or both traditional and simplified ones that Japan
 * writes so (東京国際), and nearly none that Japan does not use.
 */
export function looksJapanese({ han, chinese, unjapanese, japanese, traditional, simplified }: Census): boolean {
  if (chinese > 0 || unjapanese * 10 > han) return false;
  return japanese > 0 || (traditional > 0 && simplified > 0 && unjapanese === 0);
}

/** The script by the characters that only one of the two has: four fifths decide. */
export function scriptOf({ han, traditional, simplified }: Census): 'zh-Hans' | 'zh-Hant' | 'zh' | 'und' {
  if (han === 0) return 'und';
  if (traditional > 4 * simplified) return 'zh-Hant';
  if (simplified > 4 * traditional) return 'zh-Hans';
  return 'zh';
}
