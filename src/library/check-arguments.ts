import { FORMAT_NAMES, knownEncoding, nearest } from '../index.ts';
import type { Options, Source } from '../index.ts';

/** A kind of value: its name in messages, and a test. */
interface Kind {
  readonly phrase: string;
  readonly holds: (value: unknown) => boolean;
}

const text: Kind = { phrase: 'a string', holds: (value) => typeof value === 'string' };
const flag: Kind = { phrase: 'true or false', holds: (value) => typeof value === 'boolean' };
const bytes: Kind = { phrase: 'a Uint8Array', holds: (value) => value instanceof Uint8Array };
const object: Kind = { phrase: 'an object', holds: (value) => typeof value === 'object' && value !== null };
const list: Kind = { phrase: 'an array', holds: (value) => Array.isArray(value) };
const strings: Kind = {
  phrase: 'an array of strings',
  holds: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
};

const encoding: Kind = {
  phrase: 'an encoding name (utf-8, gb18030, big5, …)',
  holds: (value) => typeof value === 'string' && knownEncoding(value) !== null,
};
const encodings: Kind = {
  phrase: 'an array of encoding names (utf-8, gb18030, big5, …)',
  holds: (value) => Array.isArray(value) && value.length > 0 && value.every((item) => encoding.holds(item)),
};

function oneOf(...values: readonly string[]): Kind {
  return { phrase: `one of ${values.join(', ')}`, holds: (value) => values.includes(value as string) };
}

function orNull(kind: Kind): Kind {
  return { phrase: `${kind.phrase} or null`, holds: (value) => value === null || kind.holds(value) };
}

const namesByName: Kind = {
  phrase: 'an object of strings',
  holds: (value) => object.holds(value) && Object.values(value as object).every((item) => typeof item === 'string'),
};

const OPTIONS: Readonly<Record<keyof Options, Kind>> = {
  format: oneOf('auto', ...FORMAT_NAMES),
  skip: strings,
  keep: strings,
  rules: list,
  templates: object,
  textField: text,
  idField: text,
  fields: namesByName,
  encoding,
  encodings,
  script: oneOf('hans', 'keep'),
  from: oneOf('auto', 'hant', 'hans'),
  vocab: oneOf('keep', 'mainland'),
  guess: flag,
  removed: flag,
  posts: flag,
  mask: strings,
  signals: {
    phrase: 'true, false or an array of strings',
    holds: (value) => flag.holds(value) || strings.holds(value),
  },
  trace: flag,
  markdown: flag,
  links: flag,
  blocks: flag,
};

const SOURCE: Readonly<Record<keyof Source | 'text', Kind>> = {
  bytes,
  text,
  path: text,
  pathBytes: orNull(bytes),
  member: orNull(text),
  id: text,
  format: orNull(oneOf(...FORMAT_NAMES)),
  charset: orNull(text),
  url: orNull(text),
  fetched: orNull(text),
  fields: orNull(object),
  hasText: flag,
  decoded: object,
};

/** Options of `normalizeFiles` in addition to those of `normalize`. */
const FILE_OPTIONS: Readonly<Record<string, Kind>> = {
  jobs: { phrase: 'a whole number, 1 or more', holds: (value) => Number.isSafeInteger(value) && Number(value) > 0 },
  timeout: { phrase: 'a number of seconds above 0', holds: (value) => Number.isFinite(value) && Number(value) > 0 },
  maxBytes: { phrase: 'a whole number of bytes', holds: (value) => Number.isSafeInteger(value) && Number(value) > 0 },
  maxWindow: { phrase: 'a whole number of bytes', holds: (value) => Number.isSafeInteger(value) && Number(value) > 0 },
  onError: oneOf('record', 'skip', 'fail'),
  skipUnknown: flag,
  joinPages: flag,
};

/** Throws a TypeError if options are not an object, have unknown keys, or values of the wrong type. */
export function checkOptions(options: unknown, caller: string): void {
  check(options, OPTIONS, `${caller}: options`);
}

/** Like `checkOptions`, for `normalizeFiles`. */
export function checkFileOptions(options: unknown, caller: string): void {
  check(options, { ...OPTIONS, ...FILE_OPTIONS }, `${caller}: options`);
}

/** Throws a TypeError if a source has unknown keys, values of the wrong type, or not exactly one of `bytes` and `text`. */
export function checkSource(source: object, caller: string): void {
  check(source, SOURCE, `${caller}: source`);
  const { bytes, text } = source as { readonly bytes?: unknown; readonly text?: unknown };
  if ((bytes === undefined) === (text === undefined))
    throw new TypeError(`${caller}: source needs either 'bytes' (Uint8Array) or 'text' (string)`);
}

function check(value: unknown, table: Readonly<Record<string, Kind>>, where: string): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`${where} must be an object; got ${described(value)}`);
  for (const [key, item] of Object.entries(value)) {
    const kind = Object.hasOwn(table, key) ? table[key] : undefined;
    if (kind === undefined) throw new TypeError(`${where}.${key} is unknown. ${suggestion(key, Object.keys(table))}`);
    if (item !== undefined && !kind.holds(item))
      throw new TypeError(`${where}.${key} must be ${kind.phrase}; got ${described(item)}`);
  }
}

function suggestion(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  return near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Known: ${known.join(', ')}.`;
}

/** A short description of a value for an error message, on one line. */
export function described(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) return Object.prototype.toString.call(value);
  return String(value);
}
