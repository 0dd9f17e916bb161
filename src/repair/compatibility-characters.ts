import { COMPATIBLE, holds } from '../text/character-classes.ts';
import type { Edit, TextRule } from '../types.ts';

const FOLDED = /[\u2e80-\u2eff\u2f00-\u2fd5\uf900-\ufa6d\ufa70-\ufad9]/gu;
const JAPANESE_OR_KOREAN = /[\u3041-\u30ff\uac00-\ud7a3]/u;

/** Kangxi radicals and compatibility ideographs, which fonts and converters leave in place of ordinary characters. */
export const compatibilityCharacters: TextRule = {
  name: 'compatibility-characters',
  summary: 'Folds radicals and compatibility ideographs to ordinary characters',
  sparesCode: true,
  examples: [
    { before: '⼈⺠的⽣活', after: '人民的生活' },
    { before: '﨑山さんは髙島屋へ', after: '﨑山さんは髙島屋へ' },
    { before: '一〇一〡㊣', after: '一〇一〡㊣' },
  ],
  gate: (text) => holds(text, COMPATIBLE),
  propose: (text) => (JAPANESE_OR_KOREAN.test(text) ? [] : Array.from(text.matchAll(FOLDED)).flatMap(edit)),
};

const RADICALS: Readonly<Record<string, string>> = {
  '⺠': '民',
  '⻓': '长',
  '⻔': '门',
  '⻋': '车',
  '⻅': '见',
  '⻢': '马',
  '⻩': '黄',
  '⻰': '龙',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻤': '鬼',
  '⻘': '青',
  '⻣': '骨',
  '⻆': '角',
  '⺟': '母',
  '⻚': '页',
  '⻉': '贝',
  '⻄': '西',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻬': '齐',
  '⻮': '齿',
};

function edit(match: RegExpExecArray): readonly Edit[] {
  const old = match[0];
  const plain = RADICALS[old] ?? old.normalize('NFKC');
  return plain === old || plain.length !== 1 ? [] : [{ at: match.index, old, new: plain }];
}
