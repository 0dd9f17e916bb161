import { createHash, hash } from 'node:crypto';
import { holdsBigint, toJson } from '../text/json.ts';
import type { Options } from '../options.ts';
import type { Document, Edit, Encoding, Fields, Format, Language, Removed, Source, Step } from '../types.ts';

/** A record as it is written, keys in the order of the contract. `src/record.schema.json` describes it. */
export interface CorpusRecord {
  readonly schema: 1;
  readonly id: string;
  readonly text: string;
  readonly title: string | null;
  readonly kicker: string | null;
  readonly subtitle: string | null;
  readonly published: string | null;
  readonly outlet: string | null;
  readonly section: readonly string[];
  readonly credits: Fields['credits'];
  readonly url: string | null;
  readonly language: Language;
  readonly source: {
    readonly path: string;
    readonly path_bytes: string | null;
    readonly member: string | null;
    readonly format: Format;
    readonly bytes: number;
    readonly sha256: string;
    /** Integers beyond 2^53 are bigint. */
    readonly fields: Readonly<Record<string, unknown>> | null;
  };
  readonly encoding: Encoding;
  readonly steps: readonly { stage: Step['stage']; rule: string; edits: number; guessed: number }[];
  readonly removed: readonly Removed[];
  readonly warnings: readonly string[];
  readonly trace?: readonly { stage: Step['stage']; rule: string; edits: readonly Edit[] }[];
}

/** A finished document as a record. Everything in it follows from the source's bytes, its place and the options. */
export function makeRecord(
  source: Source,
  encoding: Encoding,
  document: Document,
  fields: Fields,
  extra: Readonly<Record<string, unknown>> | null,
  options: Options,
): CorpusRecord {
  return {
    schema: 1,
    id: identity(source),
    text: document.text,
    title: fields.title,
    kicker: fields.kicker,
    subtitle: fields.subtitle,
    published: fields.published,
    outlet: fields.outlet,
    section: fields.section,
    credits: fields.credits,
    url: fields.url,
    language: document.language,
    source: {
      path: source.path,
      path_bytes: source.pathBytes === null ? null : Buffer.from(source.pathBytes).toString('base64'),
      member: source.member,
      format: document.format,
      bytes: source.bytes.length,
      sha256: hash('sha256', source.bytes, 'hex'),
      fields: extra,
    },
    encoding,
    steps: document.steps.map((step) => {
      return { stage: step.stage, rule: step.rule, edits: step.count, guessed: step.guessed };
    }),
    removed: options.removed === false ? [] : document.removed,
    warnings: [...new Set(document.warnings)],
    ...(options.trace === true ? { trace: document.steps.map(traceOf) } : {}),
  };
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

function traceOf(step: Step): { stage: Step['stage']; rule: string; edits: readonly Edit[] } {
  return { stage: step.stage, rule: step.rule, edits: step.edits() };
}
