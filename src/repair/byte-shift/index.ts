import { decodeGraph } from '../decoder/beam-search.ts';
import type { Budget } from '../decoder/beam-search.ts';
import { scriptOf, textCost } from '../decoder/language-model.ts';
import type { OwnWord } from '../decoder/language-model.ts';
import { lineSpans } from '../../text/lines.ts';
import { findAnnotations } from '../pinyin/find-annotations.ts';
import { isLossySave } from '../lossy-save.ts';
import { hasRare } from '../mojibake/rare-han.ts';
import { ownWords } from './document-words.ts';
import { pathEdits, sureness } from '../decoder/edits-of-path.ts';
import { shiftGraph } from './lattice.ts';
import { shiftItems } from './characters.ts';
import { holds, QUESTION } from '../../text/character-classes.ts';
import type { Edit, TextRule } from '../../types.ts';

const CUT =
  /[\u3400-\u9fff\ue000-\uf8ff”’》）)0-9%](?:[?？][!！,，。:：;；(（)）]|[?？]{2}(?![?？!！]))|\?[a-zü]{0,4}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-z]{0,3}\)/u;
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
    { before: '允?下一夜???。?的故事一直?了一千零一夜', after: '允?下一夜???。?的故事一直?了一千零一夜' },
  ],
  gate: (text) => holds(text, QUESTION) && isShifted(text) && !isLossySave(withoutReadings(text)),
  propose: (text, { guess }) => {
    const edits: Edit[] = [];
    const script = scriptOf(text);
    const own = ownWords(withoutShifted(text), CUT);
    const folded = marksAreFolded(text);
    const kept = /[\ue000-\ue765]/u.test(text);
    const demands = shiftsIn(text, ENOUGH, looksCut) < ENOUGH ? DEMANDS_ALONE : DEMANDS;
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

/**
 * What a shift by one byte makes, and a lost character does not: a letter or a sign of ASCII between two, private use, a reading, a tag that
 * was cut into. A row of question marks is no sign of it.
 */
const BEHIND =
  /[\ue000-\uf8ffāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]|[\u3400-\u9fff?？!！,，:：;；。][A-Za-z](?![A-Za-z])|[\u3400-\u9fff][\\^_`{|}~]|[\u3400-\u9fff]@(?=[\u3400-\u9fff]|$)|\?\/?(?:p|br|div|span|td|li|strong|b)\s?\/?>/u;
const REACH = 14;

/** What a change must gain, and what it may cost for each character, in nats. */
interface Demands {
  readonly gain: number;
  readonly most: number;
  /** True if it must make Han characters and the marks of prose, nothing else. */
  readonly plain: boolean;
  /** True if the page has shifts enough to vouch for a run that does not look shifted by itself, as `?!?` for `。”`. */
  readonly vouched: boolean;
}
const PLAIN = /^[\p{Script=Han}，。、：；？！“”（）《》]+$/u;
const DEMANDS: Demands = { gain: 1, most: 10, plain: false, vouched: true };
/** A sign that stands alone may be anything. */
const DEMANDS_ALONE: Demands = { gain: 7, most: 7, plain: true, vouched: false };
/** Below this confidence guesses without a sign of their own are wrong as often as right. */
const SURE_OF_MARKS = 0.65;
/** Signs that make a page of a mirror site. */
const ENOUGH = 3;

function isShifted(text: string): boolean {
  return shiftsIn(text, 1, looksShifted) > 0;
}

/** Cuts followed by what a shift by one byte makes in the same line, and readings put in, up to `most`; people write `?!` as well. */
function shiftsIn(text: string, most: number, looks: Looks): number {
  let found = 0;
  for (const match of text.matchAll(CUTS)) {
    const end = match.index + match[0].length;
    if (isReading(match[0]) || isShiftBehind(text, end, looks)) found++;
    if (found === most) return found;
  }
  return found;
}

function isReading(cut: string): boolean {
  return cut.startsWith('?');
}

/** Whether what stands in the line behind a cut that ends at an offset looks read one byte late. */
function isShiftBehind(text: string, end: number, looks: Looks): boolean {
  const [behind = ''] = text.slice(end - 1, end + REACH).split('\n', 1);
  return behind.length > 1 && looks(behind);
}

/** The text without the readings put in, with a space for what may have been read one byte late: from a cut to the next ASCII character or stop. */
function withoutShifted(text: string): string {
  return withoutReadings(text).replace(SHIFTED, ' ');
}

function withoutReadings(text: string): string {
  const parts: string[] = [];
  let end = 0;
  for (const { at, length } of findAnnotations(text)) {
    parts.push(text.slice(end, at));
    end = at + length;
  }
  return parts.join('') + text.slice(end);
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

function realign(piece: string, page: Page): readonly Edit[] {
  const { script, own, kept, budget } = page;
  const graph = shiftGraph(shiftItems(piece), kept);
  const decoded = decodeGraph(graph, { script, own, budget, whole: false });
  if (!decoded) return [];
  return pathEdits(decoded.path, graph.at, piece).flatMap((edit) => judged(edit, piece, page) ?? []);
}

/** The edit with how sure it is in its context, by the document's own words as well; null where it is not sure enough. */
function judged(edit: Edit, piece: string, { own, demands: { gain, most, plain, vouched } }: Page): Edit | null {
  if (plain && !PLAIN.test(edit.new)) return null;
  const before = piece.slice(Math.max(0, edit.at - 4), edit.at);
  const after = piece.slice(edit.at + edit.old.length, edit.at + edit.old.length + 4);
  const cost = textCost(before + edit.new + after, own);
  const length = before.length + edit.new.length + after.length;
  const gained = textCost(before + edit.old + after, own) - cost;
  if (gained <= gain || cost >= most * length) return null;
  const looks = looksShifted(edit.old);
  if (edit.guessed === undefined) return looks || vouched ? edit : null;
  const confidence = sureness(gained, edit.guessed);
  return looks || (vouched && confidence >= SURE_OF_MARKS) ? { ...edit, confidence } : null;
}

type Looks = (run: string) => boolean;

/** True if a run was read one byte late, by its looks. */
function looksShifted(run: string): boolean {
  return BEHIND.test(run) || hasRare(run);
}

/** The same, or another cut at once: a sign as well, once others have shown that text was shifted. */
function looksCut(run: string): boolean {
  return /^[!,]?\?/u.test(run) || looksShifted(run);
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
