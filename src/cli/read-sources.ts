import { isUtf8 } from 'node:buffer';
import { looksBinary, looksLikeJsonl } from '../index.ts';
import type { Source } from '../index.ts';
import { byteReader, rest } from '../containers/byte-reader.ts';
import type { ByteReader } from '../containers/byte-reader.ts';
import { openFile } from './file-bytes.ts';
import type { OpenFile } from './file-bytes.ts';
import { nameOf } from './file-name.ts';
import type { FoundFile, Problem } from './find-files.ts';
import { jsonlLines } from './jsonl-lines.ts';
import { messageOf } from './message-of.ts';
import type { RunOptions } from './run-options.ts';

/** Said of a file with many documents by who has agreed to read only small ones. */
export interface Deferred {
  readonly kind: 'deferred';
}

const HEAD = 2 ** 16;

/** The documents of one file, or the problem it is. Files of many documents are read in a stream; those over `deferOver` bytes, if a number is given, are deferred. */
export async function* readSources(
  file: FoundFile,
  options: RunOptions,
  deferOver?: number,
): AsyncGenerator<Source | Problem | Deferred> {
  let open: OpenFile | null = null;
  try {
    open = file.path === null ? (await import('./stdin.ts')).openStdin() : openFile(file.path);
    const size = open.size > 0 ? open.size : null;
    yield* sourcesOf(byteReader(open.chunks), { file, options, size, deferOver: deferOver ?? Infinity });
    if (open.changed()) yield failed(file.name, 'changed', 'changed while it was being read');
  } catch (error) {
    yield failed(file.name, 'unreadable', messageOf(error));
  } finally {
    open?.close();
  }
}

interface Place {
  readonly file: FoundFile;
  readonly options: RunOptions;
  /** Null where it is not known before the end. */
  readonly size: number | null;
  readonly deferOver: number;
}

async function* sourcesOf(reader: ByteReader, place: Place): AsyncGenerator<Source | Problem | Deferred> {
  const { options } = place;
  const forced = options.format === 'auto' || options.format === undefined ? null : options.format;
  const head = forced === 'jsonl' ? Buffer.alloc(0) : await reader.peek(HEAD);
  if (forced === 'jsonl' || (forced === null && looksLikeJsonl(head, options.textField ?? 'text'))) {
    if ((place.size ?? 0) > place.deferOver) yield { kind: 'deferred' };
    else yield* linesOf(reader, place);
    return;
  }
  yield await wholeOf(reader, place, forced);
}

async function* linesOf(reader: ByteReader, { file, options }: Place): AsyncGenerator<Source | Problem> {
  const base = baseOf(file);
  for await (const { number, bytes } of jsonlLines(reader, options.maxBytes)) {
    const member = `line:${number}`;
    if (bytes === null) yield tooLarge(Buffer.from(`${base.path} ${member}`), options.maxBytes);
    else yield { ...base, member, format: 'jsonl', bytes };
  }
}

async function wholeOf(reader: ByteReader, place: Place, format: Source['format']): Promise<Source | Problem> {
  const { file, options, size } = place;
  const bytes = (size ?? 0) > options.maxBytes ? null : await rest(reader, options.maxBytes);
  if (bytes === null) return tooLarge(file.name, options.maxBytes);
  const binary = looksBinary(bytes);
  if (binary !== null) return { kind: 'skipped', name: file.name, reason: 'not-text', why: `not text (${binary})` };
  return { ...baseOf(file), format, bytes };
}

function baseOf(file: FoundFile): Omit<Source, 'bytes' | 'format'> {
  const pathBytes = isUtf8(file.name) ? null : file.name;
  return { path: nameOf(file.name), pathBytes, member: null, charset: null, url: null };
}

function failed(name: Buffer, reason: Problem['reason'], why: string): Problem {
  return { kind: 'failed', name, reason, why };
}

function tooLarge(name: Buffer, limit: number): Problem {
  return failed(name, 'too-large', `larger than ${limit} bytes; --max-bytes raises the limit`);
}
