import type { IncomingMessage } from 'node:http';
import { Unreadable } from '../../archives/index.ts';
import type { Client, Headers } from './client.ts';
import { retried } from './retry.ts';
import { bodyOf } from './send.ts';

/** What is known of an object without reading it. */
export interface Head {
  readonly bytes: number;
  readonly etag: string;
  /** Time of the last change, and of the answer, in milliseconds by the clock of the server, which counts in seconds. */
  readonly modified: number;
  readonly now: number;
  readonly headers: IncomingMessage['headers'];
}

function headIn({ headers }: IncomingMessage): Head {
  return {
    bytes: Number(headers['content-length'] ?? 0),
    etag: headers.etag ?? '',
    modified: Date.parse(headers['last-modified'] ?? '') || 0,
    now: Date.parse(headers.date ?? '') || Date.now(),
    headers,
  };
}

/** Null if there is no such object. Throws Unreadable, as all of these. */
export async function headOf(client: Client, address: string): Promise<Head | null> {
  return retried(client.pause, async () => {
    const answer = await client.ask('HEAD', address, { statuses: [200, 404] });
    answer.resume();
    return answer.statusCode === 404 ? null : headIn(answer);
  });
}

/** A small object; null if there is none. */
export async function getWhole(client: Client, address: string): Promise<(Head & { readonly body: Buffer }) | null> {
  return retried(client.pause, async () => {
    const answer = await client.ask('GET', address, { statuses: [200, 404] });
    const body = await allOf(answer);
    return answer.statusCode === 404 ? null : { ...headIn(answer), body };
  });
}

/** The bytes of `[start, end)`; fewer if the object is shorter. */
export async function getRange(client: Client, address: string, start: number, end: number): Promise<Buffer> {
  const headers = { range: `bytes=${start}-${end - 1}` };
  return retried(client.pause, async () => {
    const answer = await client.ask('GET', address, { headers, statuses: [200, 206, 416] });
    const body = await allOf(answer);
    if (answer.statusCode === 416) return Buffer.alloc(0);
    return answer.statusCode === 200 ? body.subarray(start, end) : body;
  });
}

const NO_LIMIT = Infinity;

/** The body of an answer. Throws Unreadable if it has more bytes than `most`. */
export async function allOf(answer: IncomingMessage, most: number = NO_LIMIT): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of bodyOf(answer)) {
    parts.push(part);
    size += part.length;
    if (size > most) throw new Unreadable('the server does not answer as S3 does (too long)');
  }
  return Buffer.concat(parts);
}

/** Writes an object, and tells its ETag; null if the condition in the headers does not hold. */
export async function put(
  client: Client,
  address: string,
  body: Uint8Array,
  headers: Headers = {},
): Promise<string | null> {
  const refusals = Object.keys(headers).some((name) => name.startsWith('if-')) ? [404, 412] : [];
  return retried(client.pause, async () => {
    const answer = await client.ask('PUT', address, { headers, body, statuses: [200, 201, ...refusals] });
    await allOf(answer);
    return refusals.includes(answer.statusCode ?? 0) ? null : (answer.headers.etag ?? '');
  });
}

/** Writes an object that is not there yet, and tells its ETag; null if there is one. The content must be this writer's alone. */
export async function create(client: Client, address: string, body: Uint8Array): Promise<string | null> {
  const etag = await put(client, address, body, { 'if-none-match': '*' });
  if (etag !== null) return etag;
  // An attempt whose answer was lost may have written it.
  const there = await getWhole(client, address);
  return there?.body.equals(body) === true ? there.etag : null;
}

export async function remove(client: Client, address: string): Promise<void> {
  await retried(client.pause, async () => {
    (await client.ask('DELETE', address, { statuses: [200, 204, 404] })).resume();
  });
}
