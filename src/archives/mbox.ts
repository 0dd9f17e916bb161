import { byteReader } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';
import { Damage } from './damage.ts';
import { bodiesOf } from './mail.ts';
import type { Member } from './member.ts';

const FROM = Buffer.from('\nFrom ');
/** The line before each message, with its sender and time. */
const SEPARATOR = /^From \S+ .{0,40}\d{1,2}:\d{2}/;

/** The bodies of all messages of a mailbox (`.mbox`), with one message in memory at a time; `wasWide` as for bodiesOf. */
export async function* messagesOf(reader: ByteReader, limit: number, wasWide = false): AsyncGenerator<Member, void> {
  let number = 0;
  for await (const bytes of mailsIn(reader, limit)) {
    const at = `message:${++number}`;
    if (bytes === null) yield failing(at, `larger than ${limit} bytes; --max-bytes raises the limit`);
    else yield* guarded(at, bytes, wasWide);
  }
}

/** A damaged message fails alone. */
function* guarded(at: string, bytes: Buffer, wasWide: boolean): Generator<Member, void> {
  try {
    yield* bodiesOf(bytes, at, wasWide);
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    yield failing(at, error.message);
  }
}

function failing(name: string, why: string): Member {
  const bytes = byteReader(
    // eslint-disable-next-line require-yield
    (function* (): Generator<Uint8Array, void> {
      throw new Damage(why);
    })(),
  );
  return { name, bytes, size: null, charset: null, url: null, skip: null };
}

/** Messages without their separator lines; null for one over the limit, of which at most about twice the limit is buffered. */
async function* mailsIn(reader: ByteReader, limit: number): AsyncGenerator<Buffer | null> {
  let dropped = false;
  for (;;) {
    const { at, found } = await endOfMail(reader, limit);
    if (at === 0) break;
    const bytes = await reader.exactly(at, 'a message');
    const whole = !dropped && bytes.length <= limit;
    if (found) yield whole ? unquoted(bytes) : null;
    dropped = !found;
  }
  if (dropped) yield null;
}

/** Number of bytes up to the end of this message, and whether its end was found, or only as much as is buffered at a time. */
async function endOfMail(reader: ByteReader, limit: number): Promise<{ readonly at: number; readonly found: boolean }> {
  let searched = 0;
  for (let size = FIRST_PEEK_BYTES; ; size *= 2) {
    const bytes = await reader.peek(size);
    const at = nextMail(bytes, searched);
    if (at >= 0) return { at, found: true };
    if (bytes.length < size) return { at: bytes.length, found: true };
    if (size > limit) return { at: bytes.length - MAX_SEPARATOR_BYTES, found: false };
    searched = bytes.length - MAX_SEPARATOR_BYTES;
  }
}

const FIRST_PEEK_BYTES = 2 ** 16;
/** Longest separator line, in bytes. */
const MAX_SEPARATOR_BYTES = 256;

/** Start of the next message: a separator line after an empty one; -1 if there is none. */
function nextMail(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(FROM, from); at >= 0; at = bytes.indexOf(FROM, at + 1)) {
    const empty = bytes[at - 1] === 10 || (bytes[at - 1] === 13 && bytes[at - 2] === 10);
    if (empty && SEPARATOR.test(bytes.toString('latin1', at + 1, at + MAX_SEPARATOR_BYTES))) return at + 1;
  }
  return -1;
}

/** A message without its separator line, and with `>From ` quoting undone. */
function unquoted(bytes: Buffer): Buffer {
  const start = bytes.toString('latin1', 0, 5) === 'From ' ? bytes.indexOf(10) + 1 : 0;
  const message = bytes.subarray(start);
  if (!message.includes('\n>From ') && !message.includes('\n>>')) return message;
  return Buffer.from(message.toString('latin1').replace(/^>(>*From )/gm, '$1'), 'latin1');
}
