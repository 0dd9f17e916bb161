/** Size of the tables of pairs of characters; two pairs that fall on one place are taken for the same. */
const PLACES = 0x10000;
/** How far apart, in lines, a pair still speaks for one subject. */
const NEAR = 12;
/** Only the beginning of a line is looked at, in UTF-16 units. */
const SEEN = 200;

/** The pairs of Chinese characters of all lines, each once a line. */
export interface Pairs {
  /** Places in the table, line after line. */
  readonly places: Uint16Array;
  /** Where the pairs of each line start, and at the end where the last ones end. */
  readonly starts: Uint32Array;
}

/** For each place the last pair that fell on it, -1 for none; empty between calls. */
const lastAt = new Int32Array(PLACES).fill(-1);

export function pairsOf(shadows: readonly string[]): Pairs {
  const places = new Uint16Array(shadows.reduce((sum, { length }) => sum + Math.min(length, SEEN), 0));
  const starts = new Uint32Array(shadows.length + 1);
  let count = 0;
  shadows.forEach((shadow, line) => {
    count = addPairs(shadow, places, count);
    starts[line + 1] = count;
  });
  forget(places, count);
  return { places: places.subarray(0, count), starts };
}

/** Writes the pairs of a line behind the first `start`; returns how many there are then. */
function addPairs(shadow: string, places: Uint16Array, start: number): number {
  let count = start;
  let first = 0;
  const end = Math.min(shadow.length, SEEN);
  for (let i = 0; i < end; i++) {
    const second = shadow.charCodeAt(i);
    const chinese = second >= 0x3400 && second < 0xa000;
    if (chinese && first !== 0) {
      const place = (Math.imul(first, 0x9e37) ^ Math.imul(second, 0x79b1)) & (PLACES - 1);
      if ((lastAt[place] ?? -1) < start) {
        lastAt[place] = count;
        places[count++] = place;
      }
    }
    first = chinese ? second : 0;
  }
  return count;
}

/** Share of each line's pairs that stand in another line nearby too. */
export function sharedOf({ places, starts }: Pairs): Float64Array {
  const shared = new Uint8Array(places.length);
  const lineAt = new Uint32Array(places.length);
  for (let line = 0; line + 1 < starts.length; line++) {
    const end = starts[line + 1] ?? 0;
    for (let at = starts[line] ?? 0; at < end; at++) {
      const place = places[at] ?? 0;
      const before = lastAt[place] ?? -1;
      if (before >= 0 && line - (lineAt[before] ?? 0) <= NEAR) shared[before] = shared[at] = 1;
      lastAt[place] = at;
      lineAt[at] = line;
    }
  }
  forget(places, places.length);
  return shares(starts, shared);
}

/** Share of each line's pairs that stand in one of the lines. */
export function sharedWith({ places, starts }: Pairs, line: number): Float64Array {
  const [from, to] = [starts[line] ?? 0, starts[line + 1] ?? 0];
  for (let at = from; at < to; at++) lastAt[places[at] ?? 0] = at;
  const shared = new Uint8Array(places.length);
  for (let at = 0; at < places.length; at++) shared[at] = (lastAt[places[at] ?? 0] ?? -1) < 0 ? 0 : 1;
  forget(places, places.length);
  return shares(starts, shared);
}

function shares(starts: Uint32Array, shared: Uint8Array): Float64Array {
  const result = new Float64Array(starts.length - 1);
  for (let line = 0; line < result.length; line++) {
    const [from = 0, to = 0] = [starts[line], starts[line + 1]];
    let count = 0;
    for (let at = from; at < to; at++) count += shared[at] ?? 0;
    result[line] = count / Math.max(1, to - from);
  }
  return result;
}

function forget(places: Uint16Array, count: number): void {
  for (let at = 0; at < count; at++) lastAt[places[at] ?? 0] = -1;
}
