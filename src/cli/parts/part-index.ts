import { UserError } from '../../index.ts';
import type { OutDir } from './out-dir.ts';
import type { Part } from './plan-file.ts';

/**
 * The index of a plan has a row for each part: files, bytes, and the byte range of its files in the list, as decimal numbers
 * of fixed width, so that a task reads the rows of its own parts and no others.
 */
const DIGITS = 15;
const COLUMNS = ['files', 'bytes', 'from', 'to'] as const;
const ROW_BYTES: number = COLUMNS.length * (DIGITS + 1);
/** Rows read at a time. */
const BLOCK_ROWS = 1000;

/** The row of a part, with its line feed. */
export function rowOf(part: Part): string {
  return `${COLUMNS.map((column) => String(part[column]).padStart(DIGITS, '0')).join(' ')}\n`;
}

/** Reads parts by number, a block of rows at a time. Throws a UserError if the index is cut short or damaged. */
export function indexReader(dir: OutDir, name: string): (part: number) => Promise<Part> {
  let first = -1;
  let rows: Promise<readonly string[]> = Promise.resolve([]);
  return async (part) => {
    const start = part - (part % BLOCK_ROWS);
    if (start !== first) {
      first = start;
      rows = readRows(dir, name, start);
    }
    const read = partOf((await rows)[part - start] ?? '');
    if (read === null) throw new UserError(`${dir.pathOf(name)}: is damaged: part ${part} has no row`);
    return read;
  };
}

async function readRows(dir: OutDir, name: string, start: number): Promise<readonly string[]> {
  const block = await dir.range(name, start * ROW_BYTES, (start + BLOCK_ROWS) * ROW_BYTES);
  return block.toString('latin1').split('\n');
}

function partOf(row: string): Part | null {
  if (!/^(?:\d{15} ){3}\d{15}$/.test(row)) return null;
  const [files = 0, bytes = 0, from = 0, to = 0] = row.split(' ').map(Number);
  return { files, bytes, from, to };
}
