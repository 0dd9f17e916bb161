import { isHanUnit } from './decoder/language-model.ts';
import { holds, ODD_SIGN } from '../text/character-classes.ts';
import { cutCost } from './decoder/segmentation-cost.ts';
import type { Edit, TextRule } from '../types.ts';

/**
 * Stars, geometric and dingbat signs, pictographs and look-alikes; a row of them counts as one. Empty circles and squares stand
 * for what is left out, box drawing for dashes and tables.
 */
const SIGN =
  /[\u00a4\u00a7\u00b6\u00f7\u2020\u2021\u203b\u2190-\u23ff\u2580-\u25a0\u25a3-\u25ca\u25cc-\u25ee\u25f0-\u27bf\u2b00-\u2bff\u3012\u3013\u{1f000}-\u{1faff}]\ufe0f?/u;
const SIGNS = new RegExp(`(?:${SIGN.source})+`, 'gu');
const SIGN_NEXT = new RegExp(`${SIGN.source}\n|\n${SIGN.source}`, 'u');
/** Signs with a meaning of their own between words, or in place of a letter or a name. */
const MEANT = /^[\u00a7\u00f7\u2190-\u23ff\u25a0\u25cf\u2640\u2642\u2661\u2665\u2763\u2764\u3012\u3013]/u;
/** Signs of mathematics, of numbers and of Han characters that stand for letters. */
const OPERATORS = /^[\u00f7\u2200-\u22ff]/u;
const NUMERAL = /[〇零一二三四五六七八九十百千万萬亿億半甲乙丙丁戊己庚辛]/u;
/** A star in place of 星 in a class: 五★级酒店. */
const STAR = /^[★☆✩✪⭐]\ufe0f?$/u;
const CLASS = /^[级級]/u;
const DIGIT = /[\d\uff10-\uff19]/u;
const OPENS = /(?:^|[\n“‘「『《〈（【("'])$/u;
const CLOSES = /^(?:$|[\n”’」』》〉）】)"'])/u;
/** A cut between words costs nearly nothing, in nats. */
const INSIDE = 2;
/** What it takes to know a sign that stands in one word only, and one with a meaning. Of honest boundaries, 2 in 1,000 cost more. */
const ALONE = 3;
const ALONE_MEANT = 5;
const ALONE_MEANT_AT_MARK = 6.5;
/** What the signs of all kinds must say before one kind that says little is taken for noise, and the least that it must say. */
const EVERYWHERE = 6;
const RARELY = -2;
/** What the signs must say where nothing may be guessed. */
const CERTAIN = 11;
/** More places say nothing new. */
const LOOKED_AT = 300;
const LONGEST = 4;

/** Signs sprinkled over a text against copying. */
export const insertedSymbols: TextRule = {
  name: 'inserted-symbols',
  summary: 'Takes out stars, pictographs and look-alike signs that stand inside words',
  examples: [
    { before: '传★★统的交易模★★型中，物流公★★司是独立的部门', after: '传统的交易模型中，物流公司是独立的部门' },
    { before: '这里的投☆资环境很好', after: '这里的投资环境很好' },
    { before: '五★级酒店在海边，3☆级景区在山上', after: '五★级酒店在海边，3☆级景区在山上' },
    { before: '甲★★★★☆值得一看，乙★★★★★好书', after: '甲★★★★☆值得一看，乙★★★★★好书' },
    { before: '我爱🍎苹果和🍌香蕉', after: '我爱🍎苹果和🍌香蕉' },
    { before: '东■南■西■北', after: '东■南■西■北' },
    { before: '我們救主─神的道', after: '我們救主─神的道' },
    { before: '一百÷二十等于五', after: '一百÷二十等于五' },
  ],
  gate: (text) => holds(text, ODD_SIGN),
  propose: (text, { guess }) => {
    const kinds = new Map<number, Sign[]>();
    for (const sign of findSigns(text)) {
      const kind = sign.old.codePointAt(0) ?? 0;
      const same = kinds.get(kind);
      if (same) same.push(sign);
      else kinds.set(kind, [sign]);
    }
    const all = evidence([...kinds.values()].flat());
    if (!guess && all.random < CERTAIN) return [];
    return [...kinds.values()]
      .flatMap((signs) => (isNoise(evidence(signs), all, signs[0]?.old ?? '') ? signs.filter(isInside) : []))
      .map(({ at, old }): Edit => ({ at, old, new: '' }))
      .sort((a, b) => a.at - b.at);
  },
};

interface Sign {
  readonly at: number;
  readonly old: string;
  /** What the text loses, in nats, by being cut here; null where no Han characters meet, or single ones between signs, as in a list. */
  readonly cut: number | null;
  /** True if three Han characters stand on either side; at a mark if on one side only, and the other is not where a line or a name begins. */
  readonly deep: boolean;
  readonly atMark: boolean;
  /** Where the sign may go: next to Han, not at the edge of a line, no row as of a rating. */
  readonly inside: boolean;
}

function isInside(sign: Sign): boolean {
  return sign.inside;
}

function findSigns(text: string): readonly Sign[] {
  const plain = text.replace(SIGNS, '');
  const looked = new Map<number, number>();
  let gone = 0;
  return Array.from(text.matchAll(SIGNS), ({ 0: old, index: at }) => {
    const end = at + old.length;
    const [before, after] = [isHan(text, at - 1), isHan(text, end)];
    const kind = old.codePointAt(0) ?? 0;
    const count = looked.get(kind) ?? 0;
    const named = isClass(text, at, end);
    const counts =
      before && after && !named && !isItem(text, at, end) && count < LOOKED_AT && Array.from(old).length <= LONGEST;
    if (counts) looked.set(kind, count + 1);
    const cut = counts ? cutCost(plain, at - gone) : null;
    gone += old.length;
    const [left, right] = [[2, 3].every((far) => isHan(text, at - far)), [1, 2].every((far) => isHan(text, end + far))];
    const edge = at === 0 || end === text.length || text[at - 1] === '\n' || text[end] === '\n';
    const inside = (before || after) && !named && !edge && Array.from(old).length <= LONGEST;
    const atMark = left || (right && !OPENS.test(text.slice(Math.max(0, at - 3), at - 1)));
    return { at, old, cut, deep: left && right, atMark, inside };
  });
}

/** True for a star between a number and 级. */
function isClass(text: string, at: number, end: number): boolean {
  const before = text[at - 1] ?? '';
  return (
    STAR.test(text.slice(at, end)) &&
    CLASS.test(text.slice(end, end + 1)) &&
    (NUMERAL.test(before) || DIGIT.test(before))
  );
}

/** True where single characters meet that are things of their own: in a list, on a line, in a name in quotation marks, in a sum. */
function isItem(text: string, at: number, end: number): boolean {
  if (OPERATORS.test(text.slice(at, end)) && NUMERAL.test(text[at - 1] ?? '') && NUMERAL.test(text[end] ?? '')) {
    return true;
  }
  if (isHan(text, at - 2) || isHan(text, end + 1)) return false;
  const [before, after] = [text.slice(Math.max(0, at - 3), at - 1), text.slice(end + 1, end + 3)];
  return SIGN_NEXT.test(`${before}\n${after}`) || (OPENS.test(before) && CLOSES.test(after));
}

function isHan(text: string, at: number): boolean {
  return isHanUnit(text.charCodeAt(at) || 0);
}

interface Evidence {
  /** How much likelier the places of the signs are at random than between words, in nats. */
  readonly random: number;
  /** The costliest cut, the costliest deep in a sentence, and the costliest at a mark. */
  readonly most: number;
  readonly deepest: number;
  readonly atMark: number;
}

/** At random 0.4 of all places are inside words; of honest ones hardly 0.01. */
const BROKEN = Math.log(0.4 / 0.01);
const WHOLE = Math.log(0.6 / 0.99);

function evidence(signs: readonly Sign[]): Evidence {
  const cuts = signs.flatMap(({ cut }) => (cut === null ? [] : [cut]));
  const random = cuts.reduce((sum, cut) => sum + (cut > INSIDE ? BROKEN : WHOLE), 0);
  return {
    random,
    most: costliest(signs),
    deepest: costliest(signs.filter(({ deep }) => deep)),
    atMark: costliest(signs.filter(({ atMark }) => atMark)),
  };
}

function costliest(signs: readonly Sign[]): number {
  return signs.reduce((most, { cut }) => Math.max(most, cut ?? 0), 0);
}

/** Noise stands anywhere, honest signs between words. */
function isNoise(of: Evidence, all: Evidence, sign: string): boolean {
  const meant = MEANT.test(sign);
  const least = OPERATORS.test(sign) ? ALONE_MEANT_AT_MARK : ALONE_MEANT;
  const alone = meant ? of.deepest > least || of.atMark > ALONE_MEANT_AT_MARK : of.most > ALONE;
  const enough = of.random > 2 * BROKEN - 1 || (of.random > BROKEN - 1 && alone);
  return enough || (all.random > EVERYWHERE && of.random > (meant ? 0 : RARELY));
}
