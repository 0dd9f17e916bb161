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
    const { sha256, records } = await (extension === 'parquet' ? rowsIn : linesOf)(dir, file, ledger.bytes);
    if (sha256 !== ledger.sha256) return ANOTHER;
    return records === ledger.written ? null : `holds ${records} records where its ledger says ${ledger.written}`;
  } catch (error) {
    return `cannot be read: ${messageOf(error)}`;
  }
}

const ANOTHER = 'has another SHA-256 than its ledger says';

interface Read {
  readonly sha256: string;
  readonly records: number;
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

/** The lines of a file, which is read once, unless it is damaged. */
async function linesOf(dir: OutDir, file: string, size: number): Promise<Read> {
  const hash = createHash('sha256');
  let records = 0;
  try {
    for await (const block of blocksOf(dir.pathOf(file), size, (bytes) => hash.update(bytes)))
      records += linesIn(block);
  } catch (error) {
    // An altered file is told as such, whatever became of its lines.
    return {
      sha256: await sha256Of(dir, file).catch(() => {
        throw error;
      }),
      records: -1,
    };
  }
  return { sha256: hash.digest('hex'), records };
}

async function rowsIn(dir: OutDir, file: string, byteLength: number): Promise<Read> {
  const sha256 = await sha256Of(dir, file);
  const slice = async (start: number, end = byteLength): Promise<ArrayBuffer> =>
    new Uint8Array(await dir.range(file, start, end)).buffer;
  return { sha256, records: Number((await parquetMetadataAsync({ byteLength, slice })).num_rows) };
}
