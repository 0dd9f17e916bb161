import { doubleByte, visitPairs } from '../decoder/double-byte.ts';
import { visitCharacterPairs } from '../../text/han-classes.ts';
import { isHanUnit } from '../decoder/language-model.ts';

const FOREIGN_RANGES: readonly (readonly [number, number])[] = [
  [0x391, 0x451],
  [0x2190, 0x22ff],
  [0x2500, 0x25ff],
  [0x3021, 0x312f],
  [0x3220, 0x33ff],
  [0xfe30, 0xfe6f],
];
/** Rows and cells of level 1 of GB 2312. */
const LEVEL_1 = [[0xb0, 0xd7]] as const;
const CELLS = [[0xa1, 0xfe]] as const;
let rare: Uint8Array | undefined;

export const RARE = 1;
/** Kana, Greek, Cyrillic, box drawing …: odd alone among Han, ordinary in rows. */
export const FOREIGN = 2;

/** Flags by UTF-16 code unit: RARE for private use, and for Han whose simplified form is not among the 3,755 of GB 2312 level 1; FOREIGN for the ranges above. */
export function rareUnits(): Uint8Array {
  if (rare) return rare;
  const common = new Uint8Array(0x10000);
  const flags = new Uint8Array(0x10000)
    .fill(RARE, 0x3400, 0x4dc0)
    .fill(RARE, 0x4e00, 0xa000)
    .fill(RARE, 0xe000, 0xf900);
  visitPairs('gbk', LEVEL_1, CELLS, (unit) => {
    common[unit] = 1;
    flags[unit] = 0;
  });
  visitCharacterPairs((unit, form) => {
    if (isHanUnit(unit)) flags[unit] = common[form > 0xffff ? unit : form] === 1 ? 0 : RARE;
  });
  for (const [from, to] of FOREIGN_RANGES) flags.fill(FOREIGN, from, to + 1);
  rare = flags;
  return flags;
}

/** True if the text has a rare Han or private-use character. */
export function hasRare(text: string): boolean {
  const flags = rareUnits();
  for (let i = 0; i < text.length; i++) if (flags[text.charCodeAt(i)] === RARE) return true;
  return false;
}

/** Added to RARE or FOREIGN if the bytes are no common character of the other encoding: evidence against a misreading. */
const UNFIT = 4;
/** Start of the row of marks in both encodings; Big5 has its marks in cells that GBK uses for private use. */
const MARKS_START = 0xa140;
/** Lead bytes of the common characters of the other encoding: level 1 of Big5 behind GBK, and of GB 2312 behind Big5. */
const COMMON_LEADS = { gbk: [0xa4, 0xc6], big5: [0xb0, 0xd7] } as const;
const clusterTables = new Map<string, Uint8Array>();

function clusterTable(read: 'gbk' | 'big5'): Uint8Array {
  const known = clusterTables.get(read);
  if (known) return known;
  const { pairs } = doubleByte(read);
  const [low, high] = COMMON_LEADS[read];
  const flags = rareUnits().map((flag, unit) => {
    const pair = pairs[unit] ?? 0;
    const fits = (pair >= low << 8 && pair < (high + 1) << 8) || (pair >= MARKS_START && pair < MARKS_START + 0x60);
    return flag === 0 || fits ? flag : flag + UNFIT;
  });
  clusterTables.set(read, flags);
  return flags;
}

/** True if the character at an offset is rare. */
export function isRareAt(text: string, at: number): boolean {
  return rareUnits()[text.charCodeAt(at)] === RARE;
}

/** Number of rare characters in `[start, end)`, counted as far as `most`. */
export function countRare(text: string, start: number, end: number, most: number): number {
  const flags = rareUnits();
  let rare = 0;
  for (let i = start; i < end && rare < most; i++) if (flags[text.charCodeAt(i)] === RARE) rare++;
  return rare;
}

/** Whether two characters in `[start, end)` that follow each other are rare. */
export function hasRarePairIn(text: string, start: number, end: number): boolean {
  const flags = rareUnits();
  // Two steps at a time: of two that follow each other one stands at an odd place.
  for (let i = start + 1; i < end; i += 2) {
    if (flags[text.charCodeAt(i)] !== RARE) continue;
    if (flags[text.charCodeAt(i - 1)] === RARE || (i + 1 < end && flags[text.charCodeAt(i + 1)] === RARE)) return true;
  }
  return false;
}

/** As `hasRareCluster`, but counting every rare character: if false, the tables of the other encodings need not be built. */
function clusters(text: string, start: number, end: number): boolean {
  const flags = rareUnits();
  let level = 0;
  for (let i = start; i < end; i++) {
    if (flags[text.charCodeAt(i)] !== 0) level += 3;
    else if (level > 0) level--;
    if (level >= MIN_LEVEL) return true;
  }
  return false;
}

/** Level that a cluster reaches: three rare characters in a row, or more among common ones. */
export const MIN_LEVEL = 8;
/** Rare characters against a misreading that prove nothing: of a long line that was misread, one in ten, and by chance more. */
const FREE_UNFIT = 16;
/** What twice as many of them add to the level asked for: chance then makes a row of fitting ones that is a character longer. */
const LEVEL_PER_DOUBLING = 4;

/**
 * True if rare characters cluster in `[start, end)` whose bytes in `read` are those of common characters in the other encoding. Where many others
 * are not, as in a list of characters, only a cluster counts that is longer than chance would make it.
 */
export function hasRareCluster(text: string, start: number, end: number, read: 'gbk' | 'big5'): boolean {
  if (!clusters(text, start, end)) return false;
  const flags = clusterTable(read);
  let [level, highest, foreign, unfit] = [0, 0, 0, 0];
  for (let i = start; i < end; i++) {
    const flag = flags[text.charCodeAt(i)] ?? 0;
    if (flag === 0) {
      foreign = 0;
      if (level > 0) level--;
      continue;
    }
    if (flag > UNFIT) unfit++;
    foreign = flag % UNFIT === FOREIGN ? foreign + 1 : 0;
    level = Math.max(0, level + (flag < UNFIT && foreign < 3 ? 3 : -4));
    if (level > highest) highest = level;
  }
  return highest >= MIN_LEVEL + LEVEL_PER_DOUBLING * Math.max(0, Math.log2(unfit / FREE_UNFIT));
}
