import { Unreadable } from '../../archives/index.ts';
import type { Client } from './client.ts';
import { retried } from './retry.ts';
import { xmlOf } from './xml.ts';
import type { Row } from './xml.ts';

export interface Listed {
  /** With a slash at the end for those that a list does not go into. */
  readonly key: string;
  /** In bytes. */
  readonly size: number;
}

interface Page {
  readonly objects: readonly Listed[];
  readonly truncated: boolean;
  readonly token: string | null;
}

/**
 * The objects whose keys begin with a prefix, in the server's order, which is that of the bytes. One page is held at a time. A `flat` list
 * does not go into what is below the prefix as if in folders. Throws Unreadable.
 */
export async function* objectsIn(
  client: Client,
  { bucket, prefix, flat = false }: { readonly bucket: string; readonly prefix: string; readonly flat?: boolean },
): AsyncGenerator<Listed, void> {
  const kind = flat ? { delimiter: '/' } : {};
  let next: Readonly<Record<string, string>> | null = {};
  while (next !== null) {
    const asked: Readonly<Record<string, string>> = next;
    const page = await retried(client.pause, () => pageOf(client, bucket, { ...asked, ...kind, prefix }));
    yield* page.objects;
    next = page.truncated ? nextOf(page) : null;
    if (next !== null && JSON.stringify(next) === JSON.stringify(asked))
      throw new Unreadable('the server lists the same keys again');
  }
}

function nextOf({ objects, token }: Page): Readonly<Record<string, string>> {
  const last = objects.at(-1);
  if (token !== null) return { 'continuation-token': token };
  if (last === undefined) throw new Unreadable('the server lists more keys but does not say how to get them');
  return { 'start-after': last.key };
}

async function pageOf(client: Client, bucket: string, asked: Readonly<Record<string, string>>): Promise<Page> {
  const all = { ...asked, 'encoding-type': 'url', 'list-type': '2', 'max-keys': '1000' };
  const query = Object.fromEntries(Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1)));
  const answer = await client.ask('GET', `s3://${bucket}`, { query, statuses: [200] });
  const { texts, rows } = await xmlOf(answer, ['ListBucketResult']);
  if (!texts.has('IsTruncated')) throw new Unreadable('the server does not answer as S3 does');
  const decoded = texts.get('EncodingType') === 'url' ? unescaped : (key: string): string => key;
  return {
    objects: rows.flatMap((row) => listed(row, decoded)),
    truncated: texts.get('IsTruncated') === 'true',
    token: texts.get('NextContinuationToken') ?? null,
  };
}

function listed({ name, texts }: Row, decoded: (key: string) => string): readonly Listed[] {
  if (name === 'CommonPrefixes') return [{ key: decoded(texts.get('Prefix') ?? ''), size: 0 }];
  return name === 'Contents' ? [{ key: decoded(texts.get('Key') ?? ''), size: sizeOf(texts.get('Size') ?? '') }] : [];
}

function unescaped(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
}

function sizeOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Unreadable('the server does not answer as S3 does');
}
