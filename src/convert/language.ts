import { simplified } from '../text/simplify.ts';
import type { Language } from '../types.ts';
import { takeCensus } from './census.ts';
import type { Census } from './census.ts';
import { mostlyForeign } from './foreign-clauses.ts';
import { hasJapaneseWords } from './japanese-text.ts';
import { countParticles } from './particles.ts';
import { isVietnamese } from './vietnamese.ts';

/** Function words of Chinese, and verbs and pronouns that Japanese writes with kana. */
const HAS_FUNCTION_WORD = /[是了也就都我你他吃吧]/;
/** Longest title, in UTF-16 code units. */
const MAX_TITLE_UNITS = 80;
/** Words found in any English text. */
const ENGLISH = /\b(?:the|and|of|to|in|is|for|you|this|with|that|are|it)\b/i;

/** Texts longer than this many UTF-16 code units are judged by samples of about this total length. */
const MAX_CENSUS_UNITS = 1 << 18;
const SAMPLE_UNITS = 1 << 12;
/** Texts with fewer Han characters, such as headlines, are not Japanese if they contain one Chinese function word. */
const SHORT_TEXT_HAN = 200;

/**
 * The language of a text; `und` if there is no evidence, `zh` if its script is mixed or unclear. Very long texts are judged by
 * evenly spaced samples.
 */
export function languageOf(whole: string): Language {
  const text = whole.length > MAX_CENSUS_UNITS ? samplesOf(whole) : whole;
  const census = takeCensus(text, 0, text.length);
  const { han, kana, hangul, latin } = census;
  const cjk = han + kana + hangul;
  if (latin > 0 && isVietnamese(text, latin, cjk)) return 'vi';
  if (cjk === 0 || cjk * 20 < latin)
    return latin > 0 && ENGLISH.test(text) ? 'en' : cjk > 0 ? cjkLanguage(text, census) : 'und';
  return cjkLanguage(text, census);
}

function samplesOf(text: string): string {
  const step = Math.ceil(text.length / (MAX_CENSUS_UNITS / SAMPLE_UNITS));
  const samples: string[] = [];
  for (let start = 0; start < text.length; start += step) samples.push(text.slice(start, start + SAMPLE_UNITS));
  return samples.join('\n');
}

function cjkLanguage(text: string, census: Census): Language {
  const { han, kana, hangul } = census;
  if (
    (kana + hangul) * 20 >= han &&
    (han === 0 ||
      (closelyJapanese(census) && !(han < SHORT_TEXT_HAN && hasChineseWords(text))) ||
      mostlyForeign(text, 0, text.length))
  ) {
    return hangul > kana ? 'ko' : 'ja';
  }
  if (isForeignTitle(text, census)) return hangul > 0 ? 'ko' : 'ja';
  if (looksJapanese(census) && !hasChineseWords(text) && (census.japanese > 0 || !hasBothForms(text))) return 'ja';
  return scriptOf(census);
}

/** Longest text, in Han characters, that no character or word may tell the language of. */
const UNCERTAIN_HAN = 16;

/**
 * Whether a text taken for Chinese may be Japanese: a few Han characters, all in use in Japan as they are, some of them
 * traditional, and no function word.
 */
export function mayBeJapanese(text: string): boolean {
  if (text.length > MAX_TITLE_UNITS) return false;
  const { han, traditional, unjapanese, kana } = takeCensus(text, 0, text.length);
  if (traditional === 0 || han > UNCERTAIN_HAN || unjapanese > 0 || kana > 0) return false;
  return !HAS_FUNCTION_WORD.test(text) && !hasBothForms(text);
}

/** Longest text, in Han characters, that one word, one name or a gloss decides. */
const TITLE_HAN = 24;
const GLOSSED_HAN = 8;

/**
 * Whether a text of a few characters is Japanese or Korean by a word, a name, or what stands beside hanja: 駐車場, 鈴木一郎, 절(節).
 */
function isForeignTitle(text: string, { han, kana, hangul, chinese }: Census): boolean {
  if (han > TITLE_HAN || hasChineseWords(text)) return false;
  if (hangul > 0) return kana === 0 && ((han <= GLOSSED_HAN && hangul * 2 >= han) || countParticles(text).korean > 0);
  return hasJapaneseWords(text, chinese);
}

/** Whether a text has a character in both scripts (葉 and 叶). Such text is Chinese even if Japanese uses both characters. */
function hasBothForms(text: string): boolean {
  const units = new Set(Array.from(text.slice(0, SAMPLE_UNITS), (char) => char.charCodeAt(0)));
  return [...units].some((unit) => simplified(unit) !== unit && units.has(simplified(unit)));
}

/** Whether a text has more Chinese function words (這, 是, 的) than Japanese particles. */
function hasChineseWords(text: string): boolean {
  const { chinese, japanese } = countParticles(text.slice(0, SAMPLE_UNITS));
  return chinese >= 1 && chinese > japanese;
}

/** Text with some kana whose Han characters are all in common use in Japan, such as a headline. */
function closelyJapanese({ unjapanese, kana, han, hangul }: Census): boolean {
  return kana > 0 && hangul === 0 && unjapanese === 0 && kana * 12 >= han;
}

/**
 * Whether text with few or no kana is Japanese: it has Japanese-only characters, or both traditional and simplified ones that
 * Japan uses (東京国際), and hardly any that Japan does not use.
 */
export function looksJapanese({ han, chinese, unjapanese, japanese, traditional, simplified }: Census): boolean {
  if (chinese > 0 || unjapanese * 10 > han) return false;
  return japanese > 0 || (traditional > 0 && simplified > 0 && unjapanese === 0);
}

/** The script, by the characters specific to either: four fifths of them decide. */
export function scriptOf({ han, traditional, simplified }: Census): 'zh-Hans' | 'zh-Hant' | 'zh' | 'und' {
  if (han === 0) return 'und';
  if (traditional > 4 * simplified) return 'zh-Hant';
  if (simplified > 4 * traditional) return 'zh-Hans';
  return 'zh';
}
