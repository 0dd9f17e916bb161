import { randomBytes } from 'node:crypto';
import { Unreadable } from '../../archives/index.ts';
import { messageOf } from '../error-message.ts';
import type { Sink } from '../output/sink.ts';
import { RunError } from '../run-error.ts';
import { escapeLine } from '../terminal/escape.ts';
import type { Client } from './client.ts';
import { Passing, retried } from './retry.ts';
import { headOf, put } from './whole.ts';
import { xmlOf } from './xml.ts';

/** Size of a piece of a large object. Some stores want all but the last to be of one size. */
const PIECE_BYTES = 2 ** 23;
/** Pieces on their way; one more is being filled. */
const MAX_UNDER_WAY = 2;
/** As S3 has it. */
const MAX_PIECES = 10_000;

/** An object that appears under its name when it is complete: small ones by one request, others in pieces that the last request joins. */
export function uploadSink(client: Client, address: string, pieceBytes: number = PIECE_BYTES): Sink {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let upload: Upload | null = null;
  const piece = (): Buffer => {
    const all = Buffer.concat(waiting);
    waiting = all.length > pieceBytes ? [all.subarray(pieceBytes)] : [];
    size = Math.max(0, all.length - pieceBytes);
    return all.subarray(0, pieceBytes);
  };
  return {
    write: (bytes) =>
      told(address, async () => {
        // The memory of the bytes is the caller's.
        waiting.push(Buffer.from(bytes));
        size += bytes.length;
        while (size > pieceBytes) {
          upload ??= await begun(client, address);
          await upload.add(piece());
        }
        return true;
      }),
    close: () =>
      told(address, async () => {
        if (upload === null) await put(client, address, piece());
        else {
          await upload.add(piece());
          await upload.complete();
        }
      }),
    abandon: async () => {
      await upload?.abort();
    },
  };
}

async function told<T>(address: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new RunError(`${escapeLine(address)}: cannot be written: ${messageOf(error)}`);
  }
}

interface Upload {
  /** Resolves when few enough pieces are on their way. Rejects if one of them failed. */
  readonly add: (piece: Buffer) => Promise<void>;
  readonly complete: () => Promise<void>;
  /** Frees what was sent, as far as the store can be reached. */
  readonly abort: () => Promise<void>;
}

/** Names the upload in the object, by which it is told whether a join whose answer was lost has happened. */
const MARK = 'x-amz-meta-upload';

async function begun(client: Client, address: string): Promise<Upload> {
  const mark = randomBytes(8).toString('hex');
  const id = await uploadId(client, address, mark);
  const etags: string[] = [];
  const underWay = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | null = null;
  const mustBeWhole = (): void => {
    if (failure !== null) throw failure.error;
  };
  return {
    add: async (piece) => {
      if (etags.length >= MAX_PIECES)
        throw new Unreadable(`is larger than ${MAX_PIECES} pieces; make smaller parts with --part-bytes`);
      etags.push('');
      const number = etags.length;
      const sent = sentPiece(client, address, { id, number, piece })
        .then((etag) => {
          etags[number - 1] = etag;
        })
        .catch((error: unknown) => {
          failure ??= { error };
        })
        .finally(() => underWay.delete(sent));
      underWay.add(sent);
      if (underWay.size >= MAX_UNDER_WAY) await Promise.race(underWay);
      mustBeWhole();
    },
    complete: async () => {
      await Promise.all(underWay);
      mustBeWhole();
      await joined(client, address, { id, mark, etags });
    },
    abort: async () => {
      await Promise.all(underWay);
      await aborted(client, address, id).catch(() => undefined);
    },
  };
}

async function sentPiece(
  client: Client,
  address: string,
  { id, number, piece }: { readonly id: string; readonly number: number; readonly piece: Buffer },
): Promise<string> {
  const query = { partNumber: String(number), uploadId: id };
  return retried(client.pause, async () => {
    const answer = await client.ask('PUT', address, { query, body: piece, statuses: [200] });
    answer.resume();
    return answer.headers.etag ?? '';
  });
}

async function uploadId(client: Client, address: string, mark: string): Promise<string> {
  const asked = { query: { uploads: '' }, headers: { [MARK]: mark }, statuses: [200] };
  return retried(client.pause, async () => {
    const { texts } = await xmlOf(await client.ask('POST', address, asked), ['InitiateMultipartUploadResult']);
    const id = texts.get('UploadId');
    if (id === undefined || id === '') throw new Unreadable('the server does not answer as S3 does');
    return id;
  });
}

interface Joining {
  readonly id: string;
  readonly mark: string;
  readonly etags: readonly string[];
}

async function joined(client: Client, address: string, { id, mark, etags }: Joining): Promise<void> {
  const pieces = etags.map(
    (etag, index) =>
      `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</ETag></Part>`,
  );
  const body = Buffer.from(`<CompleteMultipartUpload>${pieces.join('')}</CompleteMultipartUpload>`);
  await retried(client.pause, async () => {
    const answer = await client.ask('POST', address, { query: { uploadId: id }, body, statuses: [200, 404] });
    if (answer.statusCode === 404) {
      answer.destroy();
      // An attempt whose answer was lost has joined them, or somebody has removed them.
      if ((await headOf(client, address))?.headers[MARK] === mark) return;
      throw new Unreadable('what was sent of it has been removed');
    }
    // The status is sent before the pieces are joined.
    const { root, texts } = await xmlOf(answer, ['CompleteMultipartUploadResult', 'Error']);
    if (root === 'Error') throw new Passing(`the server failed (${texts.get('Code') ?? 'no code'})`);
  });
}

/** Frees the pieces of an upload. */
export async function aborted(client: Client, address: string, id: string): Promise<void> {
  await retried(client.pause, async () => {
    (await client.ask('DELETE', address, { query: { uploadId: id }, statuses: [200, 204, 404] })).resume();
  });
}
