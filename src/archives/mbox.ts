import { byteReader } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';
import { Damage } from './damage.ts';
import { bodiesOf } from './mail.ts';
import type { Member } from './member.ts';

const FROM = Buffer.from('\nFrom ');
/** The line in front of each message: who sent it, and when it came. */
const POSTMARK = /^From \S+ .{0,40}\d{1,2}:\d{2}/;

/** The messages of a mailbox (`.mbox`), one at a time in memory: the bodies of each. */
export async function* messagesOf(reader: ByteReader, limit: number): AsyncGenerator<Member, void> {
  let number = 0;
  for await (const bytes of mailsIn(reader, limit)) {
    const at = `message:${++number}`;
    if (bytes === null) yield failing(at, `larger than ${limit} bytes; --max-bytes raises the limit`);
    else yield* guarded(at, bytes);
  }
}

/** A damaged message is one among others. */
function* guarded(at: string, bytes: Buffer): Generator<Member, void> {
  try {
    yield* bodiesOf(bytes, at);
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

/** Messages without the lines that part them; null for one over the limit, of which no more than twice that is ever held. */
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

/** How many of the next bytes belong to this message, and whether that is all of it or as much as is held at a time. */
async function endOfMail(reader: ByteReader, limit: number): Promise<{ readonly at: number; readonly found: boolean }> {
  let searched = 0;
  for (let size = FIRST; ; size *= 2) {
    const bytes = await reader.peek(size);
    const at = nextMail(bytes, searched);
    if (at >= 0) return { at, found: true };
    if (bytes.length < size) return { at: bytes.length, found: true };
    if (size > limit) return { at: bytes.length - LINE, found: false };
    searched = bytes.length - LINE;
  }
}

const FIRST = 2 ** 16;
/** Longest line between messages. */
const LINE = 256;

/** Where the next message begins: at such a line after an empty one. */
function nextMail(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(FROM, from); at >= 0; at = bytes.indexOf(FROM, at + 1)) {
    const empty = bytes[at - 1] === 10 || (bytes[at - 1] === 13 && bytes[at - 2] === 10);
    if (empty && POSTMARK.test(bytes.toString('latin1', at + 1, at + LINE))) return at + 1;
  }
  return -1;
}

/** A message as it was sent: without its postmark, and without the marks in front of lines that look like one. */
function unquoted(bytes: Buffer): Buffer {
  const start = bytes.toString('latin1', 0, 5) === 'From ' ? bytes.indexOf(10) + 1 : 0;
  const message = bytes.subarray(start);
  if (!message.includes('\n>From ') && !message.includes('\n>>')) return message;
  return Buffer.from(message.toString('latin1').replace(/^>(>*From )/gm, '$1'), 'latin1');
}
