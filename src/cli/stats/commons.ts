import type { Made } from './made.ts';

/** The most common of things whose number is unbounded, such as lines: counted exactly up to a number of keys, else in a sample of the documents. */
export interface CommonFigure {
  readonly meaning: string;
  /** Largest number of keys that are counted. */
  readonly capacity: number;
  /** What the sums of a key are. */
  readonly sums: readonly string[];
  /** Adds to each key of a document at most once. */
  readonly record: (made: Made, add: (key: string, sums: readonly number[]) => void) => void;
}

/** Longest line that is told apart, in UTF-16 code units. */
const MAX_LINE_UNITS = 80;
/** Between the rule and the line in a key; no name of a rule contains it. */
export const KEY_SEPARATOR = '\t';

/** The figures of this kind, by their names in `--stats`. */
export const COMMON_FIGURES: Readonly<Record<'sites' | 'lines', CommonFigure>> = {
  sites: {
    meaning: 'the sites with the most records; null: without an address',
    capacity: 2048,
    sums: ['documents', 'characters_read', 'characters_written'],
    record: ({ characters, site }, add) => {
      const { read, written } = characters();
      add(site(), [1, read, written]);
    },
  },
  lines: {
    meaning: `the commonest removed lines of each rule, cut to ${MAX_LINE_UNITS} UTF-16 code units`,
    capacity: 2048,
    sums: ['documents'],
    record: ({ record }, add) => {
      const keys = new Set(record.removed.map(({ rule, text }) => rule + KEY_SEPARATOR + shortened(text)));
      for (const key of keys) add(key, [1]);
    },
  },
};

function shortened(line: string): string {
  return line.slice(0, MAX_LINE_UNITS).replace(/[\ud800-\udbff]$/, '');
}
