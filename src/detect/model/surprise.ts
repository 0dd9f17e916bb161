import { BIT, characterCosts } from './character-costs.ts';
import type { Script } from './character-costs.ts';
import { decodeEucTw } from '../codecs/euc-tw.ts';

/** How well bytes read as text of a language in an encoding. */
export interface Reading {
  readonly name: string;
  readonly script: Script;
  /** Surprise of the whole sample in bits, prior included: the lower the better, to be compared between readings of the same bytes. */
  readonly bits: number;
  /** Characters beyond ASCII. */
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
  candidate('gb18030', [['hans', 0], ['hant', 6], ['ja', 14]]), // prettier-ignore
  candidate('big5', [['hant', 1], ['hans', 14]]), // prettier-ignore
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
const KANA = /[\u3041-\u30fa]/;
const ASCII = asciiCosts();

function candidate(name: string, scripts: Candidate['scripts']): Candidate {
  // Kept: making one costs more than decoding a line.
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  const decode = (bytes: Uint8Array): string => (decoder ??= new TextDecoder(name, { ignoreBOM: true })).decode(bytes);
  return { name, scripts, decode };
}

/** The readings of the sample, the likeliest first, all unless one of the first settles it; `allowed` null means all encodings. */
export function readings(sample: Uint8Array, allowed: ReadonlySet<string> | null): readonly Reading[] {
  const found: Reading[] = [];
  for (const { name, scripts, decode } of CANDIDATES) {
    if (allowed !== null && !allowed.has(name)) continue;
    // Its table takes longer to make than everything else here, and hardly any file needs it.
    if (name === 'euc-tw' && found.some(({ mean, chars }) => chars > 3 && mean < CERTAIN)) continue;
    if (found.some(isSettled)) break;
    const text = decode(sample);
    for (const [script, prior] of scripts) found.push(readingOf(name, script, prior, text));
  }
  return found.sort((a, b) => a.bits - b.bits);
}

function isSettled({ script, mean, chars, invalid }: Reading): boolean {
  return (script === 'hans' || script === 'hant') && invalid === 0 && mean < CERTAIN && chars >= SETTLED;
}

function readingOf(name: string, script: Script, prior: number, text: string): Reading {
  const { ascii, beyond, chars, invalid } = surprise(text, 0, text.length, characterCosts(script));
  const odd = script === 'ja' && !KANA.test(text) ? NO_KANA * Math.min(chars, 12) : 0;
  const bits = (ascii + beyond) / BIT + prior + odd;
  return { name, script, bits, chars, mean: chars === 0 ? 0 : beyond / BIT / chars, invalid };
}

/** Surprise of text `[start, end)` in units of `BIT`: of its ASCII, and of what is beyond. */
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

/** ASCII tells encodings apart only where another would have swallowed it, and where it is no text. */
function asciiCosts(): Uint8Array {
  const costs = new Uint8Array(0x80).fill(5 * BIT);
  costs.fill(20 * BIT, 0, 0x20);
  for (const white of [9, 10, 12, 13]) costs[white] = 5 * BIT;
  costs[0x7f] = 20 * BIT;
  return costs;
}
