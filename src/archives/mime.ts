import { isUtf8 } from 'node:buffer';
import { decode as fromBase64 } from 'libbase64';
import libmime from 'libmime';
import { decode as fromQuotedPrintable } from 'libqp';
import { Damage } from './damage.ts';

/** A leaf part of a message, with its body decoded to bytes in its own charset. */
export interface Part {
  readonly headers: Headers;
  /** The head of the message that it is a part of: of a forwarded one its own, else that of the whole. */
  readonly message: Headers;
  /** Media type in lower case. */
  readonly media: string;
  readonly charset: string | null;
  /** Name of an attachment; null for other parts. */
  readonly attachment: string | null;
  /** Equal for parts that are alternatives of each other (`multipart/alternative`); null for others. */
  readonly alternative: number | null;
  readonly body: () => Buffer;
}

/** Header fields by lower-case name; of repeated fields the first is kept. */
export type Headers = ReadonlyMap<string, string>;

/** More parts, or deeper nesting, are an attack. */
const MAX_PARTS = 10_000;
const MAX_DEPTH = 64;
/** Longest head parsed, in bytes. */
const MAX_HEAD_BYTES = 2 ** 18;

/** A message: its own headers, and its leaf parts in order, whatever their nesting. */
export interface Message {
  readonly headers: Headers;
  readonly parts: readonly Part[];
  /** True if a multipart is not closed: the message is truncated. */
  readonly cut: boolean;
}

interface Open {
  readonly bytes: Buffer;
  readonly depth: number;
  readonly alternative: number | null;
  /** The head of the message that it is a part of; null if it begins one. */
  readonly message: Headers | null;
  /** The media type of a part that states none. */
  readonly unstated: string;
}

/** Parses a message, and the messages in it, as they are forwarded. Bodies stay bytes: only the transfer encoding is decoded. `wasWide` if it was UTF-16: bodies without one are UTF-8, whatever they state. Throws Damage for too many parts. */
export function readMessage(given: Buffer, wasWide = false): Message {
  const parts: Part[] = [];
  const whole = withLineFeeds(given);
  const waiting: Open[] = [{ bytes: whole, depth: 0, alternative: null, message: null, unstated: 'text/plain' }];
  let outer: Headers | null = null;
  let cut = false;
  let sets = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { headers, body } = headOf(next.bytes);
    const message = next.message ?? headers;
    outer ??= headers;
    const type = libmime.parseHeaderValue(headers.get('content-type') ?? '');
    const stated = nonEmpty(type.value);
    const boundary = boundaryOf(stated, type.params, body);
    const media = stated ?? (boundary === '' ? unstatedMedia(headers, body, next.unstated) : 'multipart/mixed');
    const part = partOf({ headers, message, media, params: type.params, alternative: next.alternative }, body, wasWide);
    if (boundary === '' && media !== 'message/rfc822') {
      parts.push(part);
      continue;
    }
    if (next.depth >= MAX_DEPTH) throw new Damage(`nests parts more than ${MAX_DEPTH} deep`);
    const depth = next.depth + 1;
    if (boundary === '') {
      waiting.push({ bytes: part.body(), depth, alternative: null, message: null, unstated: 'text/plain' });
      continue;
    }
    const alternative = media === 'multipart/alternative' ? ++sets : next.alternative;
    const inner = partsBetween(body, boundary);
    cut ||= !inner.closed;
    if (parts.length + waiting.length + inner.parts.length > MAX_PARTS)
      throw new Damage(`holds more than ${MAX_PARTS} parts`);
    const unstated = media === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    for (const bytes of inner.parts.toReversed()) waiting.push({ bytes, depth, alternative, message, unstated });
  }
  return { headers: outer ?? new Map(), parts, cut };
}

/** The boundary between the parts of a multipart, or of a message whose head has lost what it states of them; empty if there is none. */
function boundaryOf(media: string | null, params: Readonly<Record<string, string>>, body: Buffer): string {
  if (media !== null && !media.startsWith('multipart/')) return '';
  const stated = media === null ? '' : (params['boundary'] ?? '');
  if (stated !== '') return stated;
  const [, found = ''] = FIRST_BOUNDARY.exec(body.toString('latin1', 0, FIRST_PART_BYTES)) ?? [];
  return found !== '' && body.lastIndexOf(`\n--${found}`, undefined, 'latin1') > 0 ? found : '';
}

/** A boundary line at the beginning, and the fields of a part below it. */
const FIRST_BOUNDARY = /^\s*--([^\s-][^\r\n]{0,69}|-[^\r\n]{1,69})\r?\nContent-[\w-]+:/i;
const FIRST_PART_BYTES = 4096;

/** The media type of a part that states none: pages are told by their beginning. */
function unstatedMedia(headers: Headers, body: Buffer, usual: string): string {
  if (usual !== 'text/plain') return usual;
  const start = decoded(body.subarray(0, FIRST_PART_BYTES), codingOf(headers)).toString('latin1').trimStart();
  return /^(?:\xef\xbb\xbf)?(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body)[\s>]/i.test(start)
    ? 'text/html'
    : usual;
}

/** The rest of a boundary line. */
const BOUNDARY_TAIL = /^((--)?[ \t]*(?:\r?\n|$))/;
const MAX_TAIL_BYTES = 64;

