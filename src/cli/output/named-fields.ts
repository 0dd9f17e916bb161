import { nearest, parseJson } from '../../index.ts';
import type { Warning } from '../../index.ts';
import type { RunOptions } from '../options/types.ts';
import { countsIn } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';
import { escapeLine } from '../terminal/escape.ts';

/** An option that names a field of documents. */
interface Naming {
  readonly flag: string;
  readonly name: (options: RunOptions) => string | undefined;
  /** Of records without it, and the reason of documents that give none. */
  readonly warning: Warning;
  /** Formats of documents that may have it and are read without it. */
  readonly formats: readonly string[];
}

const NAMINGS: readonly Naming[] = [
  {
    flag: '--text-field',
    name: ({ textField }) => textField,
    warning: 'no-text-field',
    formats: ['jsonl', 'json', 'csv', 'parquet'],
  },
  {
    flag: '--id-field',
    name: ({ idField }) => idField,
    warning: 'no-id-field',
    formats: ['jsonl', 'json', 'csv', 'parquet'],
  },
];

/** Finds typing errors in options that name a field. */
export interface NamedFields {
  /** Is shown the lines of records. */
  readonly see: (lines: Uint8Array) => void;
  /** A sentence on each option whose field no document had, though there were some that might. */
  readonly missing: (stats: Stats) => readonly string[];
}

export function namedFields(options: RunOptions): NamedFields {
  const asked = NAMINGS.filter(({ name }) => name(options) !== undefined);
  let keys: readonly string[] | null = asked.length === 0 ? [] : null;
  return {
    see: (lines) => {
      if (keys === null && lines.length > 0) keys = keysIn(Buffer.from(lines.buffer, lines.byteOffset, lines.length));
    },
    missing: (stats) =>
      asked
        .filter((naming) => isMissing(naming, stats))
        .map(
          ({ flag, name }) => `${flag} ${escapeLine(name(options) ?? '')}: ${inNone(name(options) ?? '', keys ?? [])}`,
        ),
  };
}

function isMissing({ warning, formats }: Naming, stats: Stats): boolean {
  const warned = countsIn(stats, 'warnings');
  const without = warned.get(warning) ?? 0;
  const dropped = (countsIn(stats, 'dropped').get(warning) ?? 0) + (countsIn(stats, 'failed').get(warning) ?? 0);
  const all = formats.reduce((sum, format) => sum + (countsIn(stats, 'formats').get(format) ?? 0), 0);
  return without + dropped > 0 && all - (warned.get('invalid-json') ?? 0) <= without;
}

function inNone(name: string, keys: readonly string[]): string {
  const [near] = nearest(name, keys);
  if (near !== undefined) return `no document has such a field; did you mean '${escapeLine(near)}'?`;
  const shown = keys.slice(0, MAX_KEYS).map((key) => escapeLine(key));
  return `no document has such a field${shown.length > 0 ? `; the first one has ${shown.join(', ')}` : ''}`;
}

const MAX_KEYS = 10;

/** The fields that came with the first record that has any; null if none has. */
function keysIn(lines: Buffer): readonly string[] | null {
  const end = lines.indexOf(10);
  const { source } = parseJson(lines.toString('utf8', 0, end < 0 ? lines.length : end)) as {
    readonly source: { readonly fields: Readonly<Record<string, unknown>> | null };
  };
  return source.fields === null ? null : Object.keys(source.fields);
}
