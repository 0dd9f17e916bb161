import { BIT, characterCosts } from './character-costs.ts';
import type { Script } from './character-costs.ts';
import { decodeBig5Sample } from '../codecs/big5.ts';
import { decodeEucTw } from '../codecs/euc-tw.ts';
import { ASCII, tallyOf } from './tally.ts';
import type { Tally } from './tally.ts';
import { wordGain } from './words.ts';

/** How well bytes read as text of a language in an encoding. */
export interface Reading {
  readonly name: string;
  readonly script: Script;
  /** Surprise of the whole sample in bits, prior included: the lower the better, to be compared between readings of the same bytes. */
  readonly bits: number;
  /** Characters beyond ASCII, as many as count as evidence (see `tallyOf`). */
  readonly chars: number;
  /** Mean surprise of a character beyond ASCII in bits: about 9 for prose of that language, 13 and more for anything else. */
  readonly mean: number;
  /** U+FFFD made. */
  readonly invalid: number;
}

interface Candidate {
  readonly name: string;
  readonly scripts: readonly (readonly [script: Script, prior: number])[];
  readonly decode: (bytes: Uint8Array) => string;
}

/**
 * What is considered, with the bits that each costs beforehand: what scraped Chinese files are in, then their neighbours.
 * By TextDecoder where it is enough for judging: it lacks what is rare in Big5 and EUC-KR, but needs no loading.
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
/** Mean surprise in bits of a character that only the right encoding gets down to. */
const CERTAIN = 11.5;
/** So many characters that all read as Chinese so well leave nothing to compare: by chance some do, hundreds do not. */
const SETTLED = 200;
/** Bits a character that Japanese costs where there is no kana at all: Chinese names of foreign people look like it. */
const NO_KANA = 2;
/** Bits that a single character, alone or repeated, costs if it is none of Chinese: 啊 in GB2312 is 가 in EUC-KR. */
const NO_CHINESE = 6;
/** Up to so many characters are judged as words, too; more need it not. */
const FEW = 16;
/** Units of a text that are looked through for words. */
const WINDOW = 256;

function candidate(name: string, scripts: Candidate['scripts']): Candidate {
  // Kept: making one costs more than decoding a line.
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  const decode = (bytes: Uint8Array): string => (decoder ??= new TextDecoder(name, { ignoreBOM: true })).decode(bytes);
  return { name, scripts, decode };
}

/** The readings of the sample, the likeliest first, all unless one of the first settles it; `allowed` null means all encodings. A few characters are judged as words if
 * `asWords`: not where they may be parts of words. */
export function readings(sample: Uint8Array, allowed: ReadonlySet<string> | null, asWords = false): readonly Reading[] {
  const found: Reading[] = [];
  for (const { name, scripts, decode } of CANDIDATES) {
    if (allowed !== null && !allowed.has(name)) continue;
    // Its table takes longer to make than everything else here, and hardly any file needs it.
    if (name === 'euc-tw' && found.some(({ mean, chars }) => chars > 3 && mean < CERTAIN)) continue;
    if (found.some(isSettled)) break;
    const text = decode(sample);
    // Read so, repeated ASCII would be repeated characters that count for little.
    const tally = name.startsWith('utf-16') ? tallyOf(text, 0) : tallyOf(text);
    for (const [script, prior] of scripts) found.push(readingOf(name, script, prior, tally, asWords ? text : null));
  }
  return found.sort((a, b) => a.bits - b.bits);
}

function isSettled({ script, mean, chars, invalid }: Reading): boolean {
  return (script === 'hans' || script === 'hant') && invalid === 0 && mean < CERTAIN && chars >= SETTLED;
}

function readingOf(name: string, script: Script, prior: number, tally: Tally, text: string | null): Reading {
  const { ascii, units, chars, invalid } = tally;
  const costs = characterCosts(script);
  const chinese = script === 'hans' || script === 'hant';
  const words = text !== null && chinese && chars <= FEW && invalid === 0 ? wordGain(begun(text), script, costs) : 0;
  const beyond = weighedCost(tally, costs) - words;
  const alone = !chinese && chars < 2 ? NO_CHINESE : 0;
  const odd = script === 'ja' && !units.some(isKana) ? NO_KANA * Math.min(chars, 12) : 0;
  const bits = ascii + beyond + prior + alone + odd;
  return { name, script, bits, chars, mean: chars === 0 ? 0 : beyond / chars, invalid };
}

/** Where a text goes beyond ASCII: it may be long for all that, or one word again and again. */
function begun(text: string): string {
  const start = Math.max(0, text.search(/[^\0-\x7f]/));
  return text.slice(start, start + WINDOW);
}

/** Surprise of the characters beyond ASCII in bits. */
export function weighedCost({ units, weights }: Tally, costs: Uint8Array): number {
  let beyond = 0;
  for (let i = 0; i < units.length; i++) beyond += (costs[units[i] ?? 0] ?? 0) * (weights[i] ?? 0);
  return beyond / BIT;
}

function isKana(unit: number): boolean {
  return unit >= 0x3041 && unit <= 0x30fa;
}

/** Surprise of text `[start, end)` in units of `BIT`, each repeat counted: of its ASCII, and of what is beyond. */
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
