import { isObject } from '../../text/is-object.ts';
import type { Values } from '../content.ts';

/** Prose of a Jupyter notebook (nbformat 3 and 4): its Markdown, heading and raw cells, without code and its output. Null for other objects. */
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

/** The source of a cell: one string, or its lines with line breaks. */
function sourceOf({ source }: Values): string {
  return Array.isArray(source) ? source.join('') : typeof source === 'string' ? source : '';
}
