import { byteReader, rest } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';
import { Damage } from './damage.ts';
import type { Member } from './member.ts';
import { inMemory } from './random-access.ts';
import type { RandomAccess } from './random-access.ts';
import { beginsWithFields, isParquet, looksLikeMhtml } from './sniff.ts';
import { isTagged, taggedDocuments } from './tagged.ts';
import type { PackedTableOptions } from './table.ts';
import { encoded, narrowed } from './wide.ts';
import type { Wide } from './wide.ts';

/** Options for reading a collection. */
export interface Collecting extends PackedTableOptions {
  /** Largest document, and largest input that must be held in memory whole, in bytes. */
  readonly maxBytes: number;
  /** Random access to the file; null if the input is not a file. */
  readonly file: RandomAccess | null;
  /** The encoding as detected from the beginning; null if none was detected. */
  readonly charset: string | null;
  /** The UTF-16 encoding of input without a byte order mark; else null. */
  readonly wide: Wide | null;
  /** The UTF-16 encoding that the user named; else null. */
  readonly askedWide: Wide | null;
  /** Decodes bytes in the encoding detected from the beginning. */
  readonly decode: (bytes: Uint8Array) => string;
  /** File extension in lower case. */
  readonly extension: string;
}

/** A file format that holds documents with metadata. Members are documents, not files. */
export interface Collection {
  readonly name: string;
  readonly extensions: readonly string[];
  /** Whether a head has this format; absent if only the name or the user can tell. */
  readonly recognizes?: (head: Buffer, extension: string) => boolean;
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
    recognizes: (head, extension) => looksLikeMhtml(head) || (/^mht(?:ml)?$/.test(extension) && beginsWithFields(head)),
    members: async function* (raw, options) {
      const { pageOf } = await import('./mail.ts');
      const { reader, wide } = await narrowed(raw, options.wide);
      yield* recoded(pageOf(await whole(reader, options, 'an MHTML file'), wide !== null), options);
    },
  },
  {
    name: 'eml',
    extensions: ['eml'],
    members: async function* (raw, options) {
      const { bodiesOf } = await import('./mail.ts');
      const { reader, wide } = await narrowed(raw, options.wide);
      yield* recoded(bodiesOf(await whole(reader, options, 'a mail'), null, wide !== null), options);
    },
  },
  {
    name: 'mbox',
    extensions: ['mbox'],
    members: async function* (raw, options) {
      const { messagesOf } = await import('./mbox.ts');
      const { reader, wide } = await narrowed(raw, options.wide);
      yield* recoded(messagesOf(reader, options.maxBytes, wide !== null), options);
    },
  },
];

/** The format of a head by its content or extension; `asked` is the format that the user named, or null. */
export function collectionOf(head: Buffer, extension: string, asked: string | null): Collection | null {
  if (asked !== null) return COLLECTIONS.find(({ name }) => name === asked) ?? null;
  return (
    COLLECTIONS.find(
      ({ recognizes: opens, extensions }) => opens?.(head, extension) ?? extensions.includes(extension),
    ) ?? null
  );
}

/** Members whose bytes are in the encoding that the user named. */
async function* recoded(
  members: Iterable<Member> | AsyncIterable<Member>,
  { askedWide, maxBytes }: Collecting,
): AsyncGenerator<Member, void> {
  for await (const member of members) {
    const bytes = askedWide === null ? null : await rest(member.bytes, maxBytes);
    yield bytes === null ? member : { ...member, bytes: byteReader([encoded(bytes, askedWide)].values()) };
  }
}

async function whole(reader: ByteReader, { maxBytes }: Collecting, what: string): Promise<Buffer> {
  const bytes = await rest(reader, maxBytes);
  if (bytes === null) throw new Damage(`is ${what} of more than ${maxBytes} bytes; --max-bytes raises the limit`);
  return bytes;
}
