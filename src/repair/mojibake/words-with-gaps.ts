import { textCost } from '../decoder/language-model.ts';
import { bytesBehind } from './misreading-lattice.ts';
import type { Misreading } from './misreading-lattice.ts';
import { distinctShare, likeliest } from './readings.ts';
import { isInOrderOf } from './table-order.ts';
import { undoMisreading } from './undo-misreading.ts';
import { isOfHan, opensHan } from './utf8-of-han.ts';

/** Two to twelve Han characters, and others that stand among them in a misreading. */
const WORD = /[\u0391-\u0451\u20ac\u2100-\u33ff\u4e00-\u9fff\uff01-\uffe5]{2,12}/g;
const MISREADING: Misreading = { written: 'utf-8', read: 'gbk' };
/** Least gain in nats: of 207,000 words of a dictionary, 10,000 lines of messages and 20,000 words of random Han one gains 6. */
const LEAST_GAIN = 8;

/** Whether a word of a line is UTF-8 read as GBK by a reader that dropped bytes: `涓枃` is 中文. Too little is known of it to repair it. */
export function hasWordWithGaps(line: string): boolean {
  const words = new Set(line.match(WORD));
  return [...words]
    .map(withoutBeginning)
    .some((word) => mayBeUtf8(word) && !isInOrderOf(word, 'gbk') && gainOf(word) >= LEAST_GAIN);
}

/** Without the beginning of a full-width sign (`，`, `！`) whose last byte is lost with what follows. */
function withoutBeginning(word: string): string {
  return word.replace(SIGN_BEGINNING, '');
}

/** EF BC and EF BD, read as GBK. */
const SIGN_BEGINNING = /[锛锝]$/;

/** Whether all bytes are those of UTF-8 of three bytes, and a first one comes first. */
function mayBeUtf8(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const bytes = word[i] === '€' ? [0x80] : (bytesBehind(word, i, 'gbk')[0] ?? []);
    if (bytes.length === 0 || !bytes.every(isOfHan) || (i === 0 && !opensHan(bytes[0] ?? 0))) return false;
  }
  return true;
}

function gainOf(word: string): number {
  const edits = undoMisreading(word, MISREADING, () => true, true, 'little');
  const [edit] = edits;
  if (edit === undefined || edits.length > 1 || edit.old.length < word.length) return 0;
  return (likeliest(word) - textCost(edit.new)) * distinctShare(word);
}
