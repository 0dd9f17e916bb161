import { byteReader } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';
import { gunzip } from './gzip.ts';
import type { Container } from './sniff.ts';
import type { Member } from './member.ts';
import { untar } from './tar.ts';
import { unwarc } from './warc.ts';
import { unzstd } from './zstd.ts';

export { byteReader, drain, rest } from './byte-reader.ts';
export type { ByteReader, Chunks } from './byte-reader.ts';
export { Damage } from './damage.ts';
export { containerOf } from './sniff.ts';
export type { Container } from './sniff.ts';
export type { Known, Member } from './member.ts';
export { collectionOf } from './collections.ts';
export type { Collecting, Collection } from './collections.ts';

/** What a container holds that is read from its beginning to its end. `limit` is the most bytes a document may have. */
export function membersOf(
  container: Exclude<Container, 'zip'>,
  reader: ByteReader,
  limit: number,
): AsyncGenerator<Member, void> {
  if (container === 'tar') return untar(reader);
  if (container === 'warc') return unwarc(reader, limit);
  return only(container === 'gzip' ? gunzip(reader) : unzstd(reader));
}

/** A compressed stream has no names: what it holds stands in its place. */
// eslint-disable-next-line @typescript-eslint/require-await
async function* only(chunks: AsyncGenerator<Buffer, void>): AsyncGenerator<Member, void> {
  yield { name: null, bytes: byteReader(chunks), size: null, charset: null, url: null, skip: null };
}
