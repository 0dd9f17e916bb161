import { createHash, hash } from 'node:crypto';
import { holdsBigint, toJson } from '../text/json.ts';
import type { Options } from '../options.ts';
import type { Document, Encoding, Source, Step } from '../types.ts';
import { inOrder } from './fields.ts';
import type { CorpusRecord, Fields } from './fields.ts';

/** A finished document as a record. Everything in it follows from the source's bytes, its place and the options. */
export function makeRecord(
  source: Source,
  encoding: Encoding,
  document: Document,
  fields: Fields,
  extra: Readonly<Record<string, unknown>> | null,
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
      fields: extra,
      fetched: source.fetched ?? null,
      continues: null,
    },
    encoding,
    steps: document.steps.map((step) => {
      return { stage: step.stage, rule: step.rule, edits: step.count, guessed: step.guessed };
    }),
    removed: options.removed === false ? [] : document.removed,
    warnings: [...new Set(document.warnings)],
    ...(options.trace === true ? { trace: document.steps.map(traceOf) } : {}),
  });
}

/** The record as a line of JSONL, with its line feed. `JSON.stringify` throws where `source.fields` holds a bigint. */
export function toJsonLine(record: CorpusRecord): string {
  return `${holdsBigint(record.source.fields) ? toJson(record) : JSON.stringify(record)}\n`;
}

/** Of a longer text, in UTF-16 units, no JSON is made in one piece. */
const PIECE = 2 ** 14;
/** Where the text goes: the first string in a record that is empty. */
const TEXT = '"text":"';

/** What `toJsonLine` gives, in pieces, so that a long text is not held once more. */
export function jsonPieces(record: CorpusRecord): Iterable<string> {
  if (record.text.length <= PIECE) return [toJsonLine(record)];
  const around = toJsonLine({ ...record, text: '' });
  const at = around.indexOf(TEXT) + TEXT.length;
  return between(around.slice(0, at), record.text, around.slice(at));
}

function* between(before: string, text: string, after: string): Generator<string> {
  yield before;
  for (let start = 0; start < text.length;) {
    const end = start + PIECE + (isLowSurrogate(text.charCodeAt(start + PIECE)) ? 1 : 0);
    yield JSON.stringify(text.slice(start, end)).slice(1, -1);
    start = end;
  }
  yield after;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** First 32 hex digits of SHA-256 over path, member and bytes, each ended by a NUL so that none runs into the next. */
function identity(source: Source): string {
  const digest = createHash('sha256');
  if (source.pathBytes === null) digest.update(`${source.path}\0${source.member ?? ''}\0`);
  else digest.update(source.pathBytes).update(`\0${source.member ?? ''}\0`);
  return digest.update(source.bytes).digest('hex').slice(0, 32);
}

function traceOf(step: Step): NonNullable<CorpusRecord['trace']>[number] {
  return { stage: step.stage, rule: step.rule, edits: step.edits() };
}
