import { HAN, HANGUL, hanClasses, KANA, SIMPLIFIED_ONLY, TRADITIONAL } from '../../text/han-classes.ts';
import { simplified } from '../../text/simplify.ts';
import { child, wordTrie } from '../../text/word-trie.ts';

/** Extra cost of marks that do not go together. */
export const CLASH_COST = 5;
/** Cost of a Han character that is not in the dictionary. */
export const UNKNOWN_HAN_COST = 15;

/** Costs of marks and digits by their frequency in modern Chinese prose, in nats. */
const MARKS: readonly (readonly [cost: number, marks: string])[] = [
  [3, '，'],
  [3.7, '。'],
  [4, '0123456789'],
  [4.2, '、'],
  [4.5, '\n '],
  [5, '“”,.'],
  [5.4, '：（）:()%'],
  [6, '《》'],
  [6.3, '；？;'],
  [6.8, '！—…!'],
  [7.5, '‘’【】「」·'],
  [9, '\u3000'],
];
const MARK_COSTS: ReadonlyMap<string, number> = new Map(
  MARKS.flatMap(([cost, marks]) => Array.from(marks, (mark) => [mark, cost] as const)),
);

/** Cost of a visible ASCII character in Chinese text, in nats. */
export const ASCII_COST = 5.5;

/** Cost of a non-Han character in Chinese text: its negative log-likelihood, in nats. */
export function symbolCost(text: string): number {
  const unit = text.charCodeAt(0);
  if (text.length > 1) return 12;
  const mark = MARK_COSTS.get(text);
  if (mark !== undefined) return mark;
  if (unit < 0x7f && unit > 0x20) return ASCII_COST;
  if (unit < 0x20 || (unit >= 0x7f && unit < 0xa0) || (unit >= 0xe000 && unit < 0xf900) || unit === 0xfffd) return 17;
  if (unit < 0x250) return 11;
  if (unit >= 0xff01 && unit <= 0xff5e) return 12;
  if (unit >= 0x3001 && unit <= 0x301f) return 9;
  const classes = hanClasses()[unit] ?? 0;
  if (classes & KANA) return 11;
  return classes & HANGUL ? 14 : 11;
}

/** Marks that clash with some mark before them, save the question mark of ASCII. */
const MAY_CLASH: ReadonlySet<string> = new Set('…，、；：。！？,;:!?\n”’）》');

/** Cost of a symbol from which on it is too rare to guess by, and what a guessed one costs besides: `ℒ` is one of thousands. */
const RARE_SYMBOL_COST = 11;
const GUESSED_SYMBOL_COST = 6;

/** Extra cost of a guessed character that is not Han. */
export function guessedSymbolCost(text: string): number {
  return text !== '\ufffd' && symbolCost(text) >= RARE_SYMBOL_COST ? GUESSED_SYMBOL_COST : 0;
}

/** True for marks that rarely follow each other: `。、`, `、` at the end of a line, an opening mark before a stop. */
export function marksClash(before: string, mark: string): boolean {
  if (before === '' || (before !== '?' && !MAY_CLASH.has(mark))) return false;
  if (before === '?') return '。，,!?'.includes(mark);
  if (mark === '…' && '。！？，'.includes(before)) return true;
  if ('，、；：。！？,;:!?'.includes(mark)) return '，、；：。“‘（《,;:…'.includes(before);
  if (mark === '\n') return '，、“‘（《'.includes(before);
  return '”’）》'.includes(mark) && '，、“‘（《'.includes(before);
}

/** True for marks that rarely stand around a character or a mark: `“一，`, `。”。`. */
export function marksClashAcross(earlier: string, before: string, mark: string): boolean {
  if (earlier === '' || !'，。、；：'.includes(mark)) return false;
  return '“《（'.includes(earlier) || (before === '”' && '，。、；'.includes(earlier));
}

