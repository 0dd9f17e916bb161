import { decodeGraph } from '../decoder/beam-search.ts';
import type { Budget } from '../decoder/beam-search.ts';
import { scriptOf, textCost } from '../decoder/language-model.ts';
import type { OwnWord } from '../decoder/language-model.ts';
import { lineSpans } from '../../text/lines.ts';
import { findAnnotations } from '../pinyin/find-annotations.ts';
import { hasRare } from '../mojibake/rare-han.ts';
import { ownWords } from './document-words.ts';
import { pathEdits } from '../decoder/edits-of-path.ts';
import { shiftGraph } from './lattice.ts';
import { shiftItems } from './characters.ts';
import { holds, QUESTION } from '../../text/character-classes.ts';
import type { Edit, TextRule } from '../../types.ts';

const CUT =
  /[\u3400-\u9fff\ue000-\uf8ff”’》）)](?:[?？][!！,，。:：;；(（)）]|[?？]{2}(?![?？!！]))|\?[a-zü]{0,4}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-z]{0,3}\)/u;
const CUTS = new RegExp(CUT, 'gu');
const PIECE = 600;
/** Cuts that are looked at in one text: a real page has a few dozen. */
const MOST_CUTS = 100;
/** What the search may spend on one text; real pages take up to 700,000. */
const BUDGET = 1_500_000;

/** Pages of mirror sites, cut on bytes: what follows the cut was read one byte late. */
export const byteShift: TextRule = {
  name: 'byte-shift',
  summary: 'Realigns text that mirror sites cut between the bytes of a character, and infers what was lost',
  examples: [
    { before: '寧津县的發(fā)展?jié)摿Π購娍h名單', after: '寧津县的發(fā)展潛力百強縣名單' },
    { before: '他一番實打?qū)嵉臉I(yè)績讓人佩服', after: '他一番實打實的業績讓人佩服' },
    { before: '真的嗎?!我不信,你說呢??', after: '真的嗎?!我不信,你說呢??' },
    { before: '你去哪?!囧', after: '你去哪?!囧' },
  ],
  gate: (text) => holds(text, QUESTION) && isShifted(text),
  propose: (text, { guess }) => {
    const edits: Edit[] = [];
    const script = scriptOf(text);
    const own = ownWords(withoutShifted(text), CUT);
    const folded = marksAreFolded(text);
    const kept = /[\ue000-\ue765]/u.test(text);
    const demands = shiftsIn(text, ENOUGH) < ENOUGH ? DEMANDS_ALONE : DEMANDS;
    const page: Page = { script, own, kept, demands, budget: { left: BUDGET } };
    let left = MOST_CUTS;
    for (const span of lineSpans(text)) {
      for (let start = span.start; start < span.end && left > 0; start += PIECE) {
        const piece = text.slice(start, Math.min(span.end, start + PIECE));
        const cuts = piece.match(CUTS)?.length ?? 0;
        if (cuts === 0) continue;
        left -= cuts;
        if (left < 0) break;
        const found = realign(piece, page).filter((edit) => guess || edit.guessed === undefined);
        for (const edit of found) edits.push({ ...edit, at: edit.at + start, new: folded ? fold(edit.new) : edit.new });
      }
    }
    return edits;
  },
};

/** What follows a cut: a rare character, a letter or a mark between two, private use, another cut, a reading. */
const BEHIND = /[\ue000-\uf8ffāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]|[\u3400-\u9fff][A-Za-z](?![A-Za-z])|^[!,]?\?/u;
const REACH = 14;

/** What a change must gain, and what it may cost for each character, in nats. */
interface Demands {
  readonly gain: number;
  readonly most: number;
  /** True if it must make Han characters and the marks of prose, nothing else. */
  readonly plain: boolean;
}
const PLAIN = /^[\p{Script=Han}，。、：；？！“”（）《》]+$/u;
const DEMANDS: Demands = { gain: 1, most: 10, plain: false };
/** A sign that stands alone may be anything. */
const DEMANDS_ALONE: Demands = { gain: 7, most: 7, plain: true };
/** Signs that make a page of a mirror site. */
const ENOUGH = 3;

function isShifted(text: string): boolean {
  return shiftsIn(text, 1) > 0;
}

/** Cuts followed by what a shift by one byte makes in the same line, and readings put in, up to `most`; people write `?!` as well. */
function shiftsIn(text: string, most: number): number {
  let found = 0;
  for (const match of text.matchAll(CUTS)) {
    const end = match.index + match[0].length;
    if (isReading(match[0]) || isShiftBehind(text, end)) found++;
    if (found === most) return found;
  }
  return found;
}

function isReading(cut: string): boolean {
  return cut.startsWith('?');
}

/** Whether what stands in the line behind a cut that ends at an offset looks read one byte late. */
function isShiftBehind(text: string, end: number): boolean {
  const [behind = ''] = text.slice(end - 1, end + REACH).split('\n', 1);
  return behind.length > 1 && (BEHIND.test(behind) || hasRare(behind));
}

/** The text without the readings put in, with a space for what may have been read one byte late: from a cut to the next ASCII character or stop. */
function withoutShifted(text: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const { at, length } of findAnnotations(text)) {
    parts.push(text.slice(end, at));
    end = at + length;
  }
  return (parts.join('') + text.slice(end)).replace(SHIFTED, ' ');
}

const SHIFTED = /(?<=[?？][!！,，。:：;；(（)）?？])[^\u0000-\u007f。，、；：“”‘’（）《》]+/gu;

interface Page {
  readonly script: number;
  readonly own: OwnWord;
  /** True if characters of private use were not dropped. */
  readonly kept: boolean;
  readonly demands: Demands;
  readonly budget: Budget;
}

function realign(piece: string, { script, own, kept, demands, budget }: Page): readonly Edit[] {
  const graph = shiftGraph(shiftItems(piece), kept);
  const decoded = decodeGraph(graph, { script, own, budget, whole: false });
  if (!decoded) return [];
  return pathEdits(decoded.path, graph.at, piece).filter((edit) => isBetter(edit, piece, own, demands));
}

function isBetter(edit: Edit, piece: string, own: OwnWord, { gain, most, plain }: Demands): boolean {
  const before = piece.slice(Math.max(0, edit.at - 4), edit.at);
  const after = piece.slice(edit.at + edit.old.length, edit.at + edit.old.length + 4);
  const cost = textCost(before + edit.new + after, own);
  const length = before.length + edit.new.length + after.length;
  if (plain && !PLAIN.test(edit.new)) return false;
  return textCost(before + edit.old + after, own) - cost > gain && cost < most * length;
}

/** True where somebody has made the full-width marks of a Chinese text ASCII. */
function marksAreFolded(text: string): boolean {
  let ascii = 0;
  let full = 0;
  for (const mark of text.matchAll(/[\u3400-\u9fff)”](?:([,:!;?])|[，：！；？])/gu))
    if (mark[1]) ascii++;
    else full++;
  return ascii > full;
}

const ASCII: Readonly<Record<string, string>> = {
  '！': '!',
  '，': ',',
  '：': ':',
  '；': ';',
  '（': '(',
  '）': ')',
  '？': '?',
};

function fold(text: string): string {
  return text.replace(/[！，：；（）？]/gu, (mark) => ASCII[mark] ?? mark);
}
