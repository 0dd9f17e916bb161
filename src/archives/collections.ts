import { rest } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';
import { Damage } from './damage.ts';
import type { Member } from './member.ts';
import { inMemory } from './random-access.ts';
import type { RandomAccess } from './random-access.ts';
import { isParquet, looksLikeMhtml } from './sniff.ts';
import { isTagged, taggedDocuments } from './tagged.ts';
import type { PackedTableOptions } from './table.ts';

/** Options for reading a collection. */
export interface Collecting extends PackedTableOptions {
  /** Largest document, and largest input that must be held in memory whole, in bytes. */
  readonly maxBytes: number;
  /** Random access to the file; null if the input is not a file. */
  readonly file: RandomAccess | null;
  /** The encoding as detected from the beginning; null if none was detected. */
  readonly charset: string | null;
  /** The UTF-16 encoding that the user named; else null. */
  readonly wide: 'utf-16le' | 'utf-16be' | null;
  /** Decodes bytes in the encoding detected from the beginning. */
  readonly decode: (bytes: Uint8Array) => string;
  /** File extension in lower case. */
  readonly extension: string;
}

/** A file format that holds documents with metadata. Members are documents, not files. */
export interface Collection {
  readonly name: string;
  readonly extensions: readonly string[];
  /** Whether a head has this format, whatever the file's name; absent if only the name or the user can tell. */
  readonly recognizes?: (head: Buffer) => boolean;
  /** Throws Damage where it cannot be read any further; yields damage behind which reading goes on. */
  readonly members: (reader: ByteReader, options: Collecting) => AsyncGenerator<Member | Damage, void>;
}

/** All collection formats; loaded on demand, since few files need them. Books are recognised by their content, see `zip.ts`. */
const COLLECTIONS: readonly Collection[] = [
  {
    name: 'parquet',
    extensions: ['parquet'],
    recognizes: isParquet,
    members: async function* (reader, options) {
      const { parquetRows } = await import('./parquet.ts');
      if (options.file !== null) options.budget.read(options.file.size);
      yield* parquetRows(options.file ?? inMemory(await whole(reader, options, 'a Parquet file')), options);
    },
  },
  {
    name: 'csv',
    extensions: ['csv', 'tsv', 'tab'],
    members: async function* (reader, options) {
      const { csvRows } = await import('./csv.ts');
      yield* csvRows(reader, {
        ...options,
        limit: options.maxBytes,
        tabs: options.extension !== 'csv' && options.extension !== '',
      });
    },
  },
  {
    name: 'tagged',
    extensions: [],
    recognizes: isTagged,
    members: async function* (reader, options) {
      yield* taggedDocuments(reader, options);
    },
  },
  {
    name: 'mhtml',
    extensions: ['mht', 'mhtml'],
    recognizes: looksLikeMhtml,
    members: async function* (reader, options) {
      const { pageOf } = await import('./mail.ts');
      yield* pageOf(await whole(reader, options, 'an MHTML file'));
    },
  },
  {
    name: 'eml',
    extensions: ['eml'],
    members: async function* (reader, options) {
      const { bodiesOf } = await import('./mail.ts');
      yield* bodiesOf(await whole(reader, options, 'a mail'), null);
    },
  },
  {
    name: 'mbox',
    extensions: ['mbox'],
    members: async function* (reader, options) {
      const { messagesOf } = await import('./mbox.ts');
      yield* messagesOf(reader, options.maxBytes);
    },
  },
];

/** The format of a head by its content or extension; `asked` is the format that the user named, or null. */
export function collectionOf(head: Buffer, extension: string, asked: string | null): Collection | null {
  if (asked !== null) return COLLECTIONS.find(({ name }) => name === asked) ?? null;
  return (
    COLLECTIONS.find(({ recognizes: opens, extensions }) => opens?.(head) ?? extensions.includes(extension)) ?? null
  );
}

async function whole(reader: ByteReader, { maxBytes }: Collecting, what: string): Promise<Buffer> {
  const bytes = await rest(reader, maxBytes);
  if (bytes === null) throw new Damage(`is ${what} of more than ${maxBytes} bytes; --max-bytes raises the limit`);
  return bytes;
}
