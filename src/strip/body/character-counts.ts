import type { PageLine } from '../page.ts';
import { zeros } from './column.ts';
import type { Column } from './column.ts';

/** Character counts of the lines of a page, in UTF-16 units: one number per line. */
export interface CharacterCounts {
  /** Letters, digits and Chinese characters. */
  readonly letters: Column;
  readonly han: Column;
  readonly digits: Column;
  /** Punctuation that ends a sentence or clause: 。！？；… */
  readonly stops: Column;
  readonly commas: Column;
  /** Separators between items of boilerplate: | > » · / _ */
  readonly separators: Column;
  /** Single-character function words, which are rare in headlines and menus. */
  readonly particles: Column;
  /** Number of runs of white space. */
  readonly spaces: Column;
  /** How the line ends: 2 like a sentence, 1 with a comma, colon, semicolon or dash, 0 otherwise. */
  readonly final: Column;
  /** Letters that indicate prose: those outside links, in a line of at least 8 letters with punctuation; else 0. */
  readonly prose: Column;
}

/** Classes of UTF-16 units. The last two are white space; the last one also counts as a letter. */
const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
const HAN = 3;
const PARTICLE = 4;
const STOP = 5;
const COMMA = 6;
const SEPARATOR = 7;
const SPACE = 8;
const LETTER_SPACE = 9;

const CLASSES: Uint8Array = classTable();

/** Class of each UTF-16 unit; the punctuation lists are disjoint. */
function classTable(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [from, to] of [
    [0x41, 0x5b],
    [0x61, 0x7b],
    [0xc0, 0x2000],
    [0x3040, 0xff00],
  ] as const)
    table.fill(LETTER, from, to);
  table.fill(DIGIT, 0x30, 0x3a).fill(HAN, 0x3400, 0xa000).fill(SPACE, 0x2000, 0x200b);
  for (const [unitClass, characters] of [
    [OTHER, '・'],
    [PARTICLE, '的了是在和不这這有我他她也就都着著与與'],
    [STOP, '。！？；…!?;｡．'],
    [COMMA, '，、：,:“”「」'],
    [SEPARATOR, '|｜>》»›·•/／_-—【】[]'],
    [SPACE, ' \t\n\v\f\r\u00a0\u2028\u2029\u202f\u205f\u3000'],
    [LETTER_SPACE, '\u1680\ufeff'],
  ] as const)
    for (const character of characters) table[character.charCodeAt(0)] = unitClass;
  return table;
}

/** Number of units of each class in the line counted last. */
const counts = new Uint32Array(LETTER_SPACE + 1);

function count(text: string): number {
  counts.fill(0);
  let spaces = 0;
  let before = OTHER;
  for (let i = 0; i < text.length; i++) {
    const unitClass = CLASSES[text.charCodeAt(i)] ?? OTHER;
    counts[unitClass] = (counts[unitClass] ?? 0) + 1;
    if (unitClass >= SPACE && before < SPACE) spaces++;
    before = unitClass;
  }
  return spaces;
}

/** Counts the characters of lines, in one pass over each. */
export function countsOf(lines: readonly Pick<PageLine, 'text' | 'features'>[]): CharacterCounts {
  const found = noCounts(lines.length);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line !== undefined) measure(line, found, i);
  }
  return found;
}

function noCounts(size: number): CharacterCounts {
  return {
    letters: zeros(size),
    han: zeros(size),
    digits: zeros(size),
    stops: zeros(size),
    commas: zeros(size),
    separators: zeros(size),
    particles: zeros(size),
    spaces: zeros(size),
    final: zeros(size),
    prose: zeros(size),
  };
}

/** Writes the counts of line `at`. */
function measure({ text, features }: Pick<PageLine, 'text' | 'features'>, found: CharacterCounts, at: number): void {
  found.spaces[at] = count(text);
  const of = (unitClass: number): number => counts[unitClass] ?? 0;
  const han = of(HAN) + of(PARTICLE);
  const letters = han + of(DIGIT) + of(LETTER) + of(LETTER_SPACE);
  const free = Math.max(0, 1 - features.linkLength / Math.max(1, text.length));
  found.letters[at] = letters;
  found.han[at] = han;
  found.digits[at] = of(DIGIT);
  found.stops[at] = of(STOP);
  found.commas[at] = of(COMMA);
  found.separators[at] = of(SEPARATOR);
  found.particles[at] = of(PARTICLE);
  found.final[at] = finalOf(text);
  found.prose[at] = of(STOP) + of(COMMA) > 0 && letters >= 8 ? letters * free : 0;
}

const CLOSERS = '。！？…!?.｡”’」』）)~～';
const HALFWAY = '，、：；,:;—';

function finalOf(text: string): number {
  const last = text.slice(-1);
  if (last === '') return 0;
  return CLOSERS.includes(last) ? 2 : HALFWAY.includes(last) ? 1 : 0;
}
