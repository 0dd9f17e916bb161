import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { UserError } from '../../index.ts';
import { Unreadable } from '../../archives/index.ts';
import { firstBytes, send } from './send.ts';
import { pause, Passing } from './retry.ts';
import type { Pause } from './retry.ts';
import { settingsFrom } from './settings.ts';
import type { Settings } from './settings.ts';
import { sign } from 'aws4';

export type Headers = Readonly<Record<string, string>>;

export type Method = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';

export interface Client {
  /**
   * The answer to a request for an address, with a query or none, if its status is one of those expected. Throws Passing for a
   * failure that may pass, Unreadable for any other. The caller reads or destroys the answer.
   */
  readonly ask: (method: Method, address: string, how: Asking) => Promise<IncomingMessage>;
  readonly pause: Pause;
}

interface Asking {
  readonly headers?: Headers;
  readonly body?: Uint8Array;
  /** Of the bucket, sorted by name. */
  readonly query?: Readonly<Record<string, string>>;
  readonly statuses: readonly number[];
}

let own: Client | null = null;

/** The client for the environment; one per thread. Throws a UserError. */
export function ownClient(): Client {
  return (own ??= clientFor(settingsFrom(process.env), pause));
}

export function clientFor(settings: Settings, wait: Pause): Client {
  // A bucket's region is learned from the first answer that names another.
  const regions = new Map<string, string>();
  return { pause: wait, ask };

  async function ask(method: Method, address: string, how: Asking): Promise<IncomingMessage> {
    if (!address.startsWith('s3://')) return checked(await sent(method, new URL(address), how), how);
    const { bucket, key } = placeOf(address);
    for (;;) {
      const region = regions.get(bucket) ?? settings.region;
      const answer = await sent(method, urlOf(settings, region, bucket, key, how.query), how, { ...settings, region });
      const other = answer.headers['x-amz-bucket-region'];
      if (how.statuses.includes(answer.statusCode ?? 0) || typeof other !== 'string' || other === region)
        return checked(answer, how);
      if (regions.has(bucket) || !/^[a-z\d-]{1,40}$/.test(other)) return checked(answer, how);
      answer.destroy();
      regions.set(bucket, other);
    }
  }
}

/** The bucket and the key of `s3://bucket/key`. */
export function placeOf(address: string): { readonly bucket: string; readonly key: string } {
  const [bucket = '', ...rest] = address.slice('s3://'.length).split('/');
  const key = rest.join('/');
  if (!/^[\w.-]+$/.test(bucket)) throw new UserError(`${address}: must name a bucket, as in s3://bucket/prefix`);
  return { bucket, key };
}

interface Url {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
  /** With the query. */
  readonly path: string;
}

/** Amazon's own addresses name the bucket in the host, all others in the path. */
function urlOf({ endpoint }: Settings, region: string, bucket: string, key: string, query: Asking['query']): Url {
  const host = `s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  const inHost = endpoint === null && !bucket.includes('.');
  const { protocol, hostname, port, pathname } = endpoint ?? new URL(`https://${inHost ? `${bucket}.` : ''}${host}`);
  const folder = `${pathname.replace(/\/$/, '')}/${inHost ? '' : `${bucket}/`}`;
  const asked = query === undefined ? [] : Object.entries(query).map(([name, value]) => `${name}=${encoded(value)}`);
  const path = `${folder}${key.split('/').map(encoded).join('/')}${asked.length === 0 ? '' : `?${asked.join('&')}`}`;
  return { protocol, hostname, port, path };
}

/** Percent-encoded as signatures require it. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

const MAX_REDIRECTS = 5;

async function sent(
  method: Method,
  url: Url | URL,
  { headers: given = {}, body }: Asking,
  settings: Settings | null = null,
): Promise<IncomingMessage> {
  const headers = method === 'GET' || method === 'HEAD' ? given : { ...given, ...about(body ?? new Uint8Array(0)) };
  let next = url;
  for (let redirects = 0; ; redirects++) {
    const path = next instanceof URL ? `${next.pathname}${next.search}` : next.path;
    const { protocol, hostname, port } = next;
    const request = { method, protocol, hostname: hostname.replace(/^\[|\]$/g, ''), port, path, headers };
    const host = port === '' ? hostname : `${hostname}:${port}`;
    const answer = await send(
      settings === null ? request : signed({ ...request, headers: { ...headers, host } }, settings),
      body,
    );
    const { location } = answer.headers;
    const moved = settings === null && [301, 302, 303, 307, 308].includes(answer.statusCode ?? 0);
    if (!moved || location === undefined || redirects >= MAX_REDIRECTS) return answer;
    answer.destroy();
    const from = `${protocol}//${host}${path}`;
    const to = URL.canParse(location, from) ? new URL(location, from) : null;
    const safe = to !== null && (to.protocol === 'https:' || to.protocol === protocol);
    if (!safe) throw new Unreadable('the server redirects to an address that is not read');
    next = to;
  }
}

/** What a request says about its body. The store checks the hash. */
function about(body: Uint8Array): Headers {
  return {
    'content-length': String(body.length),
    'x-amz-content-sha256': createHash('sha256').update(body).digest('hex'),
  };
}

interface Request {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
  readonly path: string;
  readonly headers: Headers;
}

function signed(request: Request, { credentials, region }: Settings): Request {
  if (credentials === null) return request;
  const { headers } = sign({ ...request, service: 's3', region }, { ...credentials });
  const given = Object.entries(headers ?? {}).map(([name, value]): [string, string] => [name, String(value)]);
  return { ...request, headers: Object.fromEntries(given) };
}

/** Statuses of failures that may pass. */
const PASSING = [408, 425, 429, 500, 502, 503, 504];
/** Codes of such failures among the others. */
const PASSING_CODES = [
  'RequestTimeout',
  'SlowDown',
  'InternalError',
  'ServiceUnavailable',
  'ThrottlingException',
  // Somebody else is writing the same object.
  'ConditionalRequestConflict',
  'OperationAborted',
];

const WORDS: Readonly<Record<number, string>> = {
  401: 'access denied',
  403: 'access denied',
  404: 'no such object',
  412: 'changed while it was being read',
  416: 'changed while it was being read',
};

/** The answer if its status is as expected. The body of a failure may hold the key id: only its code is shown. */
async function checked(answer: IncomingMessage, { statuses }: Asking): Promise<IncomingMessage> {
  const status = answer.statusCode ?? 0;
  if (statuses.includes(status)) return answer;
  const body = await firstBytes(answer);
  const code = /<Code>([A-Za-z]{1,64})<\/Code>/.exec(body)?.[1] ?? null;
  const shown = code === null ? `status ${status}` : `status ${status}, ${code}`;
  if (PASSING.includes(status) || (code !== null && PASSING_CODES.includes(code)))
    throw new Passing(`the server failed (${shown})`, Number(answer.headers['retry-after']) || 0);
  throw new Unreadable(`${WORDS[status] ?? 'the server refuses it'} (${shown})`);
}
