/** An occurrence of a line of the page in the body, as `[from, to)` in letters. */
interface Hit {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** Fewest letters of a line that may match inside a line of the body; a shorter one must match a whole line. */
const MIN_INNER_LETTERS = 8;
/** Most occurrences considered for one line. */
const MAX_HITS = 6;

/** The letters and digits of a text, compatibility-normalized and in lower case. */
export function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

/**
 * For each line of a page, the share of it that is in the body, 0 to 1, by the alignment of page and body that keeps the order of
 * lines and matches most letters.
 */
export function labelsOf(lines: readonly string[], body: string): Float32Array {
  const texts = lines.map(bare);
  const parts = body.split('\n').map(bare);
  const bodyText = parts.join('');
  const ends = new Set<number>([0]);
  let end = 0;
  for (const part of parts) ends.add((end += part.length));
  const hits = texts.flatMap((text, line) => hitsOf(text, line, bodyText, ends));
  const labels = new Float32Array(lines.length);
  for (const { line, from, to } of bestAlignment(hits))
    labels[line] = Math.min(1, (to - from) / (texts[line]?.length ?? 1));
  return labels;
}

function hitsOf(text: string, line: number, bodyText: string, ends: ReadonlySet<number>): readonly Hit[] {
  const hits: Hit[] = [];
  if (text === '') return hits;
  for (let from = bodyText.indexOf(text); from >= 0 && hits.length < MAX_HITS; from = bodyText.indexOf(text, from + 1))
    if (text.length >= MIN_INNER_LETTERS || (ends.has(from) && ends.has(from + text.length)))
      hits.push({ line, from, to: from + text.length });
  return hits.length > 0 || text.length < 2 * MIN_INNER_LETTERS ? hits : partialHits(text, line, bodyText);
}

/** The occurrence of a line that is only partly in the body, if at least a third of it is. */
function partialHits(text: string, line: number, bodyText: string): readonly Hit[] {
  let [at, found, first, last] = [0, 0, -1, -1];
  for (let i = 0; i + MIN_INNER_LETTERS <= text.length; i += MIN_INNER_LETTERS) {
    const place = bodyText.indexOf(text.slice(i, i + MIN_INNER_LETTERS), at);
    if (place < 0) continue;
    if (first < 0) first = place;
    at = last = place + MIN_INNER_LETTERS;
    found += MIN_INNER_LETTERS;
  }
  return found * 3 < text.length ? [] : [{ line, from: first, to: Math.min(last, first + text.length) }];
}

/**
 * The sequence of hits with the most letters in which each begins after the one before ends; a Fenwick tree over end positions
 * holds the best sums.
 */
function bestAlignment(hits: readonly Hit[]): readonly Hit[] {
  const best: { sum: number; hit: number }[] = [];
  const predecessor: number[] = [];
  const size = hits.reduce((most, hit) => Math.max(most, hit.to), 0) + 2;
  let waiting: { at: number; sum: number; hit: number }[] = [];
  let line = -1;
  hits.forEach((hit, i) => {
    if (hit.line !== line) {
      waiting.forEach(({ at, sum, hit: which }) => {
        raise(best, at, size, sum, which);
      });
      waiting = [];
      line = hit.line;
    }
    const from = highest(best, hit.from + 1);
    predecessor[i] = from.hit;
    waiting.push({ at: hit.to + 1, sum: from.sum + (hit.to - hit.from), hit: i });
  });
  waiting.forEach(({ at, sum, hit }) => {
    raise(best, at, size, sum, hit);
  });
  const alignment: Hit[] = [];
  for (let i = highest(best, size - 1).hit; i >= 0; i = predecessor[i] ?? -1) alignment.push(...hits.slice(i, i + 1));
  return alignment.reverse();
}

function raise(tree: { sum: number; hit: number }[], at: number, size: number, sum: number, hit: number): void {
  for (let i = at; i < size; i += i & -i) if (sum > (tree[i]?.sum ?? 0)) tree[i] = { sum, hit };
}

function highest(tree: readonly { sum: number; hit: number }[], at: number): { sum: number; hit: number } {
  let best = { sum: 0, hit: -1 };
  for (let i = at; i > 0; i -= i & -i)
    if ((tree[i]?.sum ?? 0) > best.sum) best = tree[i] as { sum: number; hit: number };
  return best;
}
