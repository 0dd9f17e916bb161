import { SIGNALS } from '../signals/index.ts';
import type { SignalName } from '../signals/index.ts';
import type { Kinds } from './kinds.ts';

/**
 * The fields of a record, in output order. The type, the key order, `record.schema.json`, the Parquet columns and the table in the
 * README are derived from this table; `npm run readme` writes the files. `page` marks fields read from the page itself (see
 * `extract`), `optional` those present only on request.
 */
export const RECORD = {
  schema: { holds: 'version', meaning: 'version of the record: 2' },
  id: {
    holds: 'id',
    meaning:
      'first 32 hex digits of the SHA-256 of path, member and bytes of the source (in a filter without path and member, see below; `--id-field` takes their place); stable across versions of the program',
  },
  text: {
    holds: 'string',
    meaning:
      'the body, one paragraph per line, without blank lines or white space around lines; code in a `<pre>` keeps its indentation and the blank lines inside it; with `--markdown`, Markdown',
  },
  title: { holds: 'labelOrNull', page: true, meaning: 'the main headline' },
  kicker: { holds: 'labelOrNull', page: true, meaning: 'the line above the headline (引题)' },
  subtitle: { holds: 'labelOrNull', page: true, meaning: 'the line below the headline (副题), without its dashes' },
  published: {
    holds: 'date',
    page: true,
    meaning: 'ISO 8601 with an offset, `+08:00` if the page states none; only the date if the page states no time',
  },
  modified: { holds: 'date', page: true, meaning: 'when the page was last changed, in the format of `published`' },
  outlet: { holds: 'labelOrNull', page: true, meaning: 'the publication or site that the page credits as its source' },
  section: { holds: 'labels', page: true, meaning: 'the breadcrumb, outermost first' },
  credits: {
    holds: 'credits',
    page: true,
    meaning: '`{role, names}` in order of appearance, roles in simplified Chinese (记者, 作者, 责任编辑, 摄影 …)',
  },
  url: { holds: 'addressOrNull', page: true, meaning: 'canonical link, or the address stated by a web archive' },
  kind: {
    holds: 'pageKind',
    page: true,
    meaning: 'what the page is: `article`, `thread`, `qa`, `list`, `product`, `notice`, `other`',
  },
  description: { holds: 'labelOrNull', page: true, meaning: 'the description of the page in its metadata' },
  keywords: { holds: 'labels', page: true, meaning: 'the keywords in the metadata of the page' },
  language: {
    holds: 'language',
    meaning:
      'language of the text before conversion: `zh-Hans`, `zh-Hant`, `zh` (script mixed or unclear), `ja`, `ko`, `vi`, `en`, `und`',
  },
  source: {
    meaning: 'where the document came from',
    parts: {
      path: {
        holds: 'string',
        meaning: 'relative to the input folder; as given for a file argument; `-` for standard input',
      },
      path_bytes: { holds: 'base64', meaning: 'base64 of the bytes of the path if they are not valid UTF-8' },
      member: {
        holds: 'stringOrNull',
        meaning:
          'place inside the file: an archive member, `line:N` of JSONL, `item:N` of JSON and feeds, `row:N` of a table',
      },
      format: { holds: 'format', meaning: 'format that the source was read as' },
      bytes: { holds: 'count', meaning: 'size of the source' },
      sha256: {
        holds: 'sha256',
        meaning: 'SHA-256 of the bytes, for finding duplicates (of the UTF-8 for a part of a file)',
      },
      fields: {
        holds: 'object',
        meaning:
          'metadata that came with the text, unchanged: other JSON fields or table columns, items of a feed, front matter, headers of a book or mail',
      },
      fetched: { holds: 'instant', meaning: 'when the page was fetched, as stated by a web archive (WARC-Date)' },
      continues: {
        holds: 'stringOrNull',
        meaning:
          'the next page of the same text, as its link names it: a path, or an address if the page is stored under another name',
      },
      pages: {
        holds: 'pages',
        optional: true,
        meaning:
          'with `--join-pages`: the further pages that are in the record, in order, `{path, path_bytes, member, bytes, sha256, encoding}`; the other keys of `source`, and `encoding`, are those of the first page',
      },
    },
  },
  encoding: {
    meaning: 'how the bytes were decoded',
    parts: {
      name: {
        holds: 'encodingName',
        meaning: 'WHATWG label in lower case, or `hz-gb-2312`, `iso-2022-cn`, `euc-tw`, `utf-16le` …',
      },
      by: { holds: 'label', meaning: 'the detector that decided' },
      confidence: { holds: 'share', meaning: '0 to 1' },
      declared: { holds: 'stringOrNull', meaning: 'charset stated by an HTTP header or the markup' },
      replaced: { holds: 'count', meaning: 'number of U+FFFD produced by decoding' },
    },
  },
  steps: {
    holds: 'steps',
    meaning:
      'what changed the text, in order: `{stage, rule, edits, guessed}`; `guessed` counts characters chosen by likelihood; reading markup counts as one edit',
  },
  removed: {
    holds: 'removed',
    meaning:
      'every removed line or part of a line: `{rule, line, text}`; `line` is its number in the decoded text, from 1',
  },
  warnings: { holds: 'codes', meaning: 'warning codes, see below' },
  blocks: {
    holds: 'blocks',
    optional: true,
    meaning:
      'with `--blocks`: the blocks of `text` in order, `{kind, level, start, end}` with offsets in code points; `kind` is `heading`, `paragraph`, `list-item`, `table-row`, `code`, `quote`, `caption` or `image`; `level` is that of a heading or the depth of an item or quotation',
  },
  posts: {
    holds: 'posts',
    optional: true,
    meaning:
      'with `--posts`: `{author, published, text, role}` of each post of a thread, answer to a question or comment below an article, in the order of the page; role is `opening`, `reply`, `answer` or `comment`',
  },
  signals: {
    parts: signalFields() as SignalFields,
    optional: true,
    meaning: 'with `--signals`: figures to filter by, those asked for; see below',
  },
  trace: {
    holds: 'trace',
    optional: true,
    meaning:
      'with `--trace`: all edits, with offsets in UTF-16 code units of the output of the preceding step; enough to restore the decoded text exactly',
  },
  rejected: {
    holds: 'rejections',
    optional: true,
    meaning:
      'in the file of `--rejected`: the conditions that the record does not meet, `{where, why}`; `why` is null unless something that a condition asks for is absent',
  },
} as const;

