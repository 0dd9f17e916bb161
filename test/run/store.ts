import { createHash, createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { clientFor } from '../../src/cli/store/client.ts';
import type { Client } from '../../src/cli/store/client.ts';
import { etagOf, marksOf, modifiedOf, writtenTo } from './store-writes.ts';
import type { Upload } from './store-writes.ts';

/** What goes wrong with an answer: a status, the number of bytes after which the connection is cut, or another object. */
export type Fault =
  | { readonly status: number; readonly code?: string; readonly headers?: Record<string, string> }
  | { readonly cutAfter: number }
  | { readonly replaced: Uint8Array };

export interface Store {
  readonly url: string;
  readonly objects: Map<string, Uint8Array>;
  /** Taken by requests for objects or lists, in order; null is none. */
  readonly faults: (Fault | null)[];
  /** Of the requests so far: method, path and range. */
  readonly seen: string[];
  readonly client: Client;
  /** Unfinished uploads: their pieces by number. */
  readonly uploads: Map<string, Upload>;
  /** Keys that lists do not show yet. */
  readonly unlisted: Set<string>;
}

export interface Kind {
  /** False for a server that sends the whole object whatever is asked. */
  readonly ranges?: boolean;
  /** False for a server that does not heed If-Match. */
  readonly ifMatch?: boolean;
  /** False for a server whose lists have no tokens. */
  readonly tokens?: boolean;
  readonly pageSize?: number;
  /** What a server makes of conditions on writes: obeys them (default), ignores or refuses them, or obeys If-None-Match alone. */
  readonly conditions?: 'ignored' | 'refused' | 'absent';
}

export const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'geheim/+schlüssel', sessionToken: 'zeichen' };
const REGION = 'cn-north-1';

/** A server with the bucket `corpus` that speaks as much S3 as the command needs. It checks signatures on its own. */
export async function store(files: Readonly<Record<string, string | Uint8Array>>, kind: Kind = {}): Promise<Store> {
  const objects = new Map(Object.entries(files).map(([key, content]) => [key, Buffer.from(content)]));
  const state: State = { objects, faults: [], seen: [], uploads: new Map(), unlisted: new Set() };
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      answer(state, kind, { request, body }, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = { endpoint: new URL(url), region: REGION, credentials: KEYS };
  return { ...state, url, client: clientFor(settings, () => Promise.resolve()) };
}

/** The environment for the command. */
export function environment({ url }: Store): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    AWS_SESSION_TOKEN: KEYS.sessionToken,
    AWS_REGION: REGION,
  };
}

type State = Omit<Store, 'url' | 'client'>;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function answer(
  state: State,
  kind: Kind,
  { request, body }: { readonly request: IncomingMessage; readonly body: Buffer },
  response: ServerResponse,
): void {
  const { objects, faults, seen, unlisted } = state;
  const { method = '', url = '', headers } = request;
  const [path = '', query = ''] = url.split('?');
  seen.push([method, url, headers.range].filter(Boolean).join(' '));
  const fault = faults.shift() ?? null;
  if (fault !== null && 'status' in fault) {
    refuse(response, fault.status, fault.code ?? 'Fault', fault.headers);
    return;
  }
  const hash = createHash('sha256').update(body).digest('hex');
  const isHonest = signatureOf(request, path, query) === headers.authorization;
  if (!path.startsWith('/open/') && !(isHonest && hash === headers['x-amz-content-sha256'])) {
    refuse(response, 403, 'SignatureDoesNotMatch');
    return;
  }
  const [bucket, ...rest] = path.slice(1).split('/');
  const key = decodeURIComponent(rest.join('/'));
  if (bucket !== 'corpus' && bucket !== 'open') {
    refuse(response, 404, 'NoSuchBucket');
    return;
  }
  if (method !== 'GET' && method !== 'HEAD') {
    const written = writtenTo(state, kind, { method, key, query: new URLSearchParams(query), headers, body });
    if (typeof written.body === 'string')
      send(response, written.status, written.headers ?? {}, Buffer.from(written.body), fault);
    else refuse(response, written.status, written.body.code);
    return;
  }
  if (key === '') {
    const listed = [...objects].filter(([name]) => !unlisted.has(name));
    send(response, 200, {}, Buffer.from(listOf(listed, new URLSearchParams(query), kind)), fault);
    return;
  }
  if (fault !== null && 'replaced' in fault) objects.set(key, fault.replaced);
  const object = objects.get(key);
  if (object === undefined) {
    refuse(response, 404, 'NoSuchKey');
    return;
  }
  const etag = etagOf(object);
  const known = { etag, 'last-modified': new Date(modifiedOf(object)).toUTCString(), ...marksOf(object) };
  if (kind.ifMatch !== false && headers['if-match'] !== undefined && headers['if-match'] !== etag) {
    refuse(response, 412, 'PreconditionFailed');
    return;
  }
  const range = kind.ranges === false ? '' : (headers.range ?? '');
  const [, from, to = ''] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? [];
  if (from === undefined) {
    send(response, 200, known, Buffer.from(object), fault);
    return;
  }
  const end = Math.min(to === '' ? Infinity : Number(to) + 1, object.length);
  const part = { ...known, 'content-range': `bytes ${from}-${end - 1}/${object.length}` };
  send(response, 206, part, Buffer.from(object.subarray(Number(from), end)), fault);
}

