import { isHanUnit } from './decoder/language-model.ts';
import { holds, ODD_SIGN } from '../text/character-classes.ts';
import { boundaryCost, cutsFirstCharacter, endsWordInWord } from './decoder/segmentation-cost.ts';
import type { Edit, TextRule } from '../types.ts';

/**
 * Stars, geometric shapes, dingbats, pictographs and look-alikes; a row of them counts as one. Without empty circles and squares, which
 * stand for omitted text, and box drawing, used for dashes and tables.
 */
const SIGN =
  /[\u00a4\u00a7\u00b6\u00f7\u2020\u2021\u203b\u2190-\u23ff\u2580-\u25a0\u25a3-\u25ca\u25cc-\u25ee\u25f0-\u27bf\u2b00-\u2bff\u3012\u3013\u{1f000}-\u{1faff}]\ufe0f?/u;
const SIGNS = new RegExp(`(?:${SIGN.source})+`, 'gu');
const SIGN_NEXT = new RegExp(`${SIGN.source}\n|\n${SIGN.source}`, 'u');
/** Two items of a list, of two or three characters each, between signs or the ends of a line; a tab stands for the sign between them. */
const ENDS_ITEM = `${SIGN.source}|\n`;
const LISTED = new RegExp(
  `(?:^|${ENDS_ITEM})(?:\\p{Script=Han}{2}\t\\p{Script=Han}{2}|\\p{Script=Han}{3}\t\\p{Script=Han}{3})(?:$|${ENDS_ITEM})`,
  'u',
);
const LISTED_UNITS = 5;
/** Signs that have a meaning between words, or replace a letter or a name. */
const MEANINGFUL = /^[\u00a7\u00f7\u2190-\u23ff\u25a0\u25cf\u2640\u2642\u2661\u2665\u2763\u2764\u3012\u3013]/u;
/** Pictographs, which illustrate a word as often as they hide one. */
const PICTOGRAPH = /^\p{Emoji}/u;
/** Mathematical operators, between numbers or Han characters used as variables. */
const OPERATORS = /^[\u00f7\u2200-\u22ff]/u;
const NUMERAL = /[〇零一二三四五六七八九十百千万萬亿億半甲乙丙丁戊己庚辛]/u;
/** A star written for 星 in a rating: 五★级酒店. */
const STAR = /^(?:[★☆✩✪⭐]\ufe0f?)+$/u;
const CLASS = /^[级級]/u;
/** Signs and the characters of their names. */
const NAMES_OF_SIGNS: readonly (readonly [signs: RegExp, names: RegExp])[] = [
  [STAR, /^星/],
  [/^[♠♤]/, /^[黑桃]/],
  [/^[♥♡❤]/, /^[红紅桃]/],
  [/^[♦♢]/, /^[方片]/],
  [/^[♣♧]/, /^[梅草]/],
];
const DIGIT = /[\d\uff10-\uff19]/u;
const OPENS = /(?:^|[\n“‘「『《〈（【("'])$/u;
const CLOSES = /^(?:$|[\n”’」』》〉）】)"'])/u;
/** Cut cost, in nats, above which a sign is inside a word; between words it is near 0. */
const MIN_INSIDE_COST = 2;
/** Cut cost, in nats, that shows a sign inside a single word to be noise, and one with a meaning. 2 in 1,000 genuine boundaries cost more. */
const MIN_ALONE_COST = 3;
const MIN_ALONE_COST_MEANT = 5;
const MIN_ALONE_COST_AT_MARK = 6.5;
/** The same behind the first character of a word of a sentence, for marks and for pictographs. */
const MIN_COST_IN_WORD = 2.2;
const MIN_COST_IN_WORD_PICTOGRAPH = 4.5;
/** Evidence, in nats, required of all signs before a kind with little evidence is taken for noise, and the least required of that kind. */
const MIN_TOTAL_EVIDENCE = 6;
const MIN_KIND_EVIDENCE = -2;
/** Evidence, in nats, required of all signs if guessing is off. */
const MIN_CERTAIN_EVIDENCE = 11;
/** Most places of one kind that are examined; more add nothing. */
const MAX_PLACES = 300;
const MAX_SIGN_CHARS = 4;

/** Signs sprinkled over a text to deter copying. */
export const insertedSymbols: TextRule = {
  name: 'inserted-symbols',
  summary: 'Removes stars, pictographs and look-alike signs inside words',
  sparesCode: true,
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
    if (!guess && all.random < MIN_CERTAIN_EVIDENCE) return [];
    return [...kinds.values()]
      .flatMap((signs) => (isNoise(evidence(signs), all, signs[0]?.old ?? '') ? signs.filter(isInside) : []))
      .map(({ at, old }): Edit => ({ at, old, new: '' }))
      .sort((a, b) => a.at - b.at);
  },
};

interface Sign {
  readonly at: number;
  readonly old: string;
  /** Cost, in nats, of a word boundary here; null if not between Han characters, or between single ones as in a list. */
  readonly cut: number | null;
  /** True for three Han characters on both sides; `atMark` for three on the left, or on the right if no line or name begins on the left. */
  readonly deep: boolean;
  readonly atMark: boolean;
  /** True behind the first character of a word of a sentence. */
  readonly inWord: boolean;
  /** True if the sign may be removed: next to Han, not at the edge of a line, no long row as in a rating. */
  readonly inside: boolean;
}

function isInside(sign: Sign): boolean {
  return sign.inside;
}

function findSigns(text: string): readonly Sign[] {
  const plain = text.replace(SIGNS, '');
  const examined = new Map<number, number>();
  let removedUnits = 0;
  return Array.from(text.matchAll(SIGNS), ({ 0: old, index: at }) => {
    const end = at + old.length;
    const [before, after] = [isHan(text, at - 1), isHan(text, end)];
    const kind = old.codePointAt(0) ?? 0;
    const count = examined.get(kind) ?? 0;
    const named = isNamed(text, at, end);
    const counts =
      before &&
      after &&
      !named &&
      !isItem(text, at, end) &&
      count < MAX_PLACES &&
      Array.from(old).length <= MAX_SIGN_CHARS;
    if (counts) examined.set(kind, count + 1);
    const removedBefore = removedUnits;
    const cut = counts ? boundaryCost(plain, at - removedBefore) : null;
    removedUnits += old.length;
    const [left, right] = [[2, 3].every((far) => isHan(text, at - far)), [1, 2].every((far) => isHan(text, end + far))];
    const edge = at === 0 || end === text.length || text[at - 1] === '\n' || text[end] === '\n';
    const inside = (before || after) && !named && !edge && Array.from(old).length <= MAX_SIGN_CHARS;
    const illustrates = PICTOGRAPH.test(old) && endsWordInWord(plain, at - removedBefore);
    const atMark = !illustrates && (left || (right && !OPENS.test(text.slice(Math.max(0, at - 3), at - 1))));
    const inWord =
      cut !== null && !illustrates && cutsFirstCharacter(plain, at - removedBefore) && isInSentence(text, at);
    return { at, old, cut, deep: left && right, atMark, inWord, inside };
  });
}

/** Around a sign, in UTF-16 code units; a sentence has a mark there, and a title hardly as many characters. */
const SENTENCE_UNITS = 40;
const LEAST_SENTENCE_UNITS = 20;

function isInSentence(text: string, at: number): boolean {
  const start = Math.max(text.lastIndexOf('\n', at - 1) + 1, at - SENTENCE_UNITS);
  const [around = ''] = text.slice(start, at + SENTENCE_UNITS).split('\n');
  return around.length >= LEAST_SENTENCE_UNITS && /[，。；！？]/u.test(around);
}

/** True for stars between a number and 级, or next to 星, and for a suit of cards in its name. */
function isNamed(text: string, at: number, end: number): boolean {
  const [sign, before, after] = [text.slice(at, end), text[at - 1] ?? '', text[end] ?? ''];
  if (STAR.test(sign) && CLASS.test(after) && (NUMERAL.test(before) || DIGIT.test(before))) return true;
  return NAMES_OF_SIGNS.some(([signs, names]) => signs.test(sign) && (names.test(before) || names.test(after)));
}

/** True between single characters that are items of their own: in a list, on a line, in a quoted name, in a formula. */
function isItem(text: string, at: number, end: number): boolean {
  if (OPERATORS.test(text.slice(at, end)) && NUMERAL.test(text[at - 1] ?? '') && NUMERAL.test(text[end] ?? '')) {
    return true;
  }
  if (LISTED.test(`${text.slice(Math.max(0, at - LISTED_UNITS), at)}\t${text.slice(end, end + LISTED_UNITS)}`))
    return true;
  if (isHan(text, at - 2) || isHan(text, end + 1)) return false;
  const [before, after] = [text.slice(Math.max(0, at - 3), at - 1), text.slice(end + 1, end + 3)];
  return SIGN_NEXT.test(`${before}\n${after}`) || (OPENS.test(before) && CLOSES.test(after));
}

function isHan(text: string, at: number): boolean {
  return isHanUnit(text.charCodeAt(at) || 0);
}

interface Evidence {
  /** Log-likelihood ratio, in nats, of random places to word boundaries. */
  readonly random: number;
  /** Largest cut cost of all signs, of those `deep` in a sentence, of those at a mark, and of those `inWord`. */
  readonly most: number;
  readonly deepest: number;
  readonly atMark: number;
  readonly inWord: number;
}

/** Of random places 0.4 are inside words; of genuine signs hardly 0.01. */
const LOG_RATIO_INSIDE = Math.log(0.4 / 0.01);
const LOG_RATIO_BOUNDARY = Math.log(0.6 / 0.99);

function evidence(signs: readonly Sign[]): Evidence {
  const cuts = signs.flatMap(({ cut }) => (cut === null ? [] : [cut]));
  const random = cuts.reduce((sum, cut) => sum + (cut > MIN_INSIDE_COST ? LOG_RATIO_INSIDE : LOG_RATIO_BOUNDARY), 0);
  return {
    random,
    most: costliest(signs),
    deepest: costliest(signs.filter(({ deep }) => deep)),
    atMark: costliest(signs.filter(({ atMark }) => atMark)),
    inWord: costliest(signs.filter(({ inWord }) => inWord)),
  };
}

function costliest(signs: readonly Sign[]): number {
  return signs.reduce((most, { cut }) => Math.max(most, cut ?? 0), 0);
}

/** Noise occurs anywhere, genuine signs between words. */
function isNoise(of: Evidence, all: Evidence, sign: string): boolean {
  const meant = MEANINGFUL.test(sign);
  const least = OPERATORS.test(sign) ? MIN_ALONE_COST_AT_MARK : MIN_ALONE_COST_MEANT;
  const pictograph = PICTOGRAPH.test(sign);
  const evident = meant ? of.deepest > least : (pictograph ? of.atMark : of.most) > MIN_ALONE_COST;
  const inWord = !meant && of.inWord > (pictograph ? MIN_COST_IN_WORD_PICTOGRAPH : MIN_COST_IN_WORD);
  const alone = evident || inWord || (meant && of.atMark > MIN_ALONE_COST_AT_MARK);
  const enough = of.random > 2 * LOG_RATIO_INSIDE - 1 || (of.random > LOG_RATIO_INSIDE - 1 && alone);
  return enough || (all.random > MIN_TOTAL_EVIDENCE && of.random > (meant ? 0 : MIN_KIND_EVIDENCE));
}
