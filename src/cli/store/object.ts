import type { IncomingMessage } from 'node:http';
import { Unreadable } from '../../archives/index.ts';
import type { OpenFile } from '../input/open-file.ts';
import { inBlocks } from './blocks.ts';
import { ownClient } from './client.ts';
import type { Client } from './client.ts';
import { bodyOf } from './send.ts';
import { Passing, patience, retried } from './retry.ts';

/** What tells one content of an object from another. */
interface Version {
  readonly etag: string | null;
  readonly modified: string | null;
  /** In bytes; null if the server does not tell. */
  readonly size: number | null;
}

interface Opened {
  readonly client: Client;
  readonly address: string;
  readonly version: Version;
  /** Set when another version is met. */
  changed: boolean;
  /** The answer that is being read in order. */
  current: IncomingMessage | null;
}

/** Opens an object for reading in order and at random. All its bytes are those of one version. Throws Unreadable. */
export async function openObject(address: string, client: Client = ownClient()): Promise<OpenFile> {
  const first = await retried(client.pause, () => client.ask('GET', address, { statuses: [200] }));
  const version = versionOf(first, Number(first.headers['content-length'] ?? Number.NaN));
  const object: Opened = { client, address, version, changed: false, current: first };
  const { size } = version;
  const access =
    size === null ? null : { ...inBlocks(size, (start, end) => range(object, start, end)), descriptor: null };
  return {
    access,
    size: size ?? 0,
    chunks: bytesFrom(object, 0, size, first),
    changed: () => object.changed,
    close: () => {
      object.current?.destroy();
    },
  };
}

function versionOf({ headers }: IncomingMessage, size: number): Version {
  return {
    etag: headers.etag ?? null,
    modified: headers['last-modified'] ?? null,
    size: Number.isSafeInteger(size) ? size : null,
  };
}

async function range(object: Opened, start: number, end: number): Promise<Buffer> {
  // Whoever reads at random does not read on in order.
  object.current?.destroy();
  object.current = null;
  const parts: Buffer[] = [];
  for await (const part of bytesFrom(object, start, end, null)) parts.push(part);
  return Buffer.concat(parts);
}

/** The bytes of `[start, end)`, to the end if it is null. After a failure they go on at the byte where it happened. */
async function* bytesFrom(
  object: Opened,
  start: number,
  end: number | null,
  first: IncomingMessage | null,
): AsyncGenerator<Buffer, void> {
  const { failed, succeeded } = patience(object.client.pause);
  let answer = first;
  let at = start;
  for (;;) {
    try {
      let skip = 0;
      if (answer === null) ({ answer, skip } = await answerAt(object, at, end));
      if (first !== null) object.current = answer;
      for await (const bytes of bodyOf(answer)) {
        const part = bytes.subarray(skip, end === null ? undefined : skip + end - at);
        skip = Math.max(0, skip - bytes.length);
        at += part.length;
        succeeded();
        if (part.length > 0) yield part;
        if (at === end) return;
      }
      if (end !== null && at < end) throw new Passing('the connection was cut');
      return;
    } catch (error) {
      await failed(error);
      answer = null;
    }
  }
}

/** An answer from a byte on, and the number of bytes that stand before it if the server takes no ranges. */
async function answerAt(
  object: Opened,
  at: number,
  end: number | null,
): Promise<{ readonly answer: IncomingMessage; readonly skip: number }> {
  const { client, address, version } = object;
  const strong = version.etag?.startsWith('W/') === false ? version.etag : null;
  const headers = {
    range: `bytes=${at}-${end === null ? '' : end - 1}`,
    ...(strong === null ? {} : { 'if-match': strong }),
  };
  const answer = await client.ask('GET', address, { headers, statuses: [200, 206, 412, 416] });
  const [, from, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.headers['content-range'] ?? '') ?? [];
  const whole = answer.statusCode === 200;
  const now = versionOf(answer, Number(whole ? (answer.headers['content-length'] ?? Number.NaN) : total));
  if (answer.statusCode === 412 || answer.statusCode === 416 || !isSame(version, now)) {
    answer.destroy();
    object.changed = true;
    throw new Unreadable('changed while it was being read');
  }
  if (!whole && Number(from) !== at) {
    answer.destroy();
    throw new Unreadable('the server sends other bytes than it was asked for');
  }
  return { answer, skip: whole ? at : 0 };
}

/** Without an ETag, the time of the change and the size must do. */
function isSame(before: Version, now: Version): boolean {
  const sized = before.size === null || now.size === null || before.size === now.size;
  if (before.etag !== null || now.etag !== null) return before.etag === now.etag && sized;
  return before.modified === now.modified && sized;
}
