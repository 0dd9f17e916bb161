import { doubleByte } from './gbk.ts';
import { isHanUnit, simplified } from './language-model.ts';

const ODD: readonly (readonly [number, number])[] = [
  [0x391, 0x451],
  [0x2190, 0x22ff],
  [0x2500, 0x25ff],
  [0x3021, 0x312f],
  [0x3220, 0x33ff],
  [0xe000, 0xf8ff],
  [0xfe30, 0xfe6f],
];
let rare: Uint8Array | undefined;

const RARE = 1;
/** Kana, Greek, Cyrillic, box drawing …: odd where they stand alone among Han, ordinary in rows. */
const FOREIGN = 2;

/** RARE for each UTF-16 unit that is Han and whose simplified form is not among the 3,755 common ones of GB 2312, level 1. */
function table(): Uint8Array {
  if (rare) return rare;
  const { pairs } = doubleByte('gbk');
  rare = new Uint8Array(0x10000);
  for (let unit = 0x3400; unit < 0xa000; unit++) {
    const pair = pairs[simplified(unit)] ?? 0;
    const common = pair >= 0xb0a1 && pair <= 0xd7f9 && (pair & 0xff) >= 0xa1;
    if (isHanUnit(unit) && !common) rare[unit] = RARE;
  }
  for (const [from, to] of ODD) rare.fill(FOREIGN, from, to + 1);
  return rare;
}

/** True if a rare Han character stands in the text. */
export function hasRare(text: string): boolean {
  const flags = table();
  for (let i = 0; i < text.length; i++) if (flags[text.charCodeAt(i)] === RARE) return true;
  return false;
}

/** RARE or FOREIGN for what is no common character in the other set: it speaks against a misreading. */
const UNFIT = 4;
const crowds = new Map<string, Uint8Array>();

function crowdTable(read: 'gbk' | 'big5', low: number, high: number): Uint8Array {
  const known = crowds.get(read);
  if (known) return known;
  const { pairs } = doubleByte(read);
  const flags = table().map((flag, unit) => {
    const lead = (pairs[unit] ?? 0) >> 8;
    return flag === 0 || (lead >= low && lead <= high) ? flag : flag + UNFIT;
  });
  crowds.set(read, flags);
  return flags;
}

/** As `hasRareCrowd` if every rare character fitted: false spares honest text the tables of the other sets. */
function mayCrowd(text: string): boolean {
  const flags = table();
  let level = 0;
  for (let i = 0; i < text.length; i++) {
    if (flags[text.charCodeAt(i)] !== 0) level += 3;
    else if (level > 0) level--;
    if (level >= 8) return true;
  }
  return false;
}

/**
 * True if somewhere rare characters crowd whose bytes in `read` are those of common characters in the other set: first bytes
 * from `low` to `high`, always the same for one set.
 */
export function hasRareCrowd(text: string, read: 'gbk' | 'big5', low: number, high: number): boolean {
  if (!mayCrowd(text)) return false;
  const flags = crowdTable(read, low, high);
  let level = 0;
  let foreign = 0;
  for (let i = 0; i < text.length; i++) {
    const flag = flags[text.charCodeAt(i)] ?? 0;
    if (flag === 0) {
      foreign = 0;
      if (level > 0) level--;
      continue;
    }
    foreign = flag % UNFIT === FOREIGN ? foreign + 1 : 0;
    level = Math.max(0, level + (flag < UNFIT && foreign < 3 ? 3 : -4));
    if (level >= 8) return true;
  }
  return false;
}
