import type { Kinds } from './kinds.ts';

/**
 * What a record holds, in the order of the contract. Its type, the order of its keys, `record.schema.json`, the columns of
 * Parquet and the table in the README follow from here; `npm run readme` writes the files.
 * `page` marks what is read from the page itself (see `extract`), `optional` what is there only when asked for.
 */
export const RECORD = {
  schema: { holds: 'version', meaning: 'version of the record: 2' },
  id: {
    holds: 'id',
    meaning:
      'first 32 hex digits of SHA-256 over path, member and bytes of the source; the same for every version of the program',
  },
  text: {
    holds: 'string',
    meaning:
      'the body, a paragraph a line, without white space around lines and without empty lines, but for code in a `<pre>`, which keeps its indentation and the empty lines inside it',
  },
  title: { holds: 'labelOrNull', page: true, meaning: 'the main headline' },
  kicker: { holds: 'labelOrNull', page: true, meaning: 'the line above the headline (引题)' },
  subtitle: { holds: 'labelOrNull', page: true, meaning: 'the line below the headline (副题), without its dashes' },
  published: {
    holds: 'date',
    page: true,
    meaning: 'ISO 8601 with an offset, `+08:00` where the page names none; the date alone where it gives no time',
  },
  modified: { holds: 'date', page: true, meaning: 'when the page was last changed, written like `published`' },
  outlet: { holds: 'labelOrNull', page: true, meaning: 'the publication or site the page names as its source' },
  section: { holds: 'labels', page: true, meaning: 'the breadcrumb, outermost first' },
  credits: {
    holds: 'credits',
    page: true,
    meaning: '`{role, names}` in order of appearance, roles in simplified Chinese (记者, 作者, 责任编辑, 摄影 …)',
  },
  url: { holds: 'labelOrNull', page: true, meaning: 'canonical link, or the address that the container states' },
  kind: {
    holds: 'pageKind',
    page: true,
    meaning: 'what the page is: `article`, `thread`, `qa`, `list`, `product`, `notice`, `other`',
  },
  description: { holds: 'labelOrNull', page: true, meaning: 'what the page says of itself in a sentence or two' },
  keywords: { holds: 'labels', page: true, meaning: 'the words the page is filed under' },
  language: {
    holds: 'language',
    meaning:
      'of the text as found: `zh-Hans`, `zh-Hant`, `zh` (mixed, or nothing to tell by), `ja`, `ko`, `vi`, `en`, `und`',
  },
  source: {
    meaning: 'where the document came from',
    parts: {
      path: {
        holds: 'string',
        meaning: 'relative to the input folder; as typed for a file argument; `-` for standard input',
      },
      path_bytes: { holds: 'base64', meaning: "base64 of the name's bytes where they are not UTF-8" },
      member: {
        holds: 'stringOrNull',
        meaning:
          'place inside the file: an entry of an archive, `line:N` of JSONL, `item:N` of JSON and feeds, `row:N` of a table',
      },
      format: { holds: 'format', meaning: 'what the source was read as' },
      bytes: { holds: 'count', meaning: 'size' },
      sha256: { holds: 'sha256', meaning: 'of the bytes; finds duplicates (a part of a file counts as UTF-8)' },
      fields: {
        holds: 'object',
        meaning:
          'what came with the text, as it stood there: other fields of JSON or columns of a row, an item of a feed, front matter, what a book or mail says of itself',
      },
      fetched: { holds: 'instant', meaning: 'when it was fetched, as a web archive states it (WARC-Date)' },
      continues: { holds: 'stringOrNull', meaning: 'the file that goes on where this page ends' },
    },
  },
  encoding: {
    meaning: 'how bytes became text',
    parts: {
      name: {
        holds: 'encodingName',
        meaning: 'WHATWG label in lower case, or `hz-gb-2312`, `iso-2022-cn`, `euc-tw`, `utf-16le` …',
      },
      by: { holds: 'label', meaning: 'the detector that decided' },
      confidence: { holds: 'share', meaning: '0 to 1' },
      declared: { holds: 'stringOrNull', meaning: 'as stated by the container or the markup' },
      replaced: { holds: 'count', meaning: 'number of U+FFFD that decoding made' },
    },
  },
  steps: {
    holds: 'steps',
    meaning:
      'what was done, in order: `{stage, rule, edits, guessed}`; `guessed` counts characters chosen by likelihood; the reading of markup counts as one edit',
  },
  removed: {
    holds: 'removed',
    meaning: 'every line or part of a line taken out: `{rule, line, text}`, `line` in the decoded text, from 1',
  },
  warnings: { holds: 'codes', meaning: 'codes, see below' },
  trace: {
    holds: 'trace',
    optional: true,
    meaning:
      "with `--trace`: all edits with offsets in UTF-16 units, each step's on the text the step before it left; enough to rebuild the decoded text exactly",
  },
} as const;

/** A row of the table: what a key holds, or the keys of the object it holds. */
export interface Field {
  readonly holds?: keyof Kinds;
  readonly parts?: Readonly<Record<string, Field & { readonly holds: keyof Kinds }>>;
  readonly meaning: string;
  readonly page?: true;
  readonly optional?: true;
}

/** The rows in order, by key. */
export const FIELDS: readonly (readonly [name: string, field: Field])[] = Object.entries<Field>(RECORD);

type Held<F> = F extends { holds: infer K extends keyof Kinds }
  ? Kinds[K]
  : F extends { parts: infer P }
    ? { readonly [N in keyof P]: Held<P[N]> }
    : never;
type Table = typeof RECORD;
type KeyWith<Mark> = { [N in keyof Table]: Table[N] extends Mark ? N : never }[keyof Table];
type Optional = KeyWith<{ optional: true }>;

/** A record as it is written, keys in the order of the contract. `src/record.schema.json` describes it. */
export type CorpusRecord = { readonly [N in Exclude<keyof Table, Optional>]: Held<Table[N]> } & {
  readonly [N in Optional]?: Held<Table[N]>;
};

/** What the page says about itself. No evidence, no field. */
export type Fields = Pick<CorpusRecord, KeyWith<{ page: true }>>;

/** What is known of a page that says nothing of itself. */
export const NO_FIELDS: Fields = Object.fromEntries(
  FIELDS.filter(([, field]) => field.page).map(([name, { holds }]) => [name, isList(holds) ? [] : null]),
) as unknown as Fields;

function isList(holds: keyof Kinds | undefined): boolean {
  return holds === 'labels' || holds === 'credits';
}

/** The same record with its keys in the order of the table. */
export function inOrder(record: CorpusRecord): CorpusRecord {
  const values: Readonly<Record<string, unknown>> = record;
  return Object.fromEntries(FIELDS.flatMap(([name]) => (name in record ? [[name, values[name]]] : []))) as CorpusRecord;
}
