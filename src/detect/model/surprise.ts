import { BIT, characterCosts } from '../../text/character-costs.ts';
import type { Script } from '../../text/character-costs.ts';
import { decodeBig5Sample } from '../codecs/big5.ts';
import { decodeEucTw } from '../codecs/euc-tw.ts';
import { ASCII, tallyOf } from './tally.ts';
import type { Tally } from './tally.ts';
import { wordGain } from './words.ts';

/** How well bytes decoded in an encoding fit the model of a script. */
export interface Reading {
  readonly name: string;
  readonly script: Script;
  /** Surprise of the sample in bits, including the prior; lower is better. Comparable between readings of the same bytes. */
  readonly bits: number;
  /** Number of non-ASCII characters of two bytes or more, repeats discounted (see `tallyOf`); those of one byte count half. */
  readonly chars: number;
  /** Mean surprise, in bits per non-ASCII character: about 9 for prose in that script, 13 and more for anything else. */
  readonly mean: number;
  /** Number of U+FFFD. */
  readonly invalid: number;
}

interface Candidate {
  readonly name: string;
  readonly scripts: readonly (readonly [script: Script, prior: number])[];
  readonly decode: (bytes: Uint8Array) => string;
}

/**
 * Candidate encodings and scripts with their priors in bits, the most common in scraped Chinese files first. TextDecoder is used
 * where it suffices: it lacks rare characters of Big5 and EUC-KR but needs no loading.
 */
const CANDIDATES: readonly Candidate[] = [
  candidate('gb18030', [['hans', 0], ['hant', 6], ['ja', 4], ['ko', 18]]), // prettier-ignore
  { name: 'big5', scripts: [['hant', 1], ['hans', 14], ['ja', 18]], decode: decodeBig5Sample }, // prettier-ignore
  candidate('shift_jis', [['ja', 4]]),
  candidate('euc-jp', [['ja', 4]]),
  candidate('euc-kr', [['ko', 4]]),
  candidate('utf-16le', [['hans', 8], ['hant', 9], ['ja', 12], ['ko', 12]]), // prettier-ignore
  candidate('utf-16be', [['hans', 8], ['hant', 9], ['ja', 12], ['ko', 12]]), // prettier-ignore
  { name: 'euc-tw', scripts: [['hant', 12]], decode: decodeEucTw },
];
/** Mean surprise, in bits per character, that only the correct encoding stays below. */
const MAX_CERTAIN_BITS = 11.5;
/** With this many characters, a certain reading as Chinese makes other candidates unnecessary. */
const MIN_SETTLED_CHARS = 200;
/** Penalty, in bits per character, for Japanese without kana, which transcribed foreign names in Chinese look like. */
const NO_KANA_PENALTY = 2;
/** Penalty, in bits, for a single (maybe repeated) character that is not Chinese: 啊 in GB2312 is 가 in EUC-KR. */
const SINGLE_NOT_CHINESE_PENALTY = 6;
/** Penalty, in bits per character, for half-width kana in UTF-16, which need not save space. */
const HALF_WIDTH_IN_UTF16_PENALTY = 10;
/** Most characters of a text that is also judged by its words. */
const MAX_WORD_CHARS = 16;
/** Most characters per kana of Japanese text, half of which are kana; of misread Chinese one in ten are, and looking it up in vain takes longer than all else. */
const MAX_CHARS_PER_KANA = 4;
/** A character three times. */
const SAME = /^(.)\1\1/;
/** Number of code units searched for words. */
const WORD_WINDOW_UNITS = 256;

function candidate(name: string, scripts: Candidate['scripts']): Candidate {
  // Reused: constructing a decoder costs more than decoding a line.
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  const decode = (bytes: Uint8Array): string => (decoder ??= new TextDecoder(name, { ignoreBOM: true })).decode(bytes);
  return { name, scripts, decode };
}

/**
 * The readings of a sample, most likely first. Candidates after a settled one are left out; `allowed` null means all encodings.
 * `asWords` also judges short text by its words; the sample must not begin or end inside a word then.
 */
