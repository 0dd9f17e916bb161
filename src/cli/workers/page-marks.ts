import { mayBePage, pageOf, sizeOfPage } from '../../index.ts';
import type { Normalized } from '../../index.ts';
import { pageGroup } from '../input/page-order.ts';
import type { RunOptions } from '../options/types.ts';
import type { Item, PageMark } from './batch.ts';

/** The marks of a batch. */
export interface PageMarks {
  readonly all: readonly PageMark[];
  /** Begins an item; returns the number of marks before it. */
  readonly begin: (item: Item) => number;
  /** Keeps a document if it may be joined with others; false if it is to be written at once. */
  readonly keep: (done: Normalized) => boolean;
  /** Size of the pages kept of the item. */
  readonly units: () => number;
  /** Forgets all but the first marks. */
  readonly cut: (count: number) => void;
}

/** Group of the documents that the main thread reads from a file, which it names. */
export const STREAM = '';

/** `here`: the place in the output that has been reached. */
export function pageMarks(options: RunOptions, here: () => Pick<PageMark, 'at' | 'rejectedAt'>): PageMarks {
  const all: PageMark[] = [];
  let file = STREAM;
  let units = 0;
  const turnTo = (group: string): void => {
    if (all.at(-1)?.group !== group) all.push({ ...here(), group, page: null });
  };
  return {
    all,
    begin: (item) => {
      const count = all.length;
      units = 0;
      file = item.kind === 'file' ? (item.path ?? item.name) : STREAM;
      turnTo(file === STREAM ? STREAM : pageGroup(file));
      return count;
    },
    keep: (done) => {
      if (!mayBePage(done.record)) return false;
      const page = pageOf(done, options, options.figures === 'samples');
      units += sizeOfPage(page);
      // Pages in a file have nothing to do with files beside it.
      turnTo(file === STREAM ? STREAM : done.record.source.member === null ? pageGroup(file) : `${file}!`);
      all.push({ ...here(), group: all.at(-1)?.group ?? STREAM, page });
      return true;
    },
    units: () => units,
    cut: (count) => {
      all.length = count;
    },
  };
}
