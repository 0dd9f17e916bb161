import { fencedCode } from '../text/code-lines.ts';
import type { Holder, Structure, Table } from '../structure.ts';
import { lineStructure } from './line-structure.ts';

type Found = (Structure | null)[];

/** Fenced code: one block, fences included. */
export function putFencedCode(
  texts: readonly string[],
  found: Found,
  within: (line: number) => Holder | null = () => null,
): void {
  for (const { first, last, language } of fencedCode(texts)) {
    const { block } = lineStructure({ kind: 'code', language, within: within(first) });
    for (let line = first; line <= last; line++)
      found[line] = lineStructure(
        block,
        line === first || line === last ? { block, markdown: 'delimiter' } : { block },
      );
  }
}

/** Fewest rows of a table of tabs. */
const MIN_ROWS = 2;

/** Rows of a table: neighbours with the same number of tabs between their cells. */
export function putTabbedTables(texts: readonly string[], found: Found): void {
  for (let from = 0; from < texts.length;) {
    const tabs = found[from] === null ? tabsIn(texts[from]) : 0;
    let to = from + 1;
    while (tabs > 0 && found[to] === null && tabsIn(texts[to]) === tabs) to++;
    if (tabs > 0 && to - from >= MIN_ROWS) {
      const table: Table = { isData: true, hasSpans: false };
      for (let line = from; line < to; line++) found[line] = lineStructure({}, { row: { table, cells: [] } });
    }
    from = to;
  }
}

/** Number of tabs between cells; 0 for a line with an empty cell at its edge, since an indent is no cell. */
function tabsIn(line: string | undefined): number {
  return line?.includes('\t') === true && line.trim() === line ? line.split('\t').length - 1 : 0;
}

const BULLET = /^([-*+•])[ \t\u3000]+(?=\S)/;
const NUMBER = /^(\d{1,4})([.)])[ \t\u3000]+(?=\S)/;
/** Fewest items of a list. */
const MIN_ITEMS = 2;

/** Lists: neighbours with the same bullet, or with numbers that count up. */
export function putLists(texts: readonly string[], found: Found): void {
  let list = 0;
  for (let from = 0; from < texts.length;) {
    const first = found[from] === null ? markOf(texts[from]) : null;
    let to = from + 1;
    while (first !== null && found[to] === null && isNext(first, markOf(texts[to]), to - from)) to++;
    if (first !== null && to - from >= MIN_ITEMS) {
      list++;
      for (let line = from; line < to; line++) found[line] = itemOf(list, markOf(texts[line]));
    }
    from = to;
  }
}

interface ItemMark {
  readonly sign: string;
  readonly number: number | null;
  readonly length: number;
}

function markOf(line: string | undefined): ItemMark | null {
  const text = line?.trim() ?? '';
  const bullet = BULLET.exec(text);
  if (bullet !== null) return { sign: bullet[1] ?? '', number: null, length: bullet[0].length };
  const number = NUMBER.exec(text);
  return number === null ? null : { sign: number[2] ?? '', number: Number(number[1]), length: number[0].length };
}

function isNext(first: ItemMark, next: ItemMark | null, steps: number): boolean {
  if (next?.sign !== first.sign) return false;
  return first.number === null ? next.number === null : next.number === first.number + steps;
}

function itemOf(list: number, mark: ItemMark | null): Structure {
  const within: Holder = { kind: 'item', parent: null, list, number: mark?.number ?? null, depth: 1 };
  return lineStructure({ within }, { skip: mark?.length ?? 0 });
}
