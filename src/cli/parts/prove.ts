import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { parquetMetadataAsync } from 'hyparquet';
import { messageOf } from '../error-message.ts';
import { readPieces } from '../input/documents-of.ts';
import { partPath, rejectedFolder } from './part-folder.ts';
import type { PartFolder } from './part-folder.ts';
import type { Ledger } from './ledger.ts';

/** Reads a whole part. Returns null if it matches its ledger, else what is wrong. */
export async function faultOfPart(parts: PartFolder, ledger: Ledger): Promise<string | null> {
  const fault = await faultOfFile(parts, ledger.part, ledger);
  const rejected = rejectedFolder(parts);
  if (fault !== null || ledger.rejected === undefined || rejected === null) return fault;
  const other = await faultOfFile(rejected, ledger.part, ledger.rejected);
  return other === null ? null : `rejected records: ${other}`;
}

async function faultOfFile(
  parts: PartFolder,
  part: number,
  ledger: Pick<Ledger, 'bytes' | 'sha256' | 'written'>,
): Promise<string | null> {
  const path = partPath(parts, part);
  try {
    if (sha256Of(path) !== ledger.sha256) return 'has another SHA-256 than its ledger says';
    const records = await (parts.extension === 'parquet' ? rowsIn(path, ledger.bytes) : linesIn(path, ledger.bytes));
    if (typeof records === 'string') return `cannot be read: ${records}`;
    return records === ledger.written ? null : `holds ${records} records where its ledger says ${ledger.written}`;
  } catch (error) {
    return `cannot be read: ${messageOf(error)}`;
  }
}

function sha256Of(path: string): string {
  const descriptor = openSync(path, 'r');
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(2 ** 20);
  try {
    for (let read = readSync(descriptor, buffer); read > 0; read = readSync(descriptor, buffer))
      hash.update(buffer.subarray(0, read));
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}

/** Number of lines in a file, compressed or not, or why it cannot be read. */
async function linesIn(path: string, size: number): Promise<number | string> {
  const name = Buffer.from(path);
  const options = { format: 'jsonl', maxBytes: Number.MAX_SAFE_INTEGER } as const;
  let count = 0;
  for await (const piece of readPieces({ kind: 'file', path: name, name, size, live: false }, options, Infinity)) {
    if (!('kind' in piece) || piece.kind === 'deferred') continue;
    if (piece.kind !== 'lines') return piece.why;
    for (const part of piece.parts) count += breaksIn(part);
  }
  return count;
}

function breaksIn(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}

async function rowsIn(path: string, byteLength: number): Promise<number> {
  const file = await open(path);
  try {
    const slice = async (start: number, end = byteLength): Promise<ArrayBuffer> => {
      const bytes = new Uint8Array(end - start);
      await file.read(bytes, 0, bytes.length, start);
      return bytes.buffer;
    };
    return Number((await parquetMetadataAsync({ byteLength, slice })).num_rows);
  } finally {
    await file.close();
  }
}
