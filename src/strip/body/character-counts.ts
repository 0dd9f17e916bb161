import type { PageLine } from '../page.ts';

/** What can be counted in a line. Counts are in UTF-16 units. */
export interface Measure {
  /** Letters, digits and Chinese characters. */
  readonly letters: number;
  readonly han: number;
  readonly digits: number;
  /** Marks that end a sentence or a clause of it: 。！？；… */
  readonly stops: number;
  readonly commas: number;
  /** Marks that stand between items of furniture: | > » · / _ */
  readonly separators: number;
  /** Characters that hold sentences together and are rare in headlines and menus. */
  readonly particles: number;
  /** Stretches of white space. */
  readonly spaces: number;
  /** How the line ends: 2 as a sentence does, 1 with a comma, colon or semicolon, 0 otherwise. */
  readonly final: number;
  /** Letters that speak for prose: those outside links, in a line with a mark of punctuation. */
  readonly prose: number;
}

/** Kinds of UTF-16 units. The last two are white space; the last one counts as a letter too. */
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

const KINDS: Uint8Array = kinds();

/** The kind of each UTF-16 unit; the lists of marks have none in common. */
function kinds(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const [from, to] of [
    [0x41, 0x5b],
    [0x61, 0x7b],
    [0xc0, 0x2000],
    [0x3040, 0xff00],
  ] as const)
    table.fill(LETTER, from, to);
  table.fill(DIGIT, 0x30, 0x3a).fill(HAN, 0x3400, 0xa000).fill(SPACE, 0x2000, 0x200b);
  for (const [kind, characters] of [
    [OTHER, '・'],
    [PARTICLE, '的了是在和不这這有我他她也就都着著与與'],
    [STOP, '。！？；…!?;｡．'],
    [COMMA, '，、：,:“”「」'],
    [SEPARATOR, '|｜>》»›·•/／_-—【】[]'],
    [SPACE, ' \t\n\v\f\r\u00a0\u2028\u2029\u202f\u205f\u3000'],
    [LETTER_SPACE, '\u1680\ufeff'],
  ] as const)
    for (const character of characters) table[character.charCodeAt(0)] = kind;
  return table;
}

/** How many units of each kind there are in a line, and stretches of white space. */
const counts = new Uint32Array(LETTER_SPACE + 1);

function count(text: string): number {
  counts.fill(0);
  let spaces = 0;
  let before = OTHER;
  for (let i = 0; i < text.length; i++) {
    const kind = KINDS[text.charCodeAt(i)] ?? OTHER;
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (kind >= SPACE && before < SPACE) spaces++;
    before = kind;
  }
  return spaces;
}

/** Counts what a line is made of, in one pass. */
export function measure({ text, features }: PageLine): Measure {
  const spaces = count(text);
  const of = (kind: number): number => counts[kind] ?? 0;
  const han = of(HAN) + of(PARTICLE);
  const letters = han + of(DIGIT) + of(LETTER) + of(LETTER_SPACE);
  const free = Math.max(0, 1 - features.linkLength / Math.max(1, text.length));
  return {
    letters,
    han,
    digits: of(DIGIT),
    stops: of(STOP),
    commas: of(COMMA),
    separators: of(SEPARATOR),
    particles: of(PARTICLE),
    spaces,
    final: finalOf(text),
    prose: of(STOP) + of(COMMA) > 0 && letters >= 8 ? letters * free : 0,
  };
}

const CLOSERS = '。！？…!?.｡”’」』）)~～';
const HALFWAY = '，、：；,:;—';

function finalOf(text: string): number {
  const last = text.slice(-1);
  if (last === '') return 0;
  return CLOSERS.includes(last) ? 2 : HALFWAY.includes(last) ? 1 : 0;
}
