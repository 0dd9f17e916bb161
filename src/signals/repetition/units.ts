import { readUnits } from '../../text/utf16.ts';
import { DIGIT, IDEOGRAPH, KANA_OR_HANGUL, kindTable, LATIN, OTHER_LETTER } from '../characters.ts';
import { buffer } from './buffers.ts';

/**
 * The units of n-grams: each Han character, kana or Hangul syllable, and each run of other letters and digits. White space and
 * punctuation are none.
 */
export interface Units {
  /** Equal for equal units, spread over 32 bits. */
  readonly ids: Int32Array;
  /** Number of characters before each unit; one more entry than there are units. */
  readonly starts: Int32Array;
  readonly count: number;
}

const SINGLE = IDEOGRAPH | KANA_OR_HANGUL;
const IN_WORD = DIGIT | LATIN | OTHER_LETTER;
const HASH_BASIS = 0x811c9dc5;
const HASH_PRIME = 0x01000193;
/** Odd, so that different units stay different: spreads code units over all bits of their ids. */
const SPREAD = 0x9e3779b1;

/** The units of a text. The arrays are valid until the next call. */
export function unitsOf(text: string): Units {
  return readUnits(text, (codes) => unitsIn(codes, text.length));
}

function unitsIn(codes: Uint16Array, length: number): Units {
  const kinds = kindTable();
  const ids = buffer('ids', length + 1);
  const starts = buffer('starts', length + 1);
  let [count, total] = [0, 0];
  for (let i = 0; i < length; i++) {
    const code = codes[i] ?? 0;
    const kind = kinds[code] ?? 0;
    if ((kind & SINGLE) !== 0) {
      const low = code >= 0xd840 && code < 0xd8c0 ? (codes[++i] ?? 0) : 0;
      ids[count] = Math.imul((low << 16) | code, SPREAD);
      starts[count++] = total++;
    } else if ((kind & IN_WORD) !== 0) {
      starts[count] = total;
      let word = HASH_BASIS;
      for (; i < length && ((kinds[codes[i] ?? 0] ?? 0) & IN_WORD) !== 0; i++, total++)
        word = Math.imul(word ^ (codes[i] ?? 0), HASH_PRIME);
      ids[count++] = Math.imul(word, SPREAD);
      i--;
    }
  }
  starts[count] = total;
  return { ids, starts, count };
}
