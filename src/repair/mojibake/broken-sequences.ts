import { isMark } from './lost-bytes.ts';
import { bytesBehind } from './misreading-lattice.ts';
import { isRareAt } from './rare-han.ts';

/** Sets of how many tail bytes a sequence of UTF-8 may still need, as bits: bit 0 between characters. */
const BETWEEN = 1;
const ANY = 0b1111;

/**
 * Offsets in a line of UTF-8 read as GBK before which a pair may have been dropped without a mark: there the bytes do not go on as
 * UTF-8, whatever the marks before stand for. A character whose bytes are not of UTF-8 is not misread, and breaks nothing.
 */
export function brokenSequences(line: string): ReadonlySet<number> {
  const broken = new Set<number>();
  let needs = BETWEEN;
  for (let i = 0; i < line.length; i++) {
    const unit = line.charCodeAt(i);
    if (isMark(unit, 'gbk')) {
      needs = behindMark(needs);
      continue;
    }
    const bytes = unit === EURO ? [0x80] : (bytesBehind(line, i, 'gbk')[0] ?? []);
    if (bytes.length === 0 || !bytes.every(isOfUtf8)) {
      if ((needs & BETWEEN) === 0) broken.add(i);
      needs = BETWEEN;
      continue;
    }
    const next = bytes.reduce(behindByte, needs);
    // A common character may be one that was not misread.
    if ((needs & BETWEEN) === 0 && !isRareAt(line, i)) broken.add(i);
    if (next === 0) {
      broken.add(i);
      // The byte alone fits in any sequence: what is missing may be before it.
      if (line.charCodeAt(i - 1) === EURO) broken.add(i - 1);
    }
    needs = next === 0 ? bytes.reduce(behindByte, ANY) : next;
  }
  if ((needs & BETWEEN) === 0) broken.add(line.length);
  return broken;
}

const EURO = 0x20ac;

function isOfUtf8(byte: number): boolean {
  return byte < 0xc0 || (byte > 0xc1 && byte < 0xf5);
}

function behindByte(needs: number, byte: number): number {
  if (byte < 0x80) return needs & BETWEEN;
  if (byte < 0xc0) return needs >> 1;
  if ((needs & BETWEEN) === 0) return 0;
  return byte < 0xe0 ? 0b10 : byte < 0xf0 ? 0b100 : 0b1000;
}

/** A mark stands for a byte, for a pair, or for a byte left over at the end of what is misread. */
function behindMark(needs: number): number {
  const one = behindAny(needs);
  return one | behindAny(one) | BETWEEN;
}

function behindAny(needs: number): number {
  return (needs >> 1) | ((needs & BETWEEN) === 0 ? 0 : 0b1110);
}
