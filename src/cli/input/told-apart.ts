import { documentsIn, looksLikeJsonl, severalOf } from '../../index.ts';
import type { Source } from '../../index.ts';
import type { ByteReader } from '../../archives/index.ts';
import type { ReadOptions } from '../options/types.ts';
import { nameOfSource } from './file-name.ts';
import type { Problem } from './find-files.ts';

/** The documents of a file whose bytes are all there, and why there are no others. */
export function* toldApart(source: Source, options: ReadOptions): Generator<Source | Problem> {
  for (const found of documentsIn(source, options)) {
    if (!('kind' in found)) yield found;
    else {
      const { member, reason, why } = found;
      const kind = reason === 'unsupported' && options.skipUnknown === true ? 'skipped' : found.kind;
      yield { kind, name: nameOfSource({ path: source.path, member }), reason, why };
    }
  }
}

const NEWLINE = 10;
/** So much is looked at of a first line, where it is longer than what all files are known by. */
const LINE = 2 ** 20;

/** The head, or more of it where it shows no more than the beginning of one long line, which may be JSONL or the answer of an API. */
export async function longHead(reader: ByteReader, head: Buffer, least: number): Promise<Buffer> {
  const isLong = head.length >= least && head[0] === 0x7b && !head.includes(NEWLINE);
  return isLong ? reader.peek(LINE) : head;
}

/** Whether only the whole file tells what such a line is; one that cannot be held is taken for JSONL. */
export function needsAll(head: Buffer, least: number, place: LongPlace): boolean {
  const { name, size, options } = place;
  if (head.length < least || head.includes(NEWLINE) || /\.(?:jsonl|ndjson)\b/i.test(name)) return false;
  return head.length < LINE || (size !== null && size <= options.maxBytes);
}

interface LongPlace {
  readonly name: string;
  readonly size: number | null;
  readonly options: ReadOptions;
}

/** Whether a file that had to be read to its end is JSONL after all. */
export function isJsonl(bytes: Buffer, options: ReadOptions): boolean {
  return looksLikeJsonl(bytes, options.textField ?? 'text');
}

/** What is no text: named and skipped, or failed if it may hold documents. */
export function notText(name: Buffer, { what, documents }: BinaryKind, options: ReadOptions): Problem {
  return documents
    ? unread(name, what, options)
    : { kind: 'skipped', name, reason: 'not-text', why: `not text (${what})` };
}

interface BinaryKind {
  readonly what: string;
  readonly documents: boolean;
}

/** What may hold documents and is not read: left out silently, it would be missed by nobody until too late. */
export function unread(name: Buffer, what: string, { skipUnknown }: ReadOptions): Problem {
  if (skipUnknown === true) return { kind: 'skipped', name, reason: 'unsupported', why: `not read (${what})` };
  return {
    kind: 'failed',
    name,
    reason: 'unsupported',
    why: `not read (${what}); --skip-unknown leaves such files out`,
  };
}

/** Why a file that has to be held whole is not read, by its beginning. */
export function tooLargeWhole(head: Source, options: ReadOptions): Problem {
  const name = nameOfSource(head);
  const formats = severalOf(head, options);
  const refusal = formats[0] === 'xml' ? [...documentsIn(head, options)].find((found) => 'kind' in found) : undefined;
  if (refusal !== undefined && 'kind' in refusal)
    return { kind: refusal.kind, name, reason: refusal.reason, why: refusal.why };
  const hint = formats.includes('json') ? ", or write it as JSONL, which is read in a stream (jq -c '.[]')" : '';
  const why = `larger than ${options.maxBytes} bytes; --max-bytes raises the limit${hint}`;
  return { kind: 'failed', name, reason: 'too-large', why };
}
