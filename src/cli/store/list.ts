import { Unreadable } from '../../archives/index.ts';
import type { Client } from './client.ts';
import { bodyOf } from './send.ts';
import { retried, Passing } from './retry.ts';
import { Parser } from 'htmlparser2';

export interface Listed {
  readonly key: string;
  /** In bytes. */
  readonly size: number;
}

interface Page {
  readonly objects: readonly Listed[];
  readonly truncated: boolean;
  readonly token: string | null;
}

/** A page of a thousand keys of 1,024 bytes, each percent-encoded, and as much again. */
const MAX_PAGE_BYTES = 2 ** 23;

/** The objects whose keys begin with a prefix, in the server's order, which is that of the bytes. One page is held at a time. Throws Unreadable. */
export async function* objectsIn(client: Client, bucket: string, prefix: string): AsyncGenerator<Listed, void> {
  let next: Readonly<Record<string, string>> | null = {};
  while (next !== null) {
    const asked: Readonly<Record<string, string>> = next;
    const page = await retried(client.pause, () => pageOf(client, bucket, { ...asked, prefix }));
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
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of bodyOf(answer)) {
    parts.push(part);
    size += part.length;
    if (size > MAX_PAGE_BYTES) throw new Unreadable('the list of objects is not one of S3 (too long)');
  }
  return parsed(Buffer.concat(parts).toString());
}

/** Throws Passing for a list that is cut short, Unreadable for anything that is not a list. */
function parsed(xml: string): Page {
  const open: string[] = [];
  const texts = new Map<string, string>();
  const objects: { key: string; size: string }[] = [];
  const parser = new Parser(
    {
      onopentag: (name) => {
        open.push(name);
        texts.set(open.join('/'), '');
      },
      ontext: (text) => {
        const path = open.join('/');
        texts.set(path, (texts.get(path) ?? '') + text);
      },
      onclosetag: () => {
        const path = open.join('/');
        if (path === 'ListBucketResult/Contents')
          objects.push({ key: texts.get(`${path}/Key`) ?? '', size: texts.get(`${path}/Size`) ?? '' });
        open.pop();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  if (xml.includes('<ListBucketResult') && !xml.includes('</ListBucketResult>'))
    throw new Passing('the list of objects is cut short');
  const of = (name: string): string | null => texts.get(`ListBucketResult/${name}`) ?? null;
  if (of('IsTruncated') === null) throw new Unreadable('the server does not answer as S3 does');
  const decoded = of('EncodingType') === 'url' ? unescaped : (key: string): string => key;
  return {
    objects: objects.map(({ key, size }) => ({ key: decoded(key), size: sizeOf(size) })),
    truncated: of('IsTruncated') === 'true',
    token: of('NextContinuationToken'),
  };
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
