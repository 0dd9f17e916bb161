/** One place where a line's text stands in the body. */
interface Hit {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** Shortest line that is looked for inside lines of the body, in letters; a shorter one has to be a whole line there. */
const LONG = 8;
/** Most places of one line that are thought of. */
const MOST = 6;

/** Letters and digits only. */
export function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

/** For each line of a page the share of it that is in the body, from 0 to 1: the longest way through page and body in which lines come in the same order. */
export function labelsOf(lines: readonly string[], body: string): Float32Array {
  const texts = lines.map(bare);
  const parts = body.split('\n').map(bare);
  const whole = parts.join('');
  const ends = new Set<number>([0]);
  let end = 0;
  for (const part of parts) ends.add((end += part.length));
  const hits = texts.flatMap((text, line) => hitsOf(text, line, whole, ends));
  const labels = new Float32Array(lines.length);
  for (const { line, from, to } of longestWay(hits))
    labels[line] = Math.min(1, (to - from) / (texts[line]?.length ?? 1));
  return labels;
}

function hitsOf(text: string, line: number, whole: string, ends: ReadonlySet<number>): readonly Hit[] {
  const hits: Hit[] = [];
  if (text === '') return hits;
  for (let from = whole.indexOf(text); from >= 0 && hits.length < MOST; from = whole.indexOf(text, from + 1))
    if (text.length >= LONG || (ends.has(from) && ends.has(from + text.length)))
      hits.push({ line, from, to: from + text.length });
  return hits.length > 0 || text.length < 2 * LONG ? hits : partial(text, line, whole);
}

/** Where pieces of a line of which not all is there stand, if they make up a good part of it. */
function partial(text: string, line: number, whole: string): readonly Hit[] {
  let [at, found, first, last] = [0, 0, -1, -1];
  for (let i = 0; i + LONG <= text.length; i += LONG) {
    const place = whole.indexOf(text.slice(i, i + LONG), at);
    if (place < 0) continue;
    if (first < 0) first = place;
    at = last = place + LONG;
    found += LONG;
  }
  return found * 3 < text.length ? [] : [{ line, from: first, to: Math.min(last, first + text.length) }];
}

/** Hits of which each begins behind the one before, with the most letters in all. Patience with a Fenwick tree over where they end. */
function longestWay(hits: readonly Hit[]): readonly Hit[] {
  const best: { sum: number; hit: number }[] = [];
  const before: number[] = [];
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
    before[i] = from.hit;
    waiting.push({ at: hit.to + 1, sum: from.sum + (hit.to - hit.from), hit: i });
  });
  waiting.forEach(({ at, sum, hit }) => {
    raise(best, at, size, sum, hit);
  });
  const way: Hit[] = [];
  for (let i = highest(best, size - 1).hit; i >= 0; i = before[i] ?? -1) way.push(...hits.slice(i, i + 1));
  return way.reverse();
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
