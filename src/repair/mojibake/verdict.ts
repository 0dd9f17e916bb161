import type { Edit } from '../../types.ts';
import { isHanUnit, textCost } from '../decoder/language-model.ts';
import { bytesBehind, isLossy } from './misreading-lattice.ts';
import type { Misreading } from './misreading-lattice.ts';
import { countRare } from './rare-han.ts';
import { distinctShare, likeliest } from './readings.ts';
import { readsAsJapanese } from './reads-as-japanese.ts';
import { isOfHan, opensHan } from './utf8-of-han.ts';

/** What a reading must be: likely text, words, or hardly anything, because most of the text is known to be misread this way. */
export type Asked = 'text' | 'words' | 'little';

/** Largest cost per character, in nats: clean text has about 5, random characters 11 and more. */
export const READABLE = 8;

/** Least number of Han characters and gain per character, in nats, of an edit; less where chance can hardly produce it. */
interface Demands {
  readonly least: number;
  readonly margin: number;
}
const CERTAIN: Demands = { least: 2, margin: 1 };
const ODD: Demands = { least: 3, margin: 1 };
const PLAIN: Demands = { least: 3, margin: 2.5 };

/** One double-byte encoding read as another: the text is made of whole characters, kana among them, that may be meant. */
export function isPlain({ written, read }: Misreading): boolean {
  return written !== 'utf-8' && read !== 'single-byte';
}

export function demandsOf({ written, read }: Misreading): Demands {
  return written === 'utf-8' ? CERTAIN : read === 'single-byte' ? ODD : PLAIN;
}

/** Odd characters in a piece among which chance makes hardly any place that reads well. */
const FEW_ODD = 16;

/**
 * How far below the bound a place of a piece must be, in nats, so that chance does not make it: the more odd characters, the more tries it has. Of those
 * that chance does make, one in e is a nat deeper; a misreading of that length is ten times as deep.
 */
export function chanceMargin(piece: string, misreading: Misreading): number {
  if (misreading.read !== 'mended' && !isPlain(misreading)) return 0;
  const { length } = piece;
  const odd = misreading.read === 'mended' ? length : countRare(piece, 0, length, length);
  return 2 * Math.log(Math.max(1, odd / FEW_ODD));
}

/** Demands on a few characters in an otherwise intact line: words must replace what are no words. */
const COMMON_WORDS = 6;
const WORD_GAIN = 6;

function isWords(text: string, cost: number): boolean {
  return /^\p{Script=Han}{2,}$/u.test(text) && cost <= COMMON_WORDS * text.length;
}

/** ASCII around and between the words is the same in every encoding. */
function areWords({ old, new: made }: Edit): boolean {
  if (asciiOf(old) !== asciiOf(made)) return false;
  const [before, after] = [old.replace(ASCII, ''), made.replace(ASCII, '')];
  const [costBefore, cost] = [textCost(before), textCost(after)];
  return isWords(after, cost) && !isWords(before, costBefore) && costBefore - cost > WORD_GAIN * before.length;
}

const ASCII = /[\0-\x7f]+/g;

function asciiOf(text: string): string {
  return (text.match(ASCII) ?? []).join('');
}

/** Demands on a line of a text of which most lines are known to be misread. */
const LEAST_GAIN = 3;
const LEAST_READABLE = 11;

/** Whether more than half of the characters are lost, or guessed where most have to be, so that the result says nothing. */
function isMostlyLost(edit: Edit, misreading: Misreading): boolean {
  const lost = (edit.new.match(/\ufffd/g)?.length ?? 0) + (isLossy(misreading) ? (edit.guessed ?? 0) : 0);
  return 2 * lost > edit.new.length;
}

const KANA = /[\u3041-\u3096\u30a1-\u30fa]/gu;

/**
 * Whether more than half of what is not ASCII is kana. They stand for one in ten characters of misread Chinese, so that a run of
 * them without rare Han characters is Japanese, whatever its bytes are in another set: いられる in GBK is 中日木月 in Big5.
 */
