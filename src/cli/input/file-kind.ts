import { documentsIn, isNamedJsonl, looksBinary, looksLikeJsonl, severalOf } from '../../index.ts';
import type { Source } from '../../index.ts';
import type { ByteReader } from '../../archives/index.ts';
import { sizeText } from '../options/size.ts';
import type { ReadOptions } from '../options/types.ts';
import { nameOfSource } from './file-name.ts';
import type { Problem } from './find-files.ts';
import { UNKNOWN_BINARY, unsignedKind } from './stated-kind.ts';

/** Splits a file that is held whole into documents; what cannot be read is a problem in its place. */
export function* splitWhole(source: Source, options: ReadOptions): Generator<Source | Problem> {
  for (const found of documentsIn(source, options)) {
    if (!('kind' in found)) yield found;
    else {
      const { member, reason, why } = found;
      const kind = reason === 'unsupported' && options.skipUnknown === true ? 'skipped' : found.kind;
      yield { kind, name: nameOfSource({ path: source.path, member }), reason, why };
    }
  }
}

export const HEAD_BYTES: number = 2 ** 16;
const NEWLINE = 10;
/** Bytes of a long first line that are examined if the usual head does not show its end. */
const MAX_LINE_BYTES = 2 ** 20;

/** The head of a file, or more of it if the head is only the start of one long line, which may be JSONL or an API response. */
async function longHead(reader: ByteReader, head: Buffer, named: boolean): Promise<Buffer> {
  const isLong = head.length >= HEAD_BYTES && (head[0] === 0x7b || named) && !head.includes(NEWLINE);
  return isLong ? reader.peek(MAX_LINE_BYTES) : head;
}

/** Enough bytes to detect the format. From a pipe of lines only the first bytes are awaited, so that its first line is answered before the second arrives. */
export async function headOf(reader: ByteReader, forced: Source['format'], name: string): Promise<Buffer> {
  const first = forced === 'jsonl' ? await reader.peek(1) : null;
  const head = first === null ? await reader.peek(HEAD_BYTES) : first[0] === 0x7b ? first : await reader.peek(12);
  return longHead(reader, head, isNamedJsonl(name));
}

/** The format that the user named, or null. */
export function formatAsked({ format }: ReadOptions): Source['format'] {
  return format === 'auto' || format === undefined ? null : format;
}

/** Whether a head is that of lines of JSON, unless it is that of an archive. */
export function areLines(head: Buffer, place: LongPlace): boolean {
  const forced = formatAsked(place.options);
  if (forced !== null) return forced === 'jsonl';
  if (isJsonl(head, place.options, place.name)) return !needsAll(head, HEAD_BYTES, place);
  return isUnseenJsonl(head, place);
}

/**
 * Whether a file is JSONL by its name alone: its first line is damaged and longer than what is examined, and the file is too large to
 * be held, so that it would be lost whole.
 */
function isUnseenJsonl(head: Buffer, { name, size, options }: LongPlace): boolean {
  if (head.length < MAX_LINE_BYTES || head.includes(NEWLINE) || !isNamedJsonl(name)) return false;
  return (
    (size ?? Infinity) > options.maxBytes &&
    /^\s*[^\s[<]/.test(head.toString('latin1', 0, 64)) &&
    looksBinary(head) === null
  );
}

/** Whether such a file must be read whole to tell JSON from JSONL. A file too large to be held is taken for JSONL. */
function needsAll(head: Buffer, least: number, place: LongPlace): boolean {
  const { name, size, options } = place;
  if (head.length < least || head.includes(NEWLINE) || isNamedJsonl(name)) return false;
  return head.length < MAX_LINE_BYTES || (size !== null && size <= options.maxBytes);
}

interface LongPlace {
  readonly name: string;
  readonly size: number | null;
  readonly options: ReadOptions;
}

/** Whether the head of a file, or all of it, is JSONL. */
export function isJsonl(bytes: Buffer, options: ReadOptions, name: string): boolean {
  return looksLikeJsonl(bytes, options.textField ?? 'text', isNamedJsonl(name));
}

/** What Windows writes into folders of pictures, which begins as old office documents do. */
const THUMBNAILS = /(?:^|[/ !])(?:eh)?thumbs\.db$/i;

/** A binary file: skipped by name, or failed if it may hold documents. */
export function notText(name: Buffer, binary: BinaryKind, options: ReadOptions): Problem {
  const unsigned = binary.what === UNKNOWN_BINARY ? unsignedKind(name.toString()) : null;
  const what = unsigned ?? binary.what;
  return (unsigned !== null || binary.documents) && !THUMBNAILS.test(name.toString())
    ? unread(name, what, options)
    : { kind: 'skipped', name, reason: 'not-text', why: `not text (${what})` };
}

export interface BinaryKind {
  readonly what: string;
  readonly documents: boolean;
}

/** A file that may hold documents but cannot be read: it fails, so that documents are not lost unnoticed, unless the user skips such files. */
export function unread(name: Buffer, what: string, { skipUnknown }: ReadOptions): Problem {
  if (skipUnknown === true) return { kind: 'skipped', name, reason: 'unsupported', why: `not read (${what})` };
  return {
    kind: 'failed',
    name,
    reason: 'unsupported',
    why: `not read (${what}); --skip-unknown leaves such files out`,
  };
}

/** Why a file that must be held whole is not read, judged by its head. */
export function tooLargeWhole(head: Source, options: ReadOptions): Problem {
  const name = nameOfSource(head);
  const formats = severalOf(head, options);
  const refusal = formats[0] === 'xml' ? [...documentsIn(head, options)].find((found) => 'kind' in found) : undefined;
  if (refusal !== undefined && 'kind' in refusal)
    return { kind: refusal.kind, name, reason: refusal.reason, why: refusal.why };
  const hint = formats.includes('json') ? ", or write it as JSONL, which is read in a stream (jq -c '.[]')" : '';
  const why = `larger than ${sizeText(options.maxBytes)}; --max-bytes raises the limit${hint}`;
  return { kind: 'failed', name, reason: 'too-large', why };
}
