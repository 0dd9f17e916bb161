import { rest } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';
import { Damage } from './damage.ts';
import type { Member } from './member.ts';
import { inMemory } from './random-access.ts';
import type { RandomAccess } from './random-access.ts';
import { isParquet, looksLikeMhtml } from './sniff.ts';
import { isTagged, taggedDocuments } from './tagged.ts';
import type { PackedTableOptions } from './table.ts';

/** How a collection is read. */
export interface Collecting extends PackedTableOptions {
  /** Most bytes that a document may have, and that are held of what must be held whole. */
  readonly maxBytes: number;
  /** For random access to the file; null for what is not a file itself. */
  readonly file: RandomAccess | null;
  /** The encoding of the whole, as far as its beginning tells; null if it tells none. */
  readonly charset: string | null;
  /** UTF-16 that a person says it is; else null. */
  readonly wide: 'utf-16le' | 'utf-16be' | null;
  /** Bytes of what the beginning shows the encoding of. */
  readonly decode: (bytes: Uint8Array) => string;
  /** In lower case. */
  readonly extension: string;
}

/** A kind of file that holds documents and says something of each of them. Members are documents, not files. */
export interface Collection {
  readonly name: string;
  readonly extensions: readonly string[];
  /** Whether a head is of this kind, whatever the name of the file; absent where only its name or a person can say so. */
  readonly opens?: (head: Buffer) => boolean;
  /** Throws Damage where it can be read no further. */
  readonly members: (reader: ByteReader, how: Collecting) => AsyncGenerator<Member, void>;
}

/** All kinds. What few files need is loaded when one is met. Books are known by what is in them, see `zip.ts`. */
const COLLECTIONS: readonly Collection[] = [
  {
    name: 'parquet',
    extensions: ['parquet'],
    opens: isParquet,
    members: async function* (reader, how) {
      const { parquetRows } = await import('./parquet.ts');
      if (how.file !== null) how.budget.read(how.file.size);
      yield* parquetRows(how.file ?? inMemory(await whole(reader, how, 'a Parquet file')), how);
    },
  },
  {
    name: 'csv',
    extensions: ['csv', 'tsv', 'tab'],
    members: async function* (reader, how) {
      const { csvRows } = await import('./csv.ts');
      yield* csvRows(reader, { ...how, limit: how.maxBytes, tabs: how.extension !== 'csv' && how.extension !== '' });
    },
  },
  {
    name: 'tagged',
    extensions: [],
    opens: isTagged,
    members: async function* (reader, how) {
      yield* taggedDocuments(reader, how);
    },
  },
  {
    name: 'mhtml',
    extensions: ['mht', 'mhtml'],
    opens: looksLikeMhtml,
    members: async function* (reader, how) {
      const { pageOf } = await import('./mail.ts');
      yield* pageOf(await whole(reader, how, 'an MHTML file'));
    },
  },
  {
    name: 'eml',
    extensions: ['eml'],
    members: async function* (reader, how) {
      const { bodiesOf } = await import('./mail.ts');
      yield* bodiesOf(await whole(reader, how, 'a mail'), null);
    },
  },
  {
    name: 'mbox',
    extensions: ['mbox'],
    members: async function* (reader, how) {
      const { messagesOf } = await import('./mbox.ts');
      yield* messagesOf(reader, how.maxBytes);
    },
  },
];

/** The kind of a head, by its content or by its name; `asked` is the kind a person says it is, or null. */
export function collectionOf(head: Buffer, extension: string, asked: string | null): Collection | null {
  if (asked !== null) return COLLECTIONS.find(({ name }) => name === asked) ?? null;
  return COLLECTIONS.find(({ opens, extensions }) => opens?.(head) ?? extensions.includes(extension)) ?? null;
}

async function whole(reader: ByteReader, { maxBytes }: Collecting, what: string): Promise<Buffer> {
  const bytes = await rest(reader, maxBytes);
  if (bytes === null) throw new Damage(`is ${what} of more than ${maxBytes} bytes; --max-bytes raises the limit`);
  return bytes;
}
