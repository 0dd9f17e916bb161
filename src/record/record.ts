import { createHash, hash } from 'node:crypto';
import { holdsBigint, toJson } from '../text/json.ts';
import type { Options } from '../options.ts';
import type { Document, Encoding, Source, Step } from '../types.ts';
import { inOrder } from './fields.ts';
import type { CorpusRecord, Fields } from './fields.ts';

/** Makes the record of a finished document. It depends on the bytes and path of the source and on the options only. */
export function makeRecord(
  source: Source,
  encoding: Encoding,
  document: Document,
  fields: Fields,
  more: Pick<CorpusRecord['source'], 'fields' | 'continues'>,
  asked: Pick<CorpusRecord, 'blocks' | 'posts' | 'signals'>,
  options: Options,
): CorpusRecord {
  return inOrder({
    schema: 2,
    id: identity(source),
    text: document.text,
    ...fields,
    language: document.language,
    source: {
      path: source.path,
      path_bytes: source.pathBytes === null ? null : Buffer.from(source.pathBytes).toString('base64'),
      member: source.member,
      format: document.format as CorpusRecord['source']['format'],
      bytes: source.bytes.length,
      sha256: hash('sha256', source.bytes, 'hex'),
      fields: more.fields,
      fetched: source.fetched ?? null,
      continues: more.continues,
    },
    encoding,
    steps: document.steps.map((step) => {
      return { stage: step.stage, rule: step.rule, edits: step.count, guessed: step.guessed };
    }),
    removed: options.removed === false ? [] : document.removed.map(({ rule, line, text }) => ({ rule, line, text })),
    warnings: [...new Set(document.warnings)],
    ...asked,
    ...(options.trace === true ? { trace: document.steps.map(traceOf) } : {}),
  });
}

/** Serializes a record as a line of JSONL with its line feed. Unlike `JSON.stringify`, accepts bigints in `source.fields`. */
export function toJsonLine(record: CorpusRecord): string {
  return `${holdsBigint(record.source.fields) ? toJson(record) : JSON.stringify(record)}\n`;
}

/** Longest text, in UTF-16 code units, that is serialized in one piece. */
const PIECE_UNITS = 2 ** 14;
/** The start of the text in a serialized record. Keys before it cannot contain it. */
const TEXT_START = '"text":"';

/** The output of `toJsonLine` in pieces, so that a long text is not held in memory twice. */
export function jsonPieces(record: CorpusRecord): Iterable<string> {
  if (record.text.length <= PIECE_UNITS) return [toJsonLine(record)];
  const around = toJsonLine({ ...record, text: '' });
  const at = around.indexOf(TEXT_START) + TEXT_START.length;
  return between(around.slice(0, at), record.text, around.slice(at));
}

function* between(before: string, text: string, after: string): Generator<string> {
  yield before;
  for (let start = 0; start < text.length;) {
    const end = start + PIECE_UNITS + (isLowSurrogate(text.charCodeAt(start + PIECE_UNITS)) ? 1 : 0);
    yield JSON.stringify(text.slice(start, end)).slice(1, -1);
    start = end;
  }
  yield after;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** First 32 hex digits of the SHA-256 of path, member and bytes, separated by NULs; or of what takes the place of both, and the bytes. */
function identity({ id, path, pathBytes, member, bytes }: Source): string {
  const place =
    pathBytes === null || id !== undefined
      ? Buffer.from(id === undefined ? `${path}\0${member ?? ''}\0` : `${id}\0`)
      : Buffer.concat([pathBytes, Buffer.from(`\0${member ?? ''}\0`)]);
  // A third less time than an object that takes pieces.
  if (bytes.length <= COPIED_BYTES) return hash('sha256', Buffer.concat([place, bytes]), 'hex').slice(0, 32);
  return createHash('sha256').update(place).update(bytes).digest('hex').slice(0, 32);
}

/** Largest document that is copied to be hashed. */
const COPIED_BYTES = 1 << 16;

function traceOf(step: Step): NonNullable<CorpusRecord['trace']>[number] {
  return { stage: step.stage, rule: step.rule, edits: step.edits() };
}
