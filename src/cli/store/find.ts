import { Unreadable } from '../../archives/index.ts';
import type { FoundFile, Problem } from '../input/find-files.ts';
import { failed } from '../input/problems.ts';
import { publicName } from './address.ts';
import { ownClient, placeOf } from './client.ts';
import type { Client } from './client.ts';
import { objectsIn } from './list.ts';
import { retried } from './retry.ts';

/** Size of a file whose server does not tell: large enough for all workers. */
const UNKNOWN_BYTES = 2 ** 30;

/**
 * The files at an address: one file over HTTP, an object, or all objects under a prefix, with names relative to it and hidden ones
 * left out as in a folder. Throws Unreadable if a list breaks off.
 */
export async function* filesAt(address: string, client: Client = ownClient()): AsyncGenerator<FoundFile | Problem> {
  const name = Buffer.from(publicName(address));
  const { bucket, key } = address.startsWith('s3:') ? placeOf(address) : { bucket: null, key: address };
  let refused: Unreadable | null = null;
  if (key !== '' && !(bucket !== null && key.endsWith('/'))) {
    const size = await sizeAt(client, address);
    if (typeof size === 'number') {
      yield { kind: 'file', path: Buffer.from(address), name, size, live: false };
      return;
    }
    refused = size;
  }
  let count = 0;
  if (bucket !== null)
    for await (const file of filesUnder(client, bucket, key === '' || key.endsWith('/') ? key : `${key}/`)) {
      count++;
      yield file;
    }
  if (count > 0) return;
  if (refused === null) yield failed(name, 'empty-folder', 'holds no objects (hidden ones are left out)');
  else yield failed(name, 'unreadable', refused.message);
}

/** Size of an object, or why it has none. */
async function sizeAt(client: Client, address: string): Promise<number | Unreadable> {
  try {
    const answer = await retried(client.pause, () => client.ask('HEAD', address, { statuses: [200, 405] }));
    answer.resume();
    const size = Number(answer.statusCode === 200 ? (answer.headers['content-length'] ?? Number.NaN) : Number.NaN);
    return Number.isSafeInteger(size) ? size : UNKNOWN_BYTES;
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

async function* filesUnder(client: Client, bucket: string, prefix: string): AsyncGenerator<FoundFile> {
  for await (const { key, size } of objectsIn(client, { bucket, prefix })) {
    const name = key.slice(prefix.length);
    // A key that ends in a slash is a mark that some programs make for a folder.
    if (!key.startsWith(prefix) || name === '' || name.endsWith('/') || /(?:^|\/)\./.test(name)) continue;
    const path = Buffer.from(`s3://${bucket}/${key}`);
    yield { kind: 'file', path, name: Buffer.from(name), size, live: false };
  }
}
