import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { parquetMetadataAsync } from 'hyparquet';
import { messageOf } from '../error-message.ts';
import { blocksOf, linesIn } from './part-lines.ts';
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
    const records = await (parts.extension === 'parquet' ? rowsIn : countLines)(path, ledger.bytes);
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

async function countLines(path: string, size: number): Promise<number> {
  let count = 0;
  for await (const block of blocksOf(path, size)) count += linesIn(block);
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
