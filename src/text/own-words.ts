import type { OwnWords } from './decode-graph.ts';
import { isHanUnit } from './language-model.ts';
import { simplifyCharacters } from './simplify.ts';

const LONGEST = 4;
const SHARE = 0.3;

/** Sequences of two to four Han characters that a text has at least twice, as words with the cost of their frequency there. */
export function ownWords(text: string): OwnWords {
  const plain = simplifyCharacters(text);
  const counts = new Map<string, number>();
  let han = 0;
  for (let i = 0; i < plain.length; i++) {
    if (!isHanUnit(plain.charCodeAt(i))) continue;
    han++;
    for (let length = 2; length <= LONGEST && isHanUnit(plain.charCodeAt(i + length - 1)); length++) {
      const word = plain.slice(i, i + length);
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const own = new Map<string, { cost: number; next: Set<number> }>();
  const entry = (word: string): { cost: number; next: Set<number> } => {
    const made = own.get(word) ?? { cost: 0, next: new Set<number>() };
    own.set(word, made);
    return made;
  };
  for (const [word, count] of counts) {
    if (count < 2) continue;
    entry(word).cost = -Math.log((SHARE * count) / (han + 100));
    for (let length = 0; length < word.length; length++) entry(word.slice(0, length)).next.add(word.charCodeAt(length));
  }
  return own;
}