type SignalFields = {
  readonly [N in SignalName]: Field & { readonly holds: (typeof SIGNALS)[N]['holds']; readonly optional: true };
};

function signalFields(): Readonly<Record<string, Field>> {
  const rows = Object.entries(SIGNALS).map(([name, { holds, meaning }]) => [name, { holds, meaning, optional: true }]);
  return Object.fromEntries(rows) as Readonly<Record<string, Field>>;
}

/** A row of the table: the kind of the value, or the keys of an object. */
export interface Field {
  readonly holds?: keyof Kinds;
  readonly parts?: Readonly<Record<string, Field & { readonly holds: keyof Kinds }>>;
  readonly meaning: string;
  readonly page?: true;
  readonly optional?: true;
}

/** The rows of the table in order, with their keys. */
export const FIELDS: readonly (readonly [name: string, field: Field])[] = Object.entries<Field>(RECORD);

type Held<F> = F extends { holds: infer K extends keyof Kinds }
  ? Kinds[K]
  : F extends { parts: infer P }
    ? HeldParts<P>
    : never;
/** An object has any of its optional parts. */
type HeldParts<P> = { readonly [N in keyof P as P[N] extends { readonly optional: true } ? never : N]: Held<P[N]> } & {
  readonly [N in keyof P as P[N] extends { readonly optional: true } ? N : never]?: Held<P[N]>;
};
type Table = typeof RECORD;
type KeyWith<Mark> = { [N in keyof Table]: Table[N] extends Mark ? N : never }[keyof Table];
type Optional = KeyWith<{ optional: true }>;

/** A record as written, keys in output order. `src/record.schema.json` describes it. */
export type CorpusRecord = { readonly [N in Exclude<keyof Table, Optional>]: Held<Table[N]> } & {
  readonly [N in Optional]?: Held<Table[N]>;
};

/** Fields read from the page; null or empty without evidence. */
export type Fields = Pick<CorpusRecord, KeyWith<{ page: true }>>;

/** The fields of a page without any evidence. */
export const NO_FIELDS: Fields = Object.fromEntries(
  FIELDS.filter(([, field]) => field.page).map(([name, { holds }]) => [name, isList(holds) ? [] : null]),
) as unknown as Fields;

function isList(holds: keyof Kinds | undefined): boolean {
  return holds === 'labels' || holds === 'credits';
}

/** Returns the record with its keys in the order of the table. */
export function inOrder(record: CorpusRecord): CorpusRecord {
  const values: Readonly<Record<string, unknown>> = record;
  // A loop takes a quarter of the time of `Object.fromEntries`, which was 4 % of that of a short text.
  const ordered: Record<string, unknown> = {};
  for (const [name] of FIELDS) if (name in record) ordered[name] = values[name];
  return ordered as unknown as CorpusRecord;
}
