import type { OwnWords } from './decode-graph.ts';
import { isHanUnit } from './language-model.ts';
import { lineSpans } from './lines.ts';
import { simplifyCharacters } from './simplify.ts';

const LONGEST = 4;
/** What is enough to know a text by, in UTF-16 units. */
const ENOUGH = 60_000;
const SHARE = 0.3;

/** Sequences of two to four Han characters that the text has in a line that is not `damaged`, or twice elsewhere, and its frequent characters, as words with the cost of their frequency there. */
export function ownWords(text: string, damaged: RegExp): OwnWords {
  const plain = simplifyCharacters(text.slice(0, ENOUGH));
  const lines = lineSpans(plain);
  let line = 0;
  const weights = lines.map((span) => (damaged.test(plain.slice(span.start, span.end)) ? 1 : 2));
  const counts = new Map<string, number>();
  let han = 0;
  for (let i = 0; i < plain.length; i++) {
    if (i >= (lines[line]?.next ?? Infinity)) line++;
    if (!isHanUnit(plain.charCodeAt(i))) continue;
    han++;
    for (let length = 1; length <= LONGEST && isHanUnit(plain.charCodeAt(i + length - 1)); length++) {
      const word = plain.slice(i, i + length);
      counts.set(word, (counts.get(word) ?? 0) + (weights[line] ?? 1));
    }
  }
  const own = new Map<string, { cost: number; next: Set<number> }>();
  const entry = (word: string): { cost: number; next: Set<number> } => {
    const made = own.get(word) ?? { cost: 0, next: new Set<number>() };
    own.set(word, made);
    return made;
  };
  for (const [word, count] of counts) {
    if (count < (word.length === 1 ? 6 : 2)) continue;
    entry(word).cost = -Math.log((SHARE * count) / 2 / (han + 100));
    for (let length = 0; length < word.length; length++) entry(word.slice(0, length)).next.add(word.charCodeAt(length));
  }
  return own;
}
