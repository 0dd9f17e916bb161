import { isObject } from '../content.ts';
import type { Values } from '../content.ts';

/** What a Jupyter notebook (nbformat 3 and 4) says in prose: its cells of Markdown and of raw text, without code and what code has printed. Null for all else. */
export function notebookText(value: Values): string | null {
  if (typeof value['nbformat'] !== 'number') return null;
  const cells = cellsOf(value);
  if (cells === null) return null;
  const texts = cells.flatMap((cell) =>
    isObject(cell) && PROSE.has(String(cell['cell_type'])) ? [sourceOf(cell)] : [],
  );
  return texts.join('\n\n');
}

const PROSE: ReadonlySet<string> = new Set(['markdown', 'raw', 'heading']);

function cellsOf({ cells, worksheets }: Values): readonly unknown[] | null {
  if (Array.isArray(cells)) return cells as readonly unknown[];
  if (!Array.isArray(worksheets)) return null;
  return worksheets.flatMap((sheet: unknown) =>
    isObject(sheet) && Array.isArray(sheet['cells']) ? (sheet['cells'] as readonly unknown[]) : [],
  );
}

/** One string, or its lines with their ends. */
function sourceOf({ source }: Values): string {
  return Array.isArray(source) ? source.join('') : typeof source === 'string' ? source : '';
}
