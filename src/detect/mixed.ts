import { isUtf8 } from 'node:buffer';
import { BIT, characterCosts } from './character-costs.ts';
import type { Script } from './character-costs.ts';
import { asBuffer, decodeAs } from './codec.ts';
import { readings, surprise } from './likelihood.ts';
import { utf8Evidence } from './utf-8.ts';

/** The scripts a line in an encoding may be in. Only these encodings are looked through for lines in another one. */
const SCRIPTS: Readonly<Record<string, readonly Script[]>> = {
  'utf-8': ['hans', 'hant'],
  gb18030: ['hans', 'hant'],
  big5: ['hant'],
};
/** Mean surprise in bits of a character of a line that is in the encoding it is read in. */
const LIKELY = 11;
const LIKELY_AT_MOST = 12;
/** Bits a character by which another encoding must read better, and in all. */
const BETTER_MEAN = 2;
const BETTER = 24;

/** Lines in a row that share an encoding. */
export interface Stretch {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The bytes as stretches of lines, most of them in encoding `name`, whose text (in `name` alone) is given;
 * null if there is no line that is clearly in another encoding.
 */
export function stretchesOf(name: string, bytes: Uint8Array, text: string): readonly Stretch[] | null {
  const scripts = SCRIPTS[name];
  if (scripts === undefined) return null;
  const doubtful = name === 'utf-8' ? invalidLines(text) : doubtfulLines(text, scripts);
  if (doubtful.size === 0) return null;
  const stretches: Stretch[] = [];
  let start = 0;
  let found = false;
  let line = 0;
  for (const end of lineEnds(bytes)) {
    const slice = bytes.subarray(start, end);
    const other = doubtful.has(line) ? otherEncoding(name, scripts, slice) : null;
    found ||= other !== null;
    add(stretches, other ?? name, bytes, start, end);
    start = end;
    line++;
  }
  return found ? stretches : null;
}

function add(stretches: Stretch[], name: string, bytes: Uint8Array, start: number, end: number): void {
  const last = stretches.at(-1);
  if (last?.name !== name) stretches.push({ name, bytes: bytes.subarray(start, end) });
  else {
    const from = last.bytes.byteOffset - bytes.byteOffset;
    stretches[stretches.length - 1] = { name, bytes: bytes.subarray(from, end) };
  }
}

/** Every line feed ends a line in these encodings, in the bytes as in the text. */
function* lineEnds(bytes: Uint8Array): Generator<number> {
  const buffer = asBuffer(bytes);
  for (let at = buffer.indexOf(10); at >= 0; at = buffer.indexOf(10, at + 1)) yield at + 1;
  yield bytes.length;
}

function invalidLines(text: string): ReadonlySet<number> {
  const lines = new Set<number>();
  let line = 0;
  let start = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', start)) {
    for (let feed = text.indexOf('\n', start); feed >= 0 && feed < at; feed = text.indexOf('\n', feed + 1)) line++;
    lines.add(line);
    const feed = text.indexOf('\n', at);
    if (feed < 0) break;
    start = feed + 1;
    line++;
  }
  return lines;
}

/** Lines that cost more than another encoding could save, in every script; one pass over the text for each, as this looks at whole files. */
function doubtfulLines(text: string, scripts: readonly Script[]): ReadonlySet<number> {
  const sets = scripts.map((script) => doubtfulIn(text, characterCosts(script)));
  return sets.reduce((all, some) => new Set([...all].filter((line) => some.has(line))));
}

function doubtfulIn(text: string, costs: Uint8Array): ReadonlySet<number> {
  const lines = new Set<number>();
  let line = 0;
  let beyond = 0;
  let chars = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) {
      beyond += costs[unit] ?? 0;
      chars++;
    } else if (unit === 10) {
      if (beyond > BIT * (LIKELY * chars + BETTER)) lines.add(line);
      beyond = chars = 0;
      line++;
    }
  }
  if (beyond > BIT * (LIKELY * chars + BETTER)) lines.add(line);
  return lines;
}

/** The encoding in which a line reads clearly better, or null. */
function otherEncoding(name: string, scripts: readonly Script[], line: Uint8Array): string | null {
  if (name !== 'utf-8' && isUtf8(asBuffer(line))) return utf8Evidence(line).long >= 2 ? 'utf-8' : null;
  const [best] = readings(line, OTHERS);
  if (best === undefined || best.name === name || best.invalid * 20 > best.chars) return null;
  const own = ownBits(name, scripts, line);
  const worse = own.bits - best.bits;
  return worse > BETTER && own.mean - best.mean > BETTER_MEAN && best.mean <= LIKELY_AT_MOST ? best.name : null;
}

const OTHERS: ReadonlySet<string> = new Set(['gb18030', 'big5', 'euc-jp', 'shift_jis', 'euc-kr']);

function ownBits(name: string, scripts: readonly Script[], line: Uint8Array): { bits: number; mean: number } {
  const text = decodeAs(name, line);
  const costs = scripts.map((script) => {
    const { ascii, beyond, chars } = surprise(text, 0, text.length, characterCosts(script));
    return { bits: (ascii + beyond) / BIT, mean: beyond / BIT / chars };
  });
  return costs.reduce((best, next) => (next.bits < best.bits ? next : best));
}
