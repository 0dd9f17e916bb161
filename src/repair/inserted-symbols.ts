import { isHanUnit } from '../text/language-model.ts';
import { simplified } from '../text/simplify.ts';
import { child, wordTrie } from '../text/word-trie.ts';
import type { Edit, TextRule } from '../types.ts';

/** Stars, geometric and dingbat signs, pictographs and look-alikes; rows of them count as one. */
const SIGN =
  '[\\u00f7\\u2190-\\u21ff\\u2200-\\u22ff\\u2300-\\u23ff\\u2500-\\u27bf\\u203b\\u2b00-\\u2bff\\u{1f000}-\\u{1faff}]';
const SIGNS = new RegExp(`${SIGN}(?<=[\\u3400-\\u9fff]${SIGN})${SIGN}*(?=[\\u3400-\\u9fff])`, 'gu');
/** Signs with a meaning of their own between words. */
const MEANT = /^[\u00f7\u2190-\u23ff\u2500-\u25ff]/u;

/** Signs sprinkled between Han characters against copying. */
export const insertedSymbols: TextRule = {
  name: 'inserted-symbols',
  summary: 'Takes out stars, pictographs and look-alike signs that stand inside words',
  examples: [
    { before: '传★★统的交易模★★型中，物流公★★司是独立的部门', after: '传统的交易模型中，物流公司是独立的部门' },
    { before: '甲★★★★☆值得一看，乙★★★★★好书', after: '甲★★★★☆值得一看，乙★★★★★好书' },
    { before: '我爱🍎苹果和🍌香蕉', after: '我爱🍎苹果和🍌香蕉' },
  ],
  gate: (text) => hasSign(text) && text.search(SIGNS) >= 0,
  propose: (text) => {
    const kinds = new Map<number, Edit[]>();
    for (const match of text.matchAll(SIGNS)) {
      const kind = match[0].codePointAt(0) ?? 0;
      const edits = kinds.get(kind) ?? [];
      edits.push({ at: match.index, old: match[0], new: '' });
      kinds.set(kind, edits);
    }
    return [...kinds.values()].flatMap((edits) => (isNoise(text, edits) ? edits : [])).sort((a, b) => a.at - b.at);
  },
};

/** Faster than the pattern, which only few texts need. */
function hasSign(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x3000 && unit < 0xd800) continue;
    if ((unit >= 0x2190 && unit <= 0x2bff) || unit === 0xf7 || unit === 0x203b || (unit >= 0xd83c && unit <= 0xd83e))
      return true;
  }
  return false;
}

/** Noise breaks words: honest signs stand between them. One that stands in a word of three or more is enough. */
function isNoise(text: string, edits: readonly Edit[]): boolean {
  if (edits.some((edit) => Array.from(edit.old).length > 2)) return false;
  const broken = edits.filter((edit) => breaksWord(text, edit)).length;
  const count = edits.length;
  if (MEANT.test(edits[0]?.old ?? '')) return broken > 2 && broken > 0.4 * count;
  return count < 3 ? broken > 1 : broken >= 0.3 * count;
}

/** True if the characters around belong to one word of the dictionary. */
function breaksWord(text: string, { at, old }: Edit): boolean {
  const before = text.slice(Math.max(0, at - 3), at);
  const after = text.slice(at + old.length, at + old.length + 3);
  for (let from = before.length - 1; from >= 0 && isHanUnit(before.charCodeAt(from)); from--) {
    const start = prefix(before.slice(from));
    for (let node = start, to = 0; node >= 0 && to < after.length; to++) {
      node = child(wordTrie(), node, simplified(after.charCodeAt(to)));
      const cost = node < 0 ? 0 : (wordTrie().cost[node] ?? 0);
      if (cost > 0 && cost < 13.5) return true;
    }
  }
  return false;
}

function prefix(text: string): number {
  let node = 0;
  for (let i = 0; i < text.length && node >= 0; i++) node = child(wordTrie(), node, simplified(text.charCodeAt(i)));
  return node;
}
