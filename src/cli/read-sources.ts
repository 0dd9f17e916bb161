import { closeSync, openSync, readSync } from 'node:fs';
import { isUtf8 } from 'node:buffer';
import { looksBinary, looksLikeJsonl } from '../index.ts';
import type { Source } from '../index.ts';
import type { FoundFile, Problem } from './find-files.ts';
import { messageOf } from './message-of.ts';
import type { RunOptions } from './run-options.ts';

const HEAD = 2 ** 16;
const CHUNK = 2 ** 20;

/** The documents of one file, or the problem it is. A JSONL file is read a line at a time, anything else whole. */
export async function* readSources(file: FoundFile, options: RunOptions): AsyncGenerator<Source | Problem> {
  const base = {
    path: nameOf(file.name),
    pathBytes: isUtf8(file.name) ? null : file.name,
    member: null,
    charset: null,
    url: null,
  };
  const chunks = file.path === null ? stdinChunks() : fileChunks(file.path);
  try {
    const head = await collect(chunks, HEAD);
    const forced = options.format === 'auto' || options.format === undefined ? null : options.format;
    if (forced === 'jsonl' || (forced === null && looksLikeJsonl(head.bytes, options.textField ?? 'text'))) {
      yield* jsonlSources(head, chunks, { ...base, format: 'jsonl' }, options.maxBytes);
      return;
    }
    const whole = head.ended ? head : await collect(chunks, options.maxBytes + 1, head.bytes);
    const binary = looksBinary(whole.bytes);
    if (whole.bytes.length > options.maxBytes) yield tooLarge(file.name, options.maxBytes);
    else if (binary !== null) yield { kind: 'skipped', name: file.name, why: `not text (${binary})` };
    else yield { ...base, format: forced, bytes: whole.bytes };
  } catch (error) {
    yield { kind: 'failed', name: file.name, why: messageOf(error) };
  } finally {
    await chunks.return();
  }
}

type Chunks = AsyncGenerator<Buffer, void> | Generator<Buffer, void>;

interface Head {
  readonly bytes: Buffer;
  /** True if nothing follows. */
  readonly ended: boolean;
}

/** The next chunks, until there are `enough` bytes. */
async function collect(chunks: Chunks, enough: number, before: Buffer = Buffer.alloc(0)): Promise<Head> {
  const parts = before.length > 0 ? [before] : [];
  let size = before.length;
  while (size < enough) {
    const next = await chunks.next();
    if (next.done === true) return { bytes: joined(parts), ended: true };
    parts.push(next.value);
    size += next.value.length;
  }
  return { bytes: joined(parts), ended: false };
}

function joined(parts: readonly Buffer[]): Buffer {
  return parts.length === 1 ? (parts[0] ?? Buffer.alloc(0)) : Buffer.concat(parts);
}

/** Lines as documents. A blank line is none; a line over the limit is a problem, and the lines after it are read all the same. */
async function* jsonlSources(
  head: Head,
  chunks: Chunks,
  base: Omit<Source, 'bytes'>,
  limit: number,
): AsyncGenerator<Source | Problem> {
  let rest: Buffer[] = [];
  let size = 0;
  let number = 0;
  for (let chunk: Buffer | null = head.bytes; chunk !== null; chunk = await nextOf(chunks)) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      yield* line(joined([...rest, chunk.subarray(start, end)]), size + end - start);
      rest = [];
      size = 0;
      start = end + 1;
    }
    size += chunk.length - start;
    rest = size > limit ? [] : [...rest, chunk.subarray(start)];
  }
  if (size > 0) yield* line(joined(rest), size);

  function* line(bytes: Buffer, length: number): Generator<Source | Problem> {
    number++;
    const member = `line:${number}`;
    if (length > limit) yield tooLarge(Buffer.from(`${base.path} ${member}`), limit);
    else if (!isBlank(bytes)) yield { ...base, member, bytes };
  }
}

async function nextOf(chunks: Chunks): Promise<Buffer | null> {
  const next = await chunks.next();
  return next.done === true ? null : next.value;
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

function tooLarge(name: Buffer, limit: number): Problem {
  return { kind: 'failed', name, why: `larger than ${limit} bytes; --max-bytes raises the limit` };
}

async function* stdinChunks(): AsyncGenerator<Buffer, void> {
  for await (const chunk of process.stdin) yield chunk as Buffer;
}

/** Read in step with the reader, so that memory holds one chunk. */
function* fileChunks(path: Buffer): Generator<Buffer, void> {
  const descriptor = openSync(path, 'r');
  try {
    for (let size = HEAD; ; size = CHUNK) {
      const buffer = Buffer.allocUnsafe(size);
      const length = readSync(descriptor, buffer);
      if (length === 0) return;
      yield buffer.subarray(0, length);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** A name as text. Bytes that are not UTF-8 are nearly always GBK from an old archive; the exact ones are in `path_bytes`. */
export function nameOf(name: Buffer): string {
  if (isUtf8(name)) return name.toString('utf8');
  return new TextDecoder('gb18030').decode(name);
}
