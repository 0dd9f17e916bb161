import { decodeLattice } from '../decoder/beam-search.ts';
import type { Budget } from '../decoder/beam-search.ts';
import { scriptBalance, textCost } from '../decoder/language-model.ts';
import type { OwnWord } from '../decoder/language-model.ts';
import { lineSpans } from '../../text/lines.ts';
import { findAnnotations } from '../pinyin/find-annotations.ts';
import { isLossySave } from '../lossy-save.ts';
import { hasRare } from '../mojibake/rare-han.ts';
import { ownWords } from './document-words.ts';
import { pathEdits, confidenceOf } from '../decoder/edits-of-path.ts';
import { settleGuesses } from '../decoder/settle-guesses.ts';
import { shiftLattice } from './lattice.ts';
import { shiftItems } from './characters.ts';
import { holds, QUESTION } from '../../text/character-classes.ts';
import type { Edit, TextRule } from '../../types.ts';

const CUT =
  /[\u3400-\u9fff\ue000-\uf8ff”’》）)0-9%](?:[?？][!！,，。:：;；(（)）]|[?？]{2}(?![?？!！]))|\?[a-zü]{0,4}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ][a-z]{0,3}\)/u;
const CUTS = new RegExp(CUT, 'gu');
/** Without any, as in code and in base85, nothing was shifted. */
const EAST_ASIAN = /[\u3400-\u9fff\ue000-\uf8ff]/;
const PIECE_UNITS = 600;
/** Most cuts examined in one text; real pages have a few dozen. */
const MAX_CUTS = 100;
/** Search budget for one text, in candidates examined; real pages need up to 700,000. */
const SEARCH_BUDGET = 1_500_000;

/** Pages that mirror sites cut between the bytes of a character: the text after the cut was decoded one byte off. */
export const byteShift: TextRule = {
  name: 'byte-shift',
  summary: 'Realigns text that mirror sites cut between the bytes of a character, and infers lost characters',
  sparesCode: true,
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
    const script = scriptBalance(text);
    const own = ownWords(withoutShifted(text), CUT);
    const folded = marksAreFolded(text);
    const kept = /[\ue000-\ue765]/u.test(text);
    const demands = shiftsIn(text, MIN_PAGE_SIGNS, looksCut) < MIN_PAGE_SIGNS ? DEMANDS_FEW_SIGNS : DEMANDS;
    const page: Page = { script, own, kept, demands, budget: { left: SEARCH_BUDGET } };
    let left = MAX_CUTS;
    for (const span of lineSpans(text)) {
      for (let start = span.start; start < span.end && left > 0; start += PIECE_UNITS) {
        const piece = text.slice(start, Math.min(span.end, start + PIECE_UNITS));
        const cuts = EAST_ASIAN.test(piece) ? (piece.match(CUTS)?.length ?? 0) : 0;
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
 * What a shift by one byte makes, and a lost character does not: a private-use character, a reading, a single ASCII letter or
 * sign after Han, a tag whose `<` was swallowed. A row of question marks is no such sign.
 */
const SHIFT_SIGN =
  /[\ue000-\uf8ffāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]|[\u3400-\u9fff?？!！,，:：;；。][A-Za-z](?![A-Za-z])|[\u3400-\u9fff][\\^_`{|}~]|[\u3400-\u9fff]@(?=[\u3400-\u9fff]|$)|\?\/?(?:p|br|div|span|td|li|strong|b)\s?\/?>/u;
const SIGN_REACH_UNITS = 14;

/** Least gain of an edit, and its largest cost per character, in nats. */
interface Demands {
  readonly gain: number;
  readonly most: number;
  /** True if the new text must be Han characters and prose punctuation only. */
  readonly plain: boolean;
  /** True if the page has enough shifts to accept a run that does not look shifted by itself, such as `?!?` for `。”`. */
  readonly vouched: boolean;
}
const PROSE = /^[\p{Script=Han}，。、：；？！“”（）《》]+$/u;
const DEMANDS: Demands = { gain: 1, most: 10, plain: false, vouched: true };
/** For a page with few signs of a shift, which may be coincidence. */
const DEMANDS_FEW_SIGNS: Demands = { gain: 7, most: 7, plain: true, vouched: false };
/** Below this confidence, guesses that do not look shifted are wrong as often as right. */
const MIN_PLAIN_CONFIDENCE = 0.65;
/** Number of signs that identify a mirror-site page. */
const MIN_PAGE_SIGNS = 3;

function isShifted(text: string): boolean {
  return shiftsIn(text, 1, looksShifted) > 0;
}

/** Counts cuts with signs of a shift after them in the same line, and inserted readings, up to `most`; a bare `?!` may be genuine. */
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

/** Whether the text in the line after a cut ending at `end` looks shifted by one byte. */
function isShiftBehind(text: string, end: number, looks: Looks): boolean {
  const [behind = ''] = text.slice(end - 1, end + SIGN_REACH_UNITS).split('\n', 1);
  return behind.length > 1 && looks(behind);
}

/** Removes inserted readings and replaces possibly shifted text, from a cut to the next ASCII character or punctuation mark, by a space. */
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
  /** True if the site kept private-use characters. */
  readonly kept: boolean;
  readonly demands: Demands;
  readonly budget: Budget;
}

function realign(piece: string, page: Page): readonly Edit[] {
  const { script, own, kept, budget } = page;
  const lattice = shiftLattice(shiftItems(piece), kept);
  const decoded = decodeLattice(lattice, { script, own, budget, whole: false });
  if (!decoded) return [];
  const path = settleGuesses(decoded.path, lattice, { script, whole: false, words: own });
  return pathEdits(path, lattice.at, piece).flatMap((edit) => judged(edit, piece, page) ?? []);
}

/** Scores an edit in its context, using the document's own words as well; null if its gain or confidence is too low. */
function judged(edit: Edit, piece: string, { own, demands: { gain, most, plain, vouched } }: Page): Edit | null {
  if (plain && !PROSE.test(edit.new)) return null;
  const before = piece.slice(Math.max(0, edit.at - 4), edit.at);
  const after = piece.slice(edit.at + edit.old.length, edit.at + edit.old.length + 4);
  const cost = textCost(before + edit.new + after, own);
  const length = before.length + edit.new.length + after.length;
  const gained = textCost(before + edit.old + after, own) - cost;
  if (gained <= gain || cost >= most * length) return null;
  const looks = looksShifted(edit.old);
  if (edit.guessed === undefined) return looks || vouched ? edit : null;
  if (!isLikely(edit.confidence ?? 1, edit.guessed)) return null;
  return looks || (vouched && confidenceOf(gained, edit.guessed) >= MIN_PLAIN_CONFIDENCE) ? edit : null;
}

/** Below this confidence, three in four edits are wrong. */
const MIN_CONFIDENCE = 0.5;
/** Below this likelihood that all characters of a run are right, nearly all edits have a wrong one. */
const MIN_ALL_RIGHT = 0.3;

function isLikely(confidence: number, guessed: number): boolean {
  return confidence >= MIN_CONFIDENCE && confidence ** guessed >= MIN_ALL_RIGHT;
}

type Looks = (run: string) => boolean;

/** True if a run looks shifted by one byte. */
function looksShifted(run: string): boolean {
  return SHIFT_SIGN.test(run) || hasRare(run);
}

/** As `looksShifted`, or another cut follows at once; that counts only on a page already known to be shifted. */
function looksCut(run: string): boolean {
  return /^[!,]?\?/u.test(run) || looksShifted(run);
}

/** True if most full-width marks of a Chinese text were folded to ASCII. */
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