function send(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: Buffer,
  fault: Fault | null,
): void {
  if (fault !== null && 'cutAfter' in fault && fault.cutAfter === 0) {
    response.destroy();
    return;
  }
  response.writeHead(status, { ...headers, ...(status === 204 ? {} : { 'content-length': body.length }) });
  if (response.req.method === 'HEAD') response.end();
  else if (fault === null || !('cutAfter' in fault)) response.end(body);
  else response.write(body.subarray(0, fault.cutAfter), () => setImmediate(() => response.destroy()));
}

/** As S3 does, with the id of the key in the body. */
function refuse(response: ServerResponse, status: number, code: string, headers: Record<string, string> = {}): void {
  const body = `<Error><Code>${code}</Code><AWSAccessKeyId>${KEYS.accessKeyId}</AWSAccessKeyId></Error>`;
  send(response, status, headers, Buffer.from(body), null);
}

function listOf(objects: readonly (readonly [string, Uint8Array])[], query: URLSearchParams, kind: Kind): string {
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter');
  const after = Buffer.from(query.get('continuation-token') ?? query.get('start-after') ?? '');
  const folderOf = (key: string): string | null => {
    const end = delimiter === null ? -1 : key.indexOf(delimiter, prefix.length);
    return end < 0 ? null : key.slice(0, end + 1);
  };
  const sizes = new Map(
    objects
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, { length }]) => [folderOf(key) ?? key, folderOf(key) === null ? length : null]),
  );
  const all = [...sizes]
    .map(([key, length]) => ({ key, bytes: Buffer.from(key), length }))
    .filter(({ bytes }) => Buffer.compare(bytes, after) > 0)
    .sort((one, other) => Buffer.compare(one.bytes, other.bytes));
  const page = all.slice(0, Math.min(Number(query.get('max-keys')), kind.pageSize ?? 1000));
  const more = page.length < all.length;
  const escaped = (key: string): string => encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
  const contents = page.map(({ key, length }) =>
    length === null
      ? `<CommonPrefixes><Prefix>${escaped(key)}</Prefix></CommonPrefixes>`
      : `<Contents><Key>${escaped(key)}</Key><Size>${length}</Size></Contents>`,
  );
  const token =
    more && kind.tokens !== false ? `<NextContinuationToken>${page.at(-1)?.key}</NextContinuationToken>` : '';
  return `<?xml version="1.0"?><ListBucketResult><EncodingType>url</EncodingType><IsTruncated>${more}</IsTruncated>${contents.join('')}${token}</ListBucketResult>`;
}

/** The value that Authorization must have, by the specification of Signature Version 4. */
function signatureOf({ method, headers }: IncomingMessage, path: string, query: string): string {
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
  const time = String(headers['x-amz-date']);
  const scope = `${time.slice(0, 8)}/${REGION}/s3/aws4_request`;
  const canonical = [
    method,
    path,
    query.split('&').sort().join('&'),
    ...names.split(';').map((name) => `${name}:${String(headers[name])}`),
    '',
    names,
    headers['x-amz-content-sha256'],
  ].join('\n');
  const sha256 = createHash('sha256').update(canonical).digest('hex');
  const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${KEYS.secretAccessKey}`, time.slice(0, 8)), REGION));
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256].join('\n')).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=${KEYS.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
}
