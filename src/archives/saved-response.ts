import type { ByteReader } from './byte-reader.ts';
import { documentOf, takeHead } from './http-message.ts';
import { UNKNOWN } from './member.ts';
import type { Member } from './member.ts';
import type { UnpackOptions } from './opening.ts';

/** The head of a response: a status, and lines of fields up to an empty one. */
const HEAD = /^HTTP\/\d(?:\.\d)? \d{3}(?: [^\r\n]{0,200})?\r?\n(?:(?:[\w-]{1,60}:|[ \t])[^\r\n]*\r?\n){1,100}\r?\n/;
/** Fields one of which every server sends; a text about HTTP may quote others. */
const USUAL = /^(?:content-type|content-length|transfer-encoding|server|date|location):/im;
const HEAD_BYTES = 2 ** 14;

/** Whether a file begins with the head of an HTTP response, as `wget --save-headers` and `curl -i` save pages. */
export function isSavedResponse(head: Buffer): boolean {
  if (head.toString('latin1', 0, 5) !== 'HTTP/') return false;
  const found = HEAD.exec(head.toString('latin1', 0, HEAD_BYTES))?.[0];
  return found !== undefined && USUAL.test(found);
}

/** The page below the head, which states how it is encoded. Of several heads, as redirects and proxies give them, the last one counts. */
export async function* savedResponse(reader: ByteReader, options: UnpackOptions): AsyncGenerator<Member, void> {
  for (;;) {
    const head = (await reader.peek(HEAD_BYTES)).toString('latin1');
    const own = HEAD.exec(head)?.[0] ?? '';
    if (!/^HTTP\/[\d.]+ (?:1|3|200 connection)/i.test(own) || !HEAD.test(head.slice(own.length))) break;
    await takeHead(reader);
  }
  yield { ...UNKNOWN, name: null, ...(await documentOf(reader, options)) };
}
