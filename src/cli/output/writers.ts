import { statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { UserError } from '../../index.ts';
import type { RunOptions } from '../options/types.ts';
import { isStdoutTerminal } from '../terminal/devices.ts';
import { escapeLine } from '../terminal/escape.ts';
import { painter } from '../terminal/color.ts';
import { stdoutSink } from './sink.ts';
import type { Sink } from './sink.ts';
import { packed } from './writer.ts';
import type { Look, Packing } from './writer.ts';

/** A form that records are written in. */
export interface WriterFormat {
  /** The end of a file's name, in small letters; the first is what `--parts` takes, without its dot. */
  readonly extensions: readonly [string, ...string[]];
  /** Null: the lines as they are. */
  readonly packing: (() => Packing | Promise<Packing>) | null;
}

/** Every form of output. */
export const WRITERS: readonly WriterFormat[] = [
  { extensions: ['.jsonl', '.ndjson'], packing: null },
  { extensions: ['.jsonl.gz', '.ndjson.gz', '.gz'], packing: gzipped },
  { extensions: ['.jsonl.zst', '.ndjson.zst', '.zst'], packing: zstandard },
  { extensions: ['.parquet'], packing: async () => (await import('./parquet.ts')).parquet() },
];

/** What `--parts` takes. */
export const PARTS: readonly string[] = WRITERS.map(({ extensions: [first] }) => first.slice(1));

/** The ends of names that `-o` takes, for a person to read. */
export const OUTPUTS: string = WRITERS.map(({ extensions: [first] }) => first).join(', ');

/** What a name asks for, or null where it has no extension: JSON lines. Throws a UserError for an extension that is none of these. */
export function writerFor(path: string): WriterFormat | null {
  const name = basename(path).toLowerCase();
  const writer = WRITERS.find(({ extensions }) => extensions.some((extension) => hasExtension(name, extension)));
  if (writer === undefined && extname(name) !== '' && isFileToBe(path))
    throw new UserError(
      `${escapeLine(path)}: '${escapeLine(extname(name))}' is not an output format; -o takes names that end in ${OUTPUTS}`,
    );
  return writer ?? null;
}

/** How a file of this name is packed; null: not at all. Throws a UserError as `writerFor` does. */
export async function packingFor(path: string): Promise<Packing | null> {
  return (await writerFor(path)?.packing?.()) ?? null;
}

/** `.gz` says nothing of what is packed: `a.gz` is JSON lines, and `a.csv.gz` would be another format. */
function hasExtension(name: string, extension: string): boolean {
  if (!name.endsWith(extension)) return false;
  return !PACKED.has(extension) || extname(name.slice(0, -extension.length)) === '';
}

const PACKED: ReadonlySet<string> = new Set(['.gz', '.zst']);

/** Devices and pipes may be called anything. */
function isFileToBe(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() !== false;
}

/** How standard output is shown to a person: on a terminal, or where that is asked for; null for JSON lines. Throws a UserError. */
export function lookOf({ output, outDir, outputFormat, color, verbose }: RunOptions): Look | null {
  const elsewhere = output ?? outDir;
  if (elsewhere !== undefined && outputFormat === 'pretty')
    throw new UserError('--output-format pretty is for standard output; records in files are for programs');
  const terminal = isStdoutTerminal();
  if (elsewhere !== undefined || outputFormat === 'jsonl' || (outputFormat !== 'pretty' && !terminal)) return null;
  const columns = terminal ? process.stdout.columns : Infinity;
  return { paint: painter(color ?? 'auto', terminal), columns, verbose: verbose ?? false };
}

/** Records to standard output, for programs or for a person. */
export async function standardOutput(look: Look | null): Promise<Sink> {
  if (look === null) return stdoutSink();
  const { pretty } = await import('./pretty.ts');
  return packed(stdoutSink(), pretty(look));
}

/** Pieces of one size, so that the packed bytes do not depend on how the lines came. */
const PIECE = 2 ** 20;

function inPieces(pack: (piece: Uint8Array, last: boolean) => Promise<Uint8Array>): Packing {
  let waiting: Uint8Array[] = [];
  let size = 0;
  const cut = async (last: boolean): Promise<Uint8Array> => {
    const all = Buffer.concat(waiting);
    const made: Uint8Array[] = [];
    let at = 0;
    for (; all.length - at >= PIECE; at += PIECE) made.push(await pack(all.subarray(at, at + PIECE), false));
    if (last) made.push(await pack(all.subarray(at), true));
    waiting = last ? [] : [all.subarray(at)];
    size = all.length - at;
    return Buffer.concat(made);
  };
  return {
    push: async (lines) => {
      waiting.push(lines);
      size += lines.length;
      return size < PIECE ? new Uint8Array(0) : cut(false);
    },
    end: () => cut(true),
  };
}

/** Members of a MiB each, packed outside of this thread. */
function gzipped(): Packing {
  return inPieces((piece) => promisify(gzip)(piece));
}

/**
 * One frame, for there are readers that stop at the end of the first. The library is the same on every version of Node, whose own
 * write other bytes from version to version; it leaves out the checksum, which is put in here.
 */
async function zstandard(): Promise<Packing> {
  const [{ Zstd }, { default: xxhash }] = await Promise.all([import('@hpcc-js/wasm-zstd'), import('xxhash-wasm')]);
  const [zstd, hashes] = await Promise.all([Zstd.load(), xxhash()]);
  const hash = hashes.create64();
  zstd.reset();
  zstd.setCompressionLevel(LEVEL);
  let begun = false;
  return inPieces((piece, last) => {
    const made = piece.length > 0 ? [zstd.compressChunk(piece)] : [];
    hash.update(piece);
    if (last) made.push(zstd.compressEnd(), checksum(hash.digest()));
    const bytes = Buffer.concat(made);
    if (!begun && bytes.length > FLAGS) {
      bytes[FLAGS] = (bytes[FLAGS] ?? 0) | WITH_CHECKSUM;
      begun = true;
    }
    return Promise.resolve(bytes);
  });
}

/** In the head of a frame (RFC 8878). */
const FLAGS = 4;
const WITH_CHECKSUM = 4;

/** The low half of XXH64. */
function checksum(digest: bigint): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(Number(digest & 0xffffffffn));
  return bytes;
}

const LEVEL = 3;
