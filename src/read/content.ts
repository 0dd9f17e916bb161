import type { Reading, Warning } from '../types.ts';

/** The values of a JSON object, or of what is like one: a row, an item of a feed, front matter. */
export type Values = Readonly<Record<string, unknown>>;

/** What a reader may know besides the text. */
export interface ReadContext {
  /** Where the document stands in what holds it: a key, or keys parted by dots; null for the usual names. */
  readonly textField: string | null;
  /** The innermost name: of the entry in an archive, else of the file. */
  readonly name: string;
  /** Lower-case extension of the name, without its dot; empty where there is none. */
  readonly extension: string;
}

/** What the text of one document holds. */
export interface Content {
  readonly reading: Reading;
  /** What came with the text, for `source.fields`; null if nothing did. */
  readonly fields: Values | null;
  /** What of it tells of this document, nearest first. */
  readonly about: readonly Values[];
  readonly warnings: readonly Warning[];
}

/** One of several documents in a file. */
export interface Part {
  /** Its place in the file; null where it is the whole of it. */
  readonly member: string | null;
  /** Its part of the file's text; null for the whole. */
  readonly text: string | null;
  /** What the file says of all its documents. */
  readonly fields?: Values;
}

/** Why a file, or what is left of it, gives no document. */
export interface Refusal {
  readonly kind: 'skipped' | 'failed';
  readonly reason: 'not-a-document' | 'no-text-field' | 'damaged' | 'unsupported';
  /** For a person. */
  readonly why: string;
}

export function isRefusal(part: Part | Refusal): part is Refusal {
  return 'kind' in part;
}

export function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A reading that nothing came with. */
export function plainContent(reading: Reading): Content {
  return { reading, fields: null, about: [], warnings: [] };
}
