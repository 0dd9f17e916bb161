/** What the lines of a text look like. Blank lines count as separators only. */
export interface Lines {
  readonly count: number;
  /** Lines that end in a stop, closing marks after it included. */
  readonly stopped: number;
  readonly ellipses: number;
  readonly bullets: number;
  /** Lines of fewer than `SHORT_UNITS` code units. */
  readonly short: number;
  readonly lines: Repeated;
  readonly paragraphs: Repeated;
}

/** Repeated items, counted from their second occurrence on. */
export interface Repeated {
  /** Share of the items. */
  readonly items: number;
  /** Share of the code units. */
  readonly units: number;
}

/** Shortest line of prose, in UTF-16 code units. */
const SHORT_UNITS = 10;

const STOPS = codesOf('。！？!?…｡．.；;');
/** Stops that may end an ellipsis. */
const DOTS = codesOf('….');
/** Marks that close what ends in a stop. */
const CLOSING = codesOf('”’"\'」』）)】》〉');
const ELLIPSIS = /(?:…|\.\.\.)[”’"'」』）)】]*$/;
const BULLETS = codesOf('•·●○◦▪■□◆◇★☆‣∙-*–—');
const BULLET = /^.\s*(?![\s—–-])/;

/** Length of the end of a line that is looked at, in UTF-16 code units. */
const END_UNITS = 16;

/** Describes the lines of a text without white space around them. Code units decide whether an expression is tried: half the time. */
export function linesOf(text: string): Lines {
  const all = text.split('\n');
  const lines = all.filter((line) => line !== '');
  let [stopped, ellipses, bullets, short] = [0, 0, 0, 0];
  for (const line of lines) {
    const stop = stopOf(line);
    if (stop !== 0) stopped++;
    if (DOTS.has(stop) && ELLIPSIS.test(line.slice(-END_UNITS))) ellipses++;
    if (BULLETS.has(line.charCodeAt(0)) && BULLET.test(line)) bullets++;
    if (line.length < SHORT_UNITS) short++;
  }
  const repeated = repeatedIn(lines);
  const paragraphs = lines.length === all.length ? repeated : repeatedIn(text.split(/\n{2,}/).filter(Boolean));
  return { count: lines.length, stopped, ellipses, bullets, short, lines: repeated, paragraphs };
}

function codesOf(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, (character) => character.charCodeAt(0)));
}

/** The code unit of the stop that a line ends in, closing marks after it aside; 0 if there is none. */
function stopOf(line: string): number {
  const first = Math.max(0, line.length - END_UNITS);
  for (let at = line.length - 1; at >= first; at--) {
    const unit = line.charCodeAt(at);
    if (STOPS.has(unit)) return unit;
    if (!CLOSING.has(unit)) return 0;
  }
  return 0;
}

function repeatedIn(items: readonly string[]): Repeated {
  const firsts = new Map<number, string>();
  const others = new Set<string>();
  let [count, units, all] = [0, 0, 0];
  for (const item of items) {
    all += item.length;
    const key = keyOf(item);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, item);
    else if (first !== item && !others.has(item)) others.add(item);
    else {
      count++;
      units += item.length;
    }
  }
  return { items: items.length === 0 ? 0 : count / items.length, units: all === 0 ? 0 : units / all };
}

/** A number that differs for most strings. A set of strings reads all of each, which takes three times as long. */
function keyOf(item: string): number {
  const half = item.length >> 1;
  const unit = (at: number): number => item.charCodeAt(at) | 0;
  return (
    (Math.imul(Math.imul(unit(half), 31) + unit(half >> 1), 31) +
      unit(half + (half >> 1)) +
      Math.imul(item.length, 0x01000193)) |
    0
  );
}