export function readings(sample: Uint8Array, allowed: ReadonlySet<string> | null, asWords = false): readonly Reading[] {
  const found: Reading[] = [];
  for (const { name, scripts, decode } of CANDIDATES) {
    if (allowed !== null && !allowed.has(name)) continue;
    // Building its table takes longer than everything else here, and hardly any file needs it.
    if (name === 'euc-tw' && found.some(({ mean, chars }) => chars > 3 && mean < MAX_CERTAIN_BITS)) continue;
    if (found.some(isSettled)) break;
    const text = decode(sample);
    // In UTF-16, repeated ASCII would become repeated characters, which would be discounted.
    const tally = name.startsWith('utf-16') ? tallyOf(text, 0) : tallyOf(text);
    for (const [script, prior] of scripts) found.push(readingOf(name, script, prior, tally, asWords ? text : null));
  }
  return found.sort((a, b) => a.bits - b.bits);
}

function isSettled({ script, mean, chars, invalid }: Reading): boolean {
  return (
    (script === 'hans' || script === 'hant') && invalid === 0 && mean < MAX_CERTAIN_BITS && chars >= MIN_SETTLED_CHARS
  );
}

function readingOf(name: string, script: Script, prior: number, tally: Tally, text: string | null): Reading {
  const { ascii, units, invalid } = tally;
  const chars = name === 'shift_jis' ? tally.chars - weightOf(tally, isHalfWidth) / 2 : tally.chars;
  const costs = characterCosts(script);
  const chinese = script === 'hans' || script === 'hant';
  // Kana have the same bytes in EUC-JP and GB18030: only words tell the kanji of one from those of the other.
  const kana = script === 'ja' && name !== 'shift_jis' && weightOf(tally, isKana) * MAX_CHARS_PER_KANA >= chars;
  const judgeWords = text !== null && (chars <= MAX_WORD_CHARS || kana) && invalid === 0;
  const window = judgeWords ? nonAsciiWindow(text) : '';
  // 哈哈 is a word, but one character repeated is that in many encodings: 心 in GB2312 is 哈 in EUC-TW, which is rare.
  const chance = name === 'euc-tw' && units.length === 1 && SAME.test(window);
  const words = judgeWords && !chance ? wordGain(window, script, costs) : 0;
  const wide = name.startsWith('utf-16') ? HALF_WIDTH_IN_UTF16_PENALTY * weightOf(tally, isHalfWidth) : 0;
  const beyond = weighedCost(tally, costs) + wide - words;
  const singleNotChinese = !chinese && chars < 2 ? SINGLE_NOT_CHINESE_PENALTY : 0;
  const noKana =
    script === 'ja' && !units.some(isKana) && !units.every(isHalfWidth) ? NO_KANA_PENALTY * Math.min(chars, 12) : 0;
  const bits = ascii + beyond + prior + singleNotChinese + noKana;
  return { name, script, bits, chars, mean: chars === 0 ? 0 : beyond / chars, invalid };
}

/** A window of the text from its first non-ASCII character. Text with few distinct characters may still be long. */
function nonAsciiWindow(text: string): string {
  const start = Math.max(0, text.search(/[^\0-\x7f]/));
  return text.slice(start, start + WORD_WINDOW_UNITS);
}

/** Weighted surprise of the non-ASCII characters in bits. */
export function weighedCost({ units, weights }: Tally, costs: Uint8Array): number {
  let beyond = 0;
  for (let i = 0; i < units.length; i++) beyond += (costs[units[i] ?? 0] ?? 0) * (weights[i] ?? 0);
  return beyond / BIT;
}

/** Weight of the characters of a kind. */
function weightOf({ units, weights }: Tally, isOfKind: (unit: number) => boolean): number {
  return units.reduce((sum, unit, i) => sum + (isOfKind(unit) ? (weights[i] ?? 0) : 0), 0);
}

/** Half-width kana have one byte each in Shift_JIS and so are half as much evidence. */
function isHalfWidth(unit: number): boolean {
  return unit >= 0xff61 && unit <= 0xff9f;
}

function isKana(unit: number): boolean {
  return unit >= 0x3041 && unit <= 0x30fa;
}

/** Surprise of `[start, end)` in units of `BIT`, with every repeat counted, of ASCII and of other characters separately. */
export function surprise(
  text: string,
  start: number,
  end: number,
  costs: Uint8Array,
): { ascii: number; beyond: number; chars: number; invalid: number } {
  let ascii = 0;
  let beyond = 0;
  let chars = 0;
  let invalid = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) ascii += ASCII[unit] ?? 0;
    else {
      chars++;
      beyond += costs[unit] ?? 0;
      if (unit === 0xfffd) invalid++;
    }
  }
  return { ascii, beyond, chars, invalid };
}
