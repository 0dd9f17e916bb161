import type { Reading, Warning } from '../types.ts';

/** Values of a JSON object or of something similar: a table row, a feed item, front matter. */
export type Values = Readonly<Record<string, unknown>>;

/** What a reader knows besides the text. */
export interface ReadContext {
  /** Field that holds the text: a key or a dotted path; null for the usual names. */
  readonly textField: string | null;
  /** The innermost name: of the archive entry, else of the file. */
  readonly name: string;
  /** Extension of the name in lower case, without the dot; empty if there is none. */
  readonly extension: string;
  /** Whether lines are to have their structure. */
  readonly structured: boolean;
  /** Whether lines of markup are to have the elements around them. */
  readonly nodes: boolean;
}

/** The content read from the text of one document. */
export interface Content {
  readonly reading: Reading;
  /** Values that came with the text, for `source.fields`; null if there are none. */
  readonly fields: Values | null;
  /** Objects with metadata of this document, nearest first. */
  readonly about: readonly Values[];
  readonly warnings: readonly Warning[];
}

/** One of several documents in a file. */
export interface Part {
  /** Its place in the file; null if it is the whole file. */
  readonly member: string | null;
  /** Its part of the file's text; null for the whole. */
  readonly text: string | null;
  /** Values that apply to all documents of the file. */
  readonly fields?: Values;
}

/** Why a file, or the rest of it, yields no document. */
export interface Refusal {
  readonly kind: 'skipped' | 'failed';
  readonly reason: 'not-a-document' | 'no-text-field' | 'damaged' | 'unsupported';
  /** Message for the user. */
  readonly why: string;
}

export function isRefusal(part: Part | Refusal): part is Refusal {
  return 'kind' in part;
}

/** The content of a document without values or warnings. */
export function plainContent(reading: Reading): Content {
  return { reading, fields: null, about: [], warnings: [] };
}