function isMostlyKana(text: string): boolean {
  return 2 * (text.match(KANA)?.length ?? 0) > (text.match(/[^\0-\x7f]/g)?.length ?? 0);
}

/** ASCII, which costs little, makes no characters beside it likelier. */
function isReadable(made: string): boolean {
  const beyondAscii = made.replace(ASCII, '');
  return beyondAscii.length === made.length || textCost(beyondAscii) < READABLE * beyondAscii.length;
}

/** White space and lost characters, which are not counted. */
const UNCOUNTED = /[\s\ufffd]/gu;

/** Good: reads like Chinese. Weak: accepted only along with a good one (a quotation mark, a single character). */
export function verdict(edit: Edit, misreading: Misreading, asked: Asked): 'good' | 'weak' | 'bad' {
  if (/[\n\r\u2028\u2029]/u.test(edit.new + edit.old) || isMostlyLost(edit, misreading)) return 'bad';
  if (misreading.read !== 'single-byte' && readsAsJapanese(edit.old)) return 'bad';
  const made = edit.new.replace(UNCOUNTED, '');
  let han = 0;
  for (let i = 0; i < made.length; i++) if (isHanUnit(made.charCodeAt(i))) han++;
  const cost = textCost(made);
  const stood = edit.old.replace(UNCOUNTED, '');
  const gain = isPlain(misreading) ? (likeliest(stood) - cost) * distinctShare(stood) : textCost(stood) - cost;
  if (asked === 'words') return areWords(edit) ? 'good' : 'bad';
  if (asked === 'little') return gain > LEAST_GAIN && cost < LEAST_READABLE * made.length ? 'good' : 'bad';
  const { least, margin } = demandsOf(misreading);
  if (
    cost < READABLE * made.length &&
    isReadable(made) &&
    han >= least &&
    gain > Math.max(12, margin * made.length) &&
    3 * han >= made.length &&
    !(isPlain(misreading) && isMostlyKana(edit.old) && countRare(edit.old, 0, edit.old.length, 1) === 0)
  ) {
    return 'good';
  }
  return gain > 7 && cost < 12 * edit.new.length ? 'weak' : 'bad';
}

/** True if an edit begins or ends inside a word of European letters, or beside the rest of its own misreading: half a repair, or none at all. */
export function isTorn({ at, old }: Edit, piece: string, { written, read }: Misreading): boolean {
  const end = at + old.length;
  if (written === 'utf-8')
    return read !== 'single-byte' && (isRest(piece, at - 1, -1, read) || isRest(piece, end, 1, read));
  return (isForeign(piece[at - 1]) && isForeign(old[0])) || (isForeign(old.at(-1)) && isForeign(piece[end]));
}

/** Hangul of code page 949, half-width kana of code page 932. */
const OF_OTHER_SETS = /[\uac00-\ud7a3\uff61-\uff9f]/;
/** Characters beside an edit among which the rest of a misreading is looked for. */
const REST_UNITS = 4;

/** Whether the characters from `i` on are UTF-8 by their bytes, up to a rare one that begins a character of it, or one of no Chinese set. */
function isRest(piece: string, i: number, step: 1 | -1, read: Misreading['read']): boolean {
  for (let count = 0; count < REST_UNITS; count++) {
    const place = i + count * step;
    const [bytes = []] = place < 0 || place >= piece.length ? [] : bytesBehind(piece, place, read);
    if (bytes.length === 0 || !bytes.every(isOfHan)) return false;
    if (OF_OTHER_SETS.test(piece[place] ?? '')) return true;
    if (opensHan(bytes[0] ?? 0) && countRare(piece, place, place + 1, 1) === 1) return true;
  }
  return false;
}

function isForeign(character = ''): boolean {
  return /[\u00aa-\u024f\u0370-\u052f]/.test(character);
}
