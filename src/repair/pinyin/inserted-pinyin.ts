import { hanClasses, TRADITIONAL } from '../../text/han-classes.ts';
import { isFrequent, textCost } from '../decoder/language-model.ts';
import { boundaryCost } from '../decoder/segmentation-cost.ts';
import { hasAnnotation } from './find-annotations.ts';
import { charactersReadToneless, readingsOf } from './readings.ts';
import { holds, PARENTHESIS } from '../../text/character-classes.ts';
import type { Edit, TextRule } from '../../types.ts';

const READINGS = /([\u3400-\u9fff])((?:[(（][a-zü]{1,6}[)）])+(?: (?=[\u3400-\u9fff]))?)/gu;
const SYLLABLE = /[a-zü]+/gu;

/** Readings without tone marks, inserted after any character, sometimes repeated, to deter copying. */
export const insertedPinyin: TextRule = {
  name: 'inserted-pinyin',
  summary: 'Removes pinyin readings without tone marks, inserted to deter copying',
  sparesCode: true,
  examples: [
    { before: '日前(qian),国(guo)(guo)务院在(zai)会上说明了情(qing)况', after: '日前,国务院在会上说明了情况' },
    { before: '昨日,習(xi) 近平主(zhu) 席在北京出席會議並發表講話', after: '昨日,習近平主席在北京出席會議並發表講話' },
    { before: '習(xi) 近平', after: '習近平' },
    { before: '單(shan) 田芳評書', after: '單(shan) 田芳評書' },
    { before: '張(zhang) 先生', after: '張(zhang) 先生' },
    { before: '我(wo)们(men)是(shi)学(xue)生(sheng)', after: '我(wo)们(men)是(shi)学(xue)生(sheng)' },
    { before: '点击(ji)按钮', after: '点击(ji)按钮' },
    { before: '他姓王(wang)，叫王(wang)明', after: '他姓王(wang)，叫王(wang)明' },
    { before: '蚌(beng)埠和亳(bo)州都在安徽', after: '蚌(beng)埠和亳(bo)州都在安徽' },
  ],
  gate: (text) => holds(text, PARENTHESIS) && /[\u3400-\u9fff][(（][a-zü]{1,6}[)）]/u.test(text),
  propose: (text) => {
    const found = Array.from(text.matchAll(READINGS)).filter((match) => fits(match[1] ?? '', match[2] ?? ''));
    return isNoise(text, found) ? found.map(edit) : [];
  },
};

function fits(char: string, readings: string): boolean {
  const all = readings.match(SYLLABLE) ?? [];
  return all.every((reading) => {
    const [spelt, umlaut] = [reading, reading.replace(/^([ln])u(?=e?$)/u, '$1v')].map(charactersReadToneless);
    return `${spelt ?? ''}${umlaut ?? ''}`.includes(char);
  });
}

/** Fewer than `MIN_INSERTED` readings, on more than one in `LESSON_DENSITY` characters, may be a lesson. */
const MIN_READINGS = 4;
const LESSON_DENSITY = 5;
/** What is looked at around a reading. */
const REACH = 5;

/** Noise is irregular: inside words, on common characters, scattered. A lesson marks every character of a stretch, a gloss rare or ambiguous ones. */
function isNoise(text: string, found: readonly RegExpExecArray[]): boolean {
  const doubled = found.some((match) => /[)）][(（]/u.test(match[2] ?? ''));
  const torn = found.every((match) => tearsWord(text, match));
  if (found.length < 2 && !doubled && !torn) return false;
  if (teaches(text) || hasAnnotation(text) || isGlossed(found)) return false;
  let touching = 0;
  let inside = 0;
  for (const match of found) {
    const end = match.index + match[0].length;
    if (/[\u3400-\u9fff]/u.test(text[end] ?? '')) inside++;
    if (/[\u3400-\u9fff][(（]/u.test(text.slice(end, end + 2))) touching++;
  }
  if (torn) return true;
  const han = text.match(/[\u3400-\u9fff]/gu)?.length ?? 0;
  if (!doubled && found.length < MIN_READINGS && LESSON_DENSITY * found.length > han) return false;
  if (500 * found.length < han) return false;
  if (!doubled && 2 * touching > found.length && 5 * found.length > 2 * han) return false;
  return (2 * inside >= found.length || doubled) && 5 * found.length <= 3 * han;
}

/** What a cut inside a word costs at least, in nats. */
const INSIDE = 4;
/** What two characters that are no word cost at least. */
const NO_WORD = 15;

/**
 * True for a reading with a space behind it, on a traditional character in the middle of a word, or on a common one of a single
 * reading before what is no word either, as in a name: glosses are not written like that.
 */
function tearsWord(text: string, { 0: all, 1: char = '', index }: RegExpExecArray): boolean {
  if (!all.endsWith(' ') || !isTraditional(char)) return false;
  const before = text.slice(Math.max(0, index - REACH), index + 1);
  const behind = text.slice(index + all.length, index + all.length + REACH);
  if (boundaryCost(before + behind, before.length) >= INSIDE) return true;
  const [name = ''] = /^[\u3400-\u9fff]{2}/u.exec(behind) ?? [];
  return name !== '' && readingsOf(char) === 1 && isFrequent(char) && textCost(name) >= NO_WORD;
}

function isTraditional(char: string): boolean {
  return ((hanClasses()[char.charCodeAt(0)] ?? 0) & TRADITIONAL) !== 0;
}

/** True if too few of the characters are common, or one is given two readings. */
function isGlossed(found: readonly RegExpExecArray[]): boolean {
  const readings = new Map<string, string>();
  let frequent = 0;
  for (const match of found) {
    const char = match[1] ?? '';
    const reading = match[2]?.match(SYLLABLE)?.[0] ?? '';
    if (readings.has(char) && readings.get(char) !== reading) return true;
    readings.set(char, reading);
    if (isFrequent(char)) frequent++;
  }
  return 4 * frequent < 3 * found.length;
}

function teaches(text: string): boolean {
  return /[拼注]音|[读讀][音作]|多音字|生字|[助叹嘆语語][气氣]?[词詞]/u.test(text);
}

function edit(match: RegExpExecArray): Edit {
  return { at: match.index + 1, old: match[2] ?? '', new: '' };
}
