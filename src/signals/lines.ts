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

const STOPPED = /[。！？!?…｡．.；;][”’"'」』）)】》〉]*$/;
const ELLIPSIS = /(?:…|\.\.\.)[”’"'」』）)】]*$/;
const BULLET = /^[•·●○◦▪■□◆◇★☆‣∙\-*–—]\s*(?![\s—–-])/;

/** Length of the ends of a line that the patterns are tried on, in UTF-16 code units. */
const END_UNITS = 16;

/** Describes the lines of a text without white space around them. */
export function linesOf(text: string): Lines {
  const all = text.split('\n');
  const lines = all.filter((line) => line !== '');
  let [stopped, ellipses, bullets, short] = [0, 0, 0, 0];
  for (const line of lines) {
    const end = line.length > END_UNITS ? line.slice(-END_UNITS) : line;
    if (STOPPED.test(end)) {
      stopped++;
      if (ELLIPSIS.test(end)) ellipses++;
    }
    if (BULLET.test(line)) bullets++;
    if (line.length < SHORT_UNITS) short++;
  }
  const repeated = repeatedIn(lines);
  const paragraphs = lines.length === all.length ? repeated : repeatedIn(text.split(/\n{2,}/).filter(Boolean));
  return { count: lines.length, stopped, ellipses, bullets, short, lines: repeated, paragraphs };
}

function repeatedIn(items: readonly string[]): Repeated {
  const seen = new Set<string>();
  let [count, units, all] = [0, 0, 0];
  for (const item of items) {
    all += item.length;
    if (seen.has(item)) {
      count++;
      units += item.length;
    } else seen.add(item);
  }
  return { items: items.length === 0 ? 0 : count / items.length, units: all === 0 ? 0 : units / all };
}
