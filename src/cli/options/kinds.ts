import { parseSize, SIZES } from './size.ts';

export type KindName = 'text' | 'condition' | 'each' | 'path' | 'list' | 'names' | 'bytes' | 'count' | 'seconds';

/** How an argument is parsed. */
export interface Kind {
  /** Null if the text is invalid. */
  readonly read: (text: string) => unknown;
  /** Completes the sentence "It takes …". */
  readonly takes: string;
}

/** Kinds of values that options take. */
export const KINDS: Readonly<Record<KindName, Kind>> = {
  text: { read: (text) => text, takes: 'a text' },
  condition: { read: (text) => (text.trim() === '' ? null : [text]), takes: 'an expression' },
  each: { read: (text) => [text], takes: 'an argument' },
  path: { read: (text) => text, takes: 'the name of a file or folder' },
  list: { read: list, takes: 'names, with commas between them' },
  // Without a name, what was asked for would silently not be done.
  names: {
    read: (text) => (list(text).length === 0 ? null : list(text)),
    takes: 'one or more names, with commas between them',
  },
  bytes: { read: parseSize, takes: SIZES },
  count: { read: wholeNumber, takes: 'a whole number, 1 or more' },
  seconds: { read: seconds, takes: 'a number of seconds above 0' },
};

function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}

function wholeNumber(text: string): number | null {
  const number = Number(text);
  return Number.isSafeInteger(number) && number >= 1 ? number : null;
}

function seconds(text: string): number | null {
  const number = Number(text);
  return Number.isFinite(number) && number > 0 ? number : null;
}
