import { charactersReadToneless } from '../text/pinyin.ts';
import type { Edit, TextRule } from '../types.ts';

const READINGS = /([\u3400-\u9fff])((?:[(（][a-zü]{1,6}[)）])+)/gu;
const ONE = /[a-zü]+/gu;

/** Readings without tone marks behind any character, some of them more than once, put in against copying. */
export const insertedPinyin: TextRule = {
  name: 'inserted-pinyin',
  summary: 'Takes out readings without tone marks that were put in against copying',
  examples: [
    { before: '日前(qian),国(guo)(guo)务院在(zai)会上说明了情(qing)况', after: '日前,国务院在会上说明了情况' },
    { before: '我(wo)们(men)是(shi)学(xue)生(sheng)', after: '我(wo)们(men)是(shi)学(xue)生(sheng)' },
    { before: '点击(ji)按钮', after: '点击(ji)按钮' },
  ],
  gate: (text) => /[\u3400-\u9fff][(（][a-zü]{1,6}[)）]/u.test(text),
  propose: (text) => {
    const found = Array.from(text.matchAll(READINGS)).filter((match) => fits(match[1] ?? '', match[2] ?? ''));
    return isNoise(text, found) ? found.map(edit) : [];
  },
};

function fits(char: string, readings: string): boolean {
  const all = readings.match(ONE) ?? [];
  return all.every((reading) => charactersReadToneless(reading).includes(char));
}

/** Noise follows no rule: inside words, on common characters, here and there; a lesson marks every character of a stretch. */
function isNoise(text: string, found: readonly RegExpExecArray[]): boolean {
  const doubled = found.some((match) => /[)）][(（]/u.test(match[2] ?? ''));
  if (found.length < 2 && !doubled) return false;
  let touching = 0;
  let inside = 0;
  for (const match of found) {
    const end = match.index + match[0].length;
    if (/[\u3400-\u9fff]/u.test(text[end] ?? '')) inside++;
    if (/[\u3400-\u9fff][(（]/u.test(text.slice(end, end + 2))) touching++;
  }
  const han = text.match(/[\u3400-\u9fff]/gu)?.length ?? 0;
  if (300 * found.length < han) return false;
  if (!doubled && 2 * touching > found.length && 3 * found.length > han) return false;
  return (
    (2 * inside >= found.length || doubled) &&
    5 * found.length <= 3 * han &&
    !/[拼注]音|[读讀][音作]|多音字|生字/u.test(text)
  );
}

function edit(match: RegExpExecArray): Edit {
  return { at: match.index + 1, old: match[2] ?? '', new: '' };
}
