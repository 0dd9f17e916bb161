import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { zstdLibrary } from '../../archives/zstd-library.ts';
import { isatty } from 'node:tty';
import { UserError } from '../../index.ts';
import type { RunOptions } from '../options/types.ts';
import { painter } from '../terminal/color.ts';
import { stdoutSink } from './sink.ts';
import type { Sink } from './sink.ts';
import { packed } from './writer.ts';
import type { Look, Packing } from './writer.ts';

/** What a name asks for: `.gz`, `.zst`, `.parquet`, or JSON lines as they are. */
export async function packingFor(name: string): Promise<Packing | null> {
  if (name.endsWith('.gz')) return gzipped();
  if (name.endsWith('.zst')) return zstandard();
  if (!name.endsWith('.parquet')) return null;
  const { parquet } = await import('./parquet.ts');
  return parquet();
}

/** How standard output is shown to a person: on a terminal, or where that is asked for; null for JSON lines. Throws a UserError. */
export function lookOf({ output, outDir, outputFormat, color, verbose }: RunOptions): Look | null {
  const elsewhere = output ?? outDir;
  if (elsewhere !== undefined && outputFormat === 'pretty')
    throw new UserError('--output-format pretty is for standard output; records in files are for programs');
  const terminal = isatty(1);
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

/** One frame, for there are readers that stop at the end of the first. */
async function zstandard(): Promise<Packing> {
  const { binding } = await zstdLibrary();
  const stream = new binding.ZstdCompressStreamBinding();
  if (!stream.begin(LEVEL)) throw new Error('zstd does not start');
  return inPieces((piece, last) => {
    const made: Buffer[] = [];
    const take = (bytes: Uint8Array): void => {
      made.push(Buffer.from(bytes));
    };
    if (!stream.transform(piece, take) || (last && !stream.end(take))) throw new Error('zstd does not pack');
    if (last) stream.delete();
    return Promise.resolve(Buffer.concat(made));
  });
}

const LEVEL = 3;
