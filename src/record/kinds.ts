import { FORMAT_NAMES } from '../read/formats.ts';
import type { Format } from '../read/formats.ts';
import { PAGE_KINDS } from '../page-kinds.ts';
import { BLOCK_KINDS } from '../render/index.ts';
import type { TextBlock } from '../render/index.ts';
import type { Credit, Edit, Language, PageKind, Removed, Step } from '../types.ts';

/** A fragment of JSON Schema. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** How a kind is stored in a Parquet column. */
export type ColumnType = 'text' | 'json' | 'integer' | 'number';

/** The kinds of values in a record, as TypeScript types. */
export interface Kinds {
  version: 2;
  id: string;
  string: string;
  stringOrNull: string | null;
  /** A non-empty string. */
  label: string;
  labelOrNull: string | null;
  /** A URL. */
  addressOrNull: string | null;
  labels: readonly string[];
  date: string | null;
  instant: string | null;
  credits: readonly Credit[];
  pageKind: PageKind | null;
  language: Language;
  format: Format;
  base64: string | null;
  count: number;
  share: number;
  amount: number;
  amountOrNull: number | null;
  simhash: string | null;
  sha256: string;
  encodingName: string;
  /** Integers beyond 2^53 are bigint. */
  object: Readonly<Record<string, unknown>> | null;
  steps: readonly { stage: Step['stage']; rule: string; edits: number; guessed: number }[];
  removed: readonly Removed[];
  codes: readonly string[];
  blocks: readonly TextBlock[];
  posts: readonly {
    author: string | null;
    published: string | null;
    text: string;
    role: 'opening' | 'reply' | 'answer' | 'comment';
  }[];
  pages: readonly {
    path: string;
    path_bytes: string | null;
    member: string | null;
    bytes: number;
    sha256: string;
    encoding: string;
  }[];
  rejections: readonly { where: string; why: string | null }[];
  trace: readonly { stage: Step['stage']; rule: string; edits: readonly Edit[] }[];
}

interface Kind {
  readonly schema: JsonSchema;
  readonly column: ColumnType;
}

const LABEL: JsonSchema = { type: 'string', minLength: 1 };
const RULE: JsonSchema = { type: 'string', pattern: '^[a-z0-9-]+$' };
const SHA256: JsonSchema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const ENCODING: JsonSchema = { type: 'string', pattern: '^[a-z0-9._:-]+$' };
const COUNT: JsonSchema = { type: 'integer', minimum: 0 };
const DATE: JsonSchema = {
  type: ['string', 'null'],
  pattern: String.raw`^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}([+-]\d{2}:\d{2}|Z))?$`,
};
const STAGE: JsonSchema = { enum: ['read', 'repair', 'convert', 'strip', 'tidy', 'extract', 'mask', 'render'] };

/** The kinds of values in a record, as JSON Schema and Parquet columns. */
export const KINDS: { readonly [K in keyof Kinds]: Kind } = {
  version: { column: 'integer', schema: { const: 2 } },
  id: { column: 'text', schema: { type: 'string', pattern: '^[0-9a-f]{32}$' } },
  string: { column: 'text', schema: { type: 'string' } },
  stringOrNull: { column: 'text', schema: { type: ['string', 'null'] } },
  label: { column: 'text', schema: LABEL },
  labelOrNull: { column: 'text', schema: { type: ['string', 'null'], minLength: 1 } },
  addressOrNull: { column: 'text', schema: { type: ['string', 'null'], minLength: 1 } },
  labels: { column: 'json', schema: listOf(LABEL) },
  date: { column: 'text', schema: DATE },
  instant: {
    column: 'text',
    schema: { type: ['string', 'null'], pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$` },
  },
  credits: { column: 'json', schema: listOf(objectOf({ role: LABEL, names: { ...listOf(LABEL), minItems: 1 } })) },
  pageKind: {
    column: 'text',
    schema: { enum: [...Object.keys(PAGE_KINDS), null] },
  },
  language: { column: 'text', schema: { enum: ['zh-Hans', 'zh-Hant', 'zh', 'ja', 'ko', 'vi', 'en', 'und'] } },
  format: { column: 'text', schema: { enum: FORMAT_NAMES } },
  base64: { column: 'text', schema: { type: ['string', 'null'], contentEncoding: 'base64' } },
  count: { column: 'integer', schema: COUNT },
  share: { column: 'number', schema: { type: 'number', minimum: 0, maximum: 1 } },
  amount: { column: 'number', schema: { type: 'number', minimum: 0 } },
  amountOrNull: { column: 'number', schema: { type: ['number', 'null'], minimum: 0 } },
  simhash: { column: 'text', schema: { type: ['string', 'null'], pattern: '^[0-9a-f]{16}$' } },
  sha256: { column: 'text', schema: SHA256 },
  encodingName: { column: 'text', schema: ENCODING },
  // Serialized by `toJson` into a text column, since the Parquet writer's JSON would lose digits of a bigint.
  object: { column: 'text', schema: { type: ['object', 'null'] } },
  steps: {
    column: 'json',
    schema: listOf(objectOf({ stage: STAGE, rule: RULE, edits: { type: 'integer', minimum: 1 }, guessed: COUNT })),
  },
  removed: {
    column: 'json',
    schema: listOf(objectOf({ rule: RULE, line: { type: 'integer', minimum: 1 }, text: { type: 'string' } })),
  },
  codes: { column: 'json', schema: { ...listOf(RULE), uniqueItems: true } },
  blocks: {
    column: 'json',
    schema: listOf(
      objectOf({ kind: { enum: BLOCK_KINDS }, level: { type: 'integer', minimum: 1 }, start: COUNT, end: COUNT }, [
        'kind',
        'start',
        'end',
      ]),
    ),
  },
  posts: {
    column: 'json',
    schema: listOf(
      objectOf({
        author: { type: ['string', 'null'], minLength: 1 },
        published: DATE,
        text: LABEL,
        role: { enum: ['opening', 'reply', 'answer', 'comment'] },
      }),
    ),
  },
  pages: {
    column: 'json',
    schema: listOf(
      objectOf({
        path: { type: 'string' },
        path_bytes: { type: ['string', 'null'], contentEncoding: 'base64' },
        member: { type: ['string', 'null'] },
        bytes: COUNT,
        sha256: SHA256,
        encoding: ENCODING,
      }),
    ),
  },
  rejections: {
    column: 'json',
    schema: listOf(objectOf({ where: LABEL, why: { type: ['string', 'null'], minLength: 1 } })),
  },
  trace: { column: 'json', schema: listOf(objectOf({ stage: STAGE, rule: RULE, edits: listOf(editSchema()) })) },
};

function editSchema(): JsonSchema {
  const certain = { at: COUNT, old: { type: 'string' }, new: { type: 'string' } };
  const guess = { guessed: COUNT, confidence: { type: 'number', minimum: 0, maximum: 1 } };
  return objectOf({ ...certain, ...guess }, Object.keys(certain));
}

function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

/** The schema of an object with exactly these properties; all are required unless `required` lists which. */
export function objectOf(
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = Object.keys(properties),
): JsonSchema {
  return { type: 'object', additionalProperties: false, required, properties };
}