/** Discounts, in nats, for characters that go together: the second half of a dash, a unit after a number, `？` after `吗`. */
const PAIR_DISCOUNTS: readonly (readonly [gain: number, before: string, after: string])[] = [
  [6, '—', '—'],
  [6, '…', '…'],
  [4, '0123456789０１２３４５６７８９', '年月日'],
  [2, '0123456789０１２３４５６７８９', '号时点分秒岁个万亿元名人次条米届倍章节项家余多世'],
  [2.5, '0123456789', '0123456789%.'],
  [3, '吗嗎呢', '？?'],
  [2, '啊吧吗呢嘛呀了', '，。！,!”'],
  [1.5, '第', '0123456789一二三四五六七八九十'],
  [1.5, '。！？”', '“'],
  [2.5, '。！？”', '\n'],
];
const DISCOUNT_OF_PAIR: ReadonlyMap<number, number> = new Map(
  PAIR_DISCOUNTS.flatMap(([gain, before, after]) =>
    Array.from(before, (first) =>
      Array.from(after, (second) => [packedPair(first, second.charCodeAt(0)), gain] as const),
    ),
  ).flat(),
);

/** Packs two code units into a number, which is looked up several times as fast as a string. */
function packedPair(before: string, unit: number): number {
  return (before.charCodeAt(0) << 16) | unit;
}

/** Discount, in nats, for a character (simplified, by its first UTF-16 code unit) after another; `before` may be empty. */
export function discountAfter(before: string, unit: number): number {
  return DISCOUNT_OF_PAIR.get(packedPair(before, unit)) ?? 0;
}

/** True for the code unit of a Han character. */
export function isHanUnit(unit: number): boolean {
  return ((hanClasses()[unit] ?? 0) & HAN) !== 0 && unit >= 0x3400;
}

/** Script of a text, by characters that only one script has: positive for traditional, negative for simplified. */
export function scriptBalance(text: string): number {
  const classes = hanClasses();
  let balance = 0;
  for (let i = 0; i < text.length; i++) {
    const of = classes[text.charCodeAt(i)] ?? 0;
    if (of & TRADITIONAL) balance++;
    else if (of & SIMPLIFIED_ONLY) balance--;
  }
  return balance;
}

/** Trie node of the document's own words, in simplified characters: the cost of the word (0 if only a prefix), and children by code unit. */
export interface OwnWord {
  readonly cost: number;
  readonly next: ReadonlyMap<number, OwnWord>;
}

/** Cost, in nats, of the most likely segmentation into words (Viterbi path); about 5 per character of clean Chinese text. */
export function textCost(text: string, own?: OwnWord): number {
  const trie = wordTrie();
  const best = new Float64Array(text.length + 1).fill(Infinity);
  best[0] = 0;
  for (let i = 0; i < text.length; i++) {
    const base = best[i] ?? 0;
    const unit = text.charCodeAt(i);
    relax(best, i + 1, base + (isHanUnit(unit) ? UNKNOWN_HAN_COST : markCost(text, i)));
    if (own) relaxOwn(best, i, text, own);
    let node = 0;
    for (let j = i; j < text.length && j < i + 6; j++) {
      node = child(trie, node, simplified(text.charCodeAt(j)));
      if (node < 0) break;
      const cost = trie.cost[node] ?? 0;
      if (cost > 0) relax(best, j + 1, base + cost);
    }
  }
  return best[text.length] ?? 0;
}

function markCost(text: string, at: number): number {
  const mark = text[at] ?? '';
  return symbolCost(mark) + (marksClash(text[at - 1] ?? '', mark) ? CLASH_COST : 0);
}

function relaxOwn(best: Float64Array, i: number, text: string, own: OwnWord): void {
  let word: OwnWord | undefined = own;
  for (let j = i; j < text.length; j++) {
    word = word.next.get(simplified(text.charCodeAt(j)));
    if (word === undefined) return;
    if (word.cost > 0) relax(best, j + 1, (best[i] ?? 0) + word.cost);
  }
}

function relax(best: Float64Array, at: number, cost: number): void {
  if (cost < (best[at] ?? Infinity)) best[at] = cost;
}

/** True for a common Han character, which needs no reading: its cost is below `most`. */
export function isFrequent(char: string, most = 11.6): boolean {
  const trie = wordTrie();
  const node = child(trie, 0, simplified(char.charCodeAt(0)));
  return node > 0 && (trie.cost[node] ?? 0) < most;
}
