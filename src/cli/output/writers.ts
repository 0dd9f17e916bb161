import { statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { signalNames, UserError } from '../../index.ts';
import type { RunOptions } from '../options/types.ts';
import { isStdoutTerminal } from '../terminal/devices.ts';
import { escapeLine } from '../terminal/escape.ts';
import { painter } from '../terminal/color.ts';
import { tellIfNowhere } from './nowhere.ts';
import { stdoutSink } from './sink.ts';
import type { Sink } from './sink.ts';
import { packed } from './writer.ts';
import type { Look, Packing } from './writer.ts';

/** An output format. */
export interface WriterFormat {
  /** File extensions in lower case; `--parts` takes the first, without its dot. */
  readonly extensions: readonly [string, ...string[]];
  /** Null: plain JSON lines. */
  readonly packing: ((optional: readonly string[]) => Packing | Promise<Packing>) | null;
}

/** Every output format. */
export const WRITERS: readonly WriterFormat[] = [
  { extensions: ['.jsonl', '.ndjson'], packing: null },
  { extensions: ['.jsonl.gz', '.ndjson.gz', '.gz'], packing: gzipped },
  { extensions: ['.jsonl.zst', '.ndjson.zst', '.zst'], packing: zstandard },
  { extensions: ['.parquet'], packing: async (optional) => (await import('./parquet.ts')).parquet(optional) },
];

/** What `--parts` takes. */
export const PARTS: readonly string[] = WRITERS.map(({ extensions: [first] }) => first.slice(1));

/** Extensions that `-o` takes, for messages. */
export const OUTPUTS: string = WRITERS.map(({ extensions: [first] }) => first).join(', ');

/** Output format by file name; null without an extension: JSON lines. Throws a UserError for an unknown extension. */
export function writerFor(path: string, option = '-o'): WriterFormat | null {
  const name = basename(path).toLowerCase();
  const writer = WRITERS.find(({ extensions }) => extensions.some((extension) => hasExtension(name, extension)));
  if (writer === undefined && extname(name) !== '' && isFileToBe(path))
    throw new UserError(
      `${escapeLine(path)}: '${escapeLine(extname(name))}' is not an output format; ${option} takes names that end in ${OUTPUTS}`,
    );
  return writer ?? null;
}

/** Packing of a file by its name, for records with these signals, and pages if they are joined; null: none. Throws a UserError as `writerFor` does. */
export async function packingFor(
  path: string,
  { signals = false, joinPages = false }: Pick<RunOptions, 'signals' | 'joinPages'>,
): Promise<Packing | null> {
  const optional = [...(joinPages ? ['pages'] : []), ...signalNames(signals)];
  return (await writerFor(path)?.packing?.(optional)) ?? null;
}

/** `.gz` alone means JSON lines, but `a.csv.gz` names another format. */
function hasExtension(name: string, extension: string): boolean {
  if (!name.endsWith(extension)) return false;
  return !PACKING_EXTENSIONS.has(extension) || extname(name.slice(0, -extension.length)) === '';
}

const PACKING_EXTENSIONS: ReadonlySet<string> = new Set(['.gz', '.zst']);

/** Devices and pipes may have any name. */
function isFileToBe(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() !== false;
}

/** Display of readable records, on a terminal or on request; null for JSON lines. Throws a UserError. */
export function lookOf({ output, outDir, outputFormat, color, verbose }: RunOptions): Look | null {
  const elsewhere = output ?? outDir;
  if (elsewhere !== undefined && outputFormat === 'pretty')
    throw new UserError('--output-format pretty is for standard output; records in files are for programs');
  const terminal = isStdoutTerminal();
  if (elsewhere !== undefined || outputFormat === 'jsonl' || (outputFormat !== 'pretty' && !terminal)) return null;
  const columns = terminal ? process.stdout.columns : Infinity;
  return { paint: painter(color ?? 'auto', terminal), columns, verbose: verbose ?? false };
}

/** Writes records to standard output, as JSON lines or readable. */
export async function standardOutput(look: Look | null): Promise<Sink> {
  tellIfNowhere();
  if (look === null) return stdoutSink();
  const { pretty } = await import('./pretty.ts');
  return packed(stdoutSink(), pretty(look));
}

/** Packs blocks of a fixed size, so that the bytes do not depend on how the lines arrived. */
const BLOCK_BYTES = 2 ** 20;

function inPieces(pack: (piece: Uint8Array, last: boolean) => Promise<Uint8Array>): Packing {
  let waiting: Uint8Array[] = [];
  let size = 0;
  const cut = async (last: boolean): Promise<Uint8Array> => {
    const all = Buffer.concat(waiting);
    const made: Uint8Array[] = [];
    let at = 0;
    for (; all.length - at >= BLOCK_BYTES; at += BLOCK_BYTES)
      made.push(await pack(all.subarray(at, at + BLOCK_BYTES), false));
    if (last) made.push(await pack(all.subarray(at), true));
    waiting = last ? [] : [all.subarray(at)];
    size = all.length - at;
    return Buffer.concat(made);
  };
  return {
    push: async (lines) => {
      waiting.push(lines);
      size += lines.length;
      return size < BLOCK_BYTES ? new Uint8Array(0) : cut(false);
    },
    end: () => cut(true),
  };
}

/** Members of 1 MiB each, compressed off this thread. */
function gzipped(): Packing {
  return inPieces((piece) => promisify(gzip)(piece));
}

/**
 * One frame, because some readers stop after the first. The wasm library gives the same bytes on every version of Node, whose own
 * zlib does not; it omits the checksum, which is added here.
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
