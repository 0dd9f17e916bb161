/** Length of the text compared on either side, in UTF-16 units. */
const WINDOW = 400;
/**
 * Minimum share of the bigrams of the smaller side that the other side has too. On labelled pages four fifths of the places inside an
 * article reach it, but only one in ten of the places where an article ends and comments, notices or other articles begin.
 */
const SHARED = 0.08;

/** Whether two runs of lines, each ordered outward from the place between them, are on one subject. */
export function isOneSubject(before: readonly string[], after: readonly string[]): boolean {
  const [one, other] = [pairsIn(before), pairsIn(after)];
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const pair of small) if (large.has(pair)) shared++;
  return shared >= SHARED * small.size;
}

const WORD = /[a-z][a-z_]{3,}/gi;

/** Han bigrams and Latin words. */
function pairsIn(lines: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  let left = WINDOW;
  for (const line of lines) {
    const seen = line.slice(0, Math.max(0, left));
    for (let i = 0; i + 1 < seen.length; i++)
      if (isHan(seen.charCodeAt(i)) && isHan(seen.charCodeAt(i + 1))) found.add(seen.slice(i, i + 2));
    for (const [word] of seen.matchAll(WORD)) found.add(word.toLowerCase());
    left -= seen.length;
    if (left <= 0) break;
  }
  return found;
}

function isHan(unit: number): boolean {
  return unit >= 0x3400 && unit < 0xa000;
}
