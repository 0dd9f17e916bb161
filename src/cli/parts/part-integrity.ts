import { createHash } from 'node:crypto';
import { parquetMetadataAsync } from 'hyparquet';
import { messageOf } from '../error-message.ts';
import { blocksOf, linesIn } from './part-lines.ts';
import { partFile, rejectedFolder } from './part-folder.ts';
import type { OutDir } from './out-dir.ts';
import type { PartFolder } from './part-folder.ts';
import type { Ledger } from './ledger.ts';

/** Reads a whole part. Returns null if it matches its ledger, else what is wrong. */
export async function faultOfPart(parts: PartFolder, ledger: Ledger): Promise<string | null> {
  const fault = await faultOfFile(parts, ledger.part, ledger);
  const rejected = await rejectedFolder(parts);
  if (fault !== null || ledger.rejected === undefined || rejected === null) return fault;
  const other = await faultOfFile(rejected, ledger.part, ledger.rejected);
  return other === null ? null : `rejected records: ${other}`;
}

async function faultOfFile(
  parts: PartFolder,
  part: number,
  ledger: Pick<Ledger, 'bytes' | 'sha256' | 'written'>,
): Promise<string | null> {
  const { dir, extension } = parts;
  const file = partFile(parts, part);
  try {
    if ((await sha256Of(dir, file)) !== ledger.sha256) return 'has another SHA-256 than its ledger says';
    const count = extension === 'parquet' ? rowsIn : countLines;
    const records = await count(dir, file, ledger.bytes);
    return records === ledger.written ? null : `holds ${records} records where its ledger says ${ledger.written}`;
  } catch (error) {
    return `cannot be read: ${messageOf(error)}`;
  }
}

/** Bytes read at a time. */
const BLOCK_BYTES = 2 ** 20;

async function sha256Of(dir: OutDir, file: string): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; ;) {
    const bytes = await dir.range(file, at, at + BLOCK_BYTES);
    if (bytes.length === 0) return hash.digest('hex');
    hash.update(bytes);
    at += bytes.length;
  }
}

async function countLines(dir: OutDir, file: string, size: number): Promise<number> {
  let count = 0;
  for await (const block of blocksOf(dir.pathOf(file), size)) count += linesIn(block);
  return count;
}

async function rowsIn(dir: OutDir, file: string, byteLength: number): Promise<number> {
  const slice = async (start: number, end = byteLength): Promise<ArrayBuffer> =>
    new Uint8Array(await dir.range(file, start, end)).buffer;
  return Number((await parquetMetadataAsync({ byteLength, slice })).num_rows);
}