/** The parts between boundary lines. */
function partsBetween(
  bytes: Buffer,
  boundary: string,
): { readonly parts: readonly Buffer[]; readonly closed: boolean } {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const parts: Buffer[] = [];
  let start = -1;
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + mark.length)) {
    const tail = bytes.toString('latin1', at + mark.length, at + mark.length + MAX_TAIL_BYTES);
    const [, rest, closing] = BOUNDARY_TAIL.exec(tail) ?? [];
    if ((at > 0 && bytes[at - 1] !== 10) || rest === undefined) continue;
    if (start >= 0) parts.push(bytes.subarray(start, beforeBreak(bytes, start, at)));
    if (closing === '--') return { parts, closed: true };
    start = at + mark.length + rest.length;
    if (parts.length > MAX_PARTS) throw new Damage(`holds more than ${MAX_PARTS} parts`);
  }
  if (start >= 0) parts.push(bytes.subarray(start));
  return { parts, closed: false };
}

/** End of a part: the line break before a boundary belongs to the boundary. */
function beforeBreak(bytes: Buffer, start: number, at: number): number {
  const end = bytes[at - 1] === 10 ? at - 1 : at;
  return Math.max(start, bytes[end - 1] === 13 ? end - 1 : end);
}

/** Line feeds for the carriage returns of a message that ends its lines with nothing else, as old Macs did. */
function withLineFeeds(bytes: Buffer): Buffer {
  return bytes.includes(10) ? bytes : Buffer.from(bytes.toString('latin1').replaceAll('\r', '\n'), 'latin1');
}

/** The head at the beginning, and the body behind it. */
function headOf(bytes: Buffer): { readonly headers: Headers; readonly body: Buffer } {
  let at = 0;
  const lines: string[] = [];
  while (at < bytes.length && at < MAX_HEAD_BYTES) {
    const end = bytes.indexOf(10, at);
    const next = end < 0 ? bytes.length : end + 1;
    const line = bytes.subarray(at, next);
    at = next;
    const text = headText(line).trimEnd();
    if (text === '') break;
    if (/^[ \t]/.test(text) && lines.length > 0) lines.push(`${lines.pop() ?? ''} ${text.trim()}`);
    else lines.push(text);
  }
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (name !== '' && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return { headers, body: bytes.subarray(at) };
}

/** Headers should be ASCII; if they are not UTF-8, they are GBK in nearly all Chinese mail. */
function headText(bytes: Buffer): string {
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'gb18030').decode(bytes);
}

interface Stated extends Pick<Part, 'headers' | 'message' | 'media' | 'alternative'> {
  readonly params: Readonly<Record<string, string>>;
}

function codingOf(headers: Headers): string {
  return (headers.get('content-transfer-encoding') ?? '').trim().toLowerCase();
}

function partOf({ params, ...stated }: Stated, raw: Buffer, wasWide: boolean): Part {
  const { headers, media } = stated;
  const disposition = libmime.parseHeaderValue(headers.get('content-disposition') ?? '');
  const name = wordsOf(disposition.params['filename'] ?? params['name'] ?? '');
  const attached =
    disposition.value.trim().toLowerCase() === 'attachment' || (name !== '' && !/^(?:text\/|multipart\/)/.test(media));
  const coding = codingOf(headers);
  const isCoded = coding === 'base64' || coding === 'quoted-printable';
  return {
    ...stated,
    charset: wasWide && !isCoded ? 'utf-8' : nonEmpty(params['charset']),
    attachment: attached ? (nonEmpty(name) ?? media) : null,
    body: () => decoded(raw, coding),
  };
}

function nonEmpty(value: string | undefined): string | null {
  const text = value?.trim() ?? '';
  return text === '' ? null : text;
}

function decoded(raw: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return decodedBase64(raw);
  return encoding === 'quoted-printable' ? fromQuotedPrintable(raw) : raw;
}

/** Base64, and plain text behind it as it is: mailing lists put their footer there, and some writers only state base64. */
function decodedBase64(raw: Buffer): Buffer {
  const text = raw.toString('latin1');
  const end = plainFrom(text);
  const coded = fromBase64(text.slice(0, end));
  if (end === text.length) return coded;
  return coded.length === 0 ? raw : Buffer.concat([coded, Buffer.from('\n'), raw.subarray(end)]);
}

/** A line that is damaged has few of other characters; behind plain text there is no more base64. */
const CODED_LINE = /^[A-Z0-9+/]{38,}$/i;
const OTHER = /[^A-Z0-9+/]/gi;
const MAX_OTHER_SHARE = 0.1;

/** Where plain text begins in a body in base64; its length if there is none. */
function plainFrom(text: string): number {
  let at = 0;
  let plain = text.length;
  for (const line of text.split('\n')) {
    const written = line.trim().replace(/={1,2}$/, '');
    if (CODED_LINE.test(written)) plain = text.length;
    else if (plain === text.length && (written.match(OTHER)?.length ?? 0) > written.length * MAX_OTHER_SHARE)
      plain = at;
    at += line.length + 1;
  }
  return Math.min(plain, text.length);
}

/** Decodes the encoded words of a header: `=?gb2312?B?…?=`. */
export function wordsOf(value: string): string {
  return libmime.decodeWords(value).replace(/\s+/g, ' ').trim();
}
