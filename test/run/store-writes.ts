import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Kind, Store } from './store.ts';

/** An unfinished upload. */
export interface Upload {
  readonly key: string;
  readonly pieces: Map<number, Buffer>;
  readonly marks: Readonly<Record<string, string>>;
}

interface Writing {
  readonly method: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An answer; the code of an error instead of a body. */
interface Written {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: string | { readonly code: string };
}

/** Of objects that were written, not given to the server: their ETags if joined from pieces, times and marks. */
const about = new WeakMap<Uint8Array, { etag?: string; modified: number; marks: Readonly<Record<string, string>> }>();

export function etagOf(object: Uint8Array): string {
  return about.get(object)?.etag ?? `"${createHash('md5').update(object).digest('hex')}"`;
}

export function modifiedOf(object: Uint8Array): number {
  return about.get(object)?.modified ?? 0;
}

export function marksOf(object: Uint8Array): Readonly<Record<string, string>> {
  return about.get(object)?.marks ?? {};
}

/** Makes an object look as if it had been written so long ago. */
export function aged(object: Uint8Array | undefined, milliseconds: number): void {
  const known = object && about.get(object);
  if (known) known.modified -= milliseconds;
}

const error = (status: number, code: string): Written => ({ status, body: { code } });

/** Does what a request that writes asks for. */
export function writtenTo(store: Pick<Store, 'objects' | 'uploads'>, kind: Kind, writing: Writing): Written {
  const { objects, uploads } = store;
  const { method, key, query, body } = writing;
  const id = query.get('uploadId');
  if (id !== null) return ofUpload(store, id, writing);
  if (method === 'POST' && query.has('uploads')) {
    const name = `upload&${uploads.size}`;
    uploads.set(name, { key, pieces: new Map(), marks: marksIn(writing.headers) });
    return {
      status: 200,
      body: result('InitiateMultipartUploadResult', `<UploadId>${name.replace('&', '&amp;')}</UploadId>`),
    };
  }
  if (method === 'DELETE') {
    objects.delete(key);
    return { status: 204, body: '' };
  }
  const refused = refusalOf(objects.get(key), kind, writing.headers);
  if (refused !== null) return refused;
  return stored(objects, key, body, marksIn(writing.headers));
}

function ofUpload(
  { objects, uploads }: Pick<Store, 'objects' | 'uploads'>,
  id: string,
  { method, query, body }: Writing,
): Written {
  const upload = uploads.get(id);
  if (upload === undefined) return error(404, 'NoSuchUpload');
  const { key, pieces, marks } = upload;
  if (method === 'PUT') {
    pieces.set(Number(query.get('partNumber')), body);
    return { status: 200, headers: { etag: etagOf(body) }, body: '' };
  }
  uploads.delete(id);
  if (method === 'DELETE') return { status: 204, body: '' };
  const asked = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]*)<\/ETag>/g)];
  const joined = asked.map(([, number, etag]) => {
    const piece = pieces.get(Number(number));
    return piece !== undefined && etagOf(piece) === etag ? piece : null;
  });
  if (joined.includes(null) || joined.length !== pieces.size) return error(400, 'InvalidPart');
  const all = Buffer.concat(joined.filter((piece) => piece !== null));
  stored(objects, key, all, marks, `"${createHash('md5').update(all).digest('hex')}-${joined.length}"`);
  return { status: 200, body: result('CompleteMultipartUploadResult', '<Key/>') };
}

function refusalOf(object: Uint8Array | undefined, { conditions }: Kind, headers: IncomingHttpHeaders): Written | null {
  const { 'if-none-match': absent, 'if-match': same } = headers;
  if (conditions === 'ignored' || (absent === undefined && same === undefined)) return null;
  if (conditions === 'refused') return error(501, 'NotImplemented');
  if (absent !== undefined && object !== undefined) return error(412, 'PreconditionFailed');
  if (same === undefined || conditions === 'absent') return null;
  if (object === undefined) return error(404, 'NoSuchKey');
  return etagOf(object) === same ? null : error(412, 'PreconditionFailed');
}

function stored(
  objects: Store['objects'],
  key: string,
  body: Buffer,
  marks: Readonly<Record<string, string>>,
  etag?: string,
): Written {
  about.set(body, { ...(etag === undefined ? {} : { etag }), modified: Date.now(), marks });
  objects.set(key, body);
  return { status: 200, headers: { etag: etagOf(body) }, body: '' };
}

function marksIn(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  const marks = Object.entries(headers).filter(([name]) => name.startsWith('x-amz-meta-'));
  return Object.fromEntries(marks.map(([name, value]) => [name, String(value)]));
}

function result(name: string, inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inside}</${name}>`;
}
