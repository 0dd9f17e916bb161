import { countIn, countsIn } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';
import type { Reason } from '../input/find-files.ts';
import { conditionIn, isRejection } from '../input/problems.ts';
import { amount, megabytes } from './amounts.ts';
import { escapeLine } from './escape.ts';
import { MAX_NAMED } from './report.ts';
import { stderrColumns } from './stderr.ts';
import { labelled, wrapped } from './width.ts';

/** Reason of pages that are in the record of another. */
const JOINED: Reason = 'joined';
/** Entries shown in a row unless all are requested. */
const MAX_SHOWN = 8;

/** Figures with a row of their own, whose label is the name. */
const ROWS = ['encodings', 'repairs', 'removed', 'warnings'] as const;

/** Summary of a run, about a screenful, wrapped to the terminal. `brief` omits what the readable record has already shown; `lost` is what became of the records. */
export function summary(
  stats: Stats,
  seconds: number,
  how: { readonly verbose?: boolean; readonly brief?: boolean; readonly lost?: string },
): string {
  const bytes = countIn(stats, 'bytes');
  const rate = seconds > 0 && bytes > 0 ? ` (${megabytes(bytes / seconds)}/s)` : '';
  const lost = how.lost === undefined ? '' : ` (${how.lost})`;
  const records = `${amount(countIn(stats, 'documents.written'), 'record')}${lost}`;
  const done = `${amount(countIn(stats, 'files'), 'file')}, ${records}`;
  const columns = stderrColumns() ?? Infinity;
  const shown = how.verbose === true ? Infinity : MAX_SHOWN;
  const dropped = [...countsIn(stats, 'dropped')];
  const rejected = new Map(dropped.flatMap(([key, count]) => (isRejection(key) ? [[conditionIn(key), count]] : [])));
  const skipped = new Map(dropped.filter(([key]) => !isRejection(key) && key !== JOINED));
  const joined = countsIn(stats, 'dropped').get(JOINED);
  const unnamed = how.verbose !== true && [...skipped.values()].some((count) => count > MAX_NAMED);
  return [
    wrapped('', `${done}, ${megabytes(bytes)} in ${seconds.toFixed(1)} s${rate}`.split(' '), columns),
    ...(how.brief === true ? [] : ROWS.map((name) => row(name, countsIn(stats, name), columns, { shown }))),
    row('joined', new Map(joined === undefined ? [] : [['pages that are in the record of another', joined]]), columns),
    row('rejected', rejected, columns, { total: true }),
    row('skipped', skipped, columns, { total: true, note: unnamed ? ['(--verbose names each)'] : [] }),
    row('failed', countsIn(stats, 'failed'), columns, { total: true }),
  ]
    .filter(Boolean)
    .join('\n');
}

/** Options of a row of counts. */
interface RowOptions {
  /** Number of entries shown; the rest are summed up. */
  readonly shown?: number;
  /** True: the row begins with the total. */
  readonly total?: boolean;
  readonly note?: readonly string[];
}

/** Formats counts, highest first, wrapped to a width; '' if there are none. */
export function row(
  label: string,
  counts: ReadonlyMap<string, number>,
  columns: number,
  { shown = Infinity, total = false, note = [] }: RowOptions = {},
): string {
  if (counts.size === 0) return '';
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const items = sorted.slice(0, shown).map(([key, number]) => `${escapeLine(key)} ${number}`);
  if (sorted.length > shown) items.push(`and ${sorted.length - shown} more`);
  const words = items.map((item, index) => (index < items.length - 1 ? `${item},` : item));
  if (total) words.unshift(`${sorted.reduce((sum, [, number]) => sum + number, 0)}:`);
  return labelled(label, [...words, ...note], columns);
}
