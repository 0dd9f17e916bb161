import { isUtf8 } from 'node:buffer';
import { decode as fromBase64 } from 'libbase64';
import libmime from 'libmime';
import { decode as fromQuotedPrintable } from 'libqp';
import { Damage } from './damage.ts';

/** A leaf part of a message, with its body decoded to bytes in its own charset. */
export interface Part {
  readonly headers: Headers;
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
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly alternative: number | null;
}

/** Parses a message. Bodies stay bytes: only the transfer encoding is decoded. Throws Damage for too many parts. */
export function readMessage(bytes: Buffer): Message {
  const parts: Part[] = [];
  const waiting: Open[] = [{ start: 0, end: bytes.length, depth: 0, alternative: null }];
  let outer: Headers | null = null;
  let cut = false;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { headers, body } = headOf(bytes, next.start, next.end);
    outer ??= headers;
    const type = libmime.parseHeaderValue(headers.get('content-type') ?? '');
    const media = nonEmpty(type.value) ?? 'text/plain';
    const boundary = media.startsWith('multipart/') ? type.params['boundary'] : undefined;
    if (boundary === undefined || boundary === '') {
      parts.push(partOf(headers, media, type.params, bytes.subarray(body, next.end), next.alternative));
      continue;
    }
    if (next.depth >= MAX_DEPTH) throw new Damage(`nests parts more than ${MAX_DEPTH} deep`);
    const alternative = media === 'multipart/alternative' ? next.start : next.alternative;
    const inner = partsBetween(bytes, body, next.end, boundary);
    cut ||= !inner.closed;
    if (parts.length + waiting.length + inner.places.length > MAX_PARTS)
      throw new Damage(`holds more than ${MAX_PARTS} parts`);
    const depth = next.depth + 1;
    for (const [start, end] of inner.places.toReversed()) waiting.push({ start, end, depth, alternative });
  }
  return { headers: outer ?? new Map(), parts, cut };
}

/** The rest of a boundary line. */
const BOUNDARY_TAIL = /^((--)?[ \t]*(?:\r?\n|$))/;
const MAX_TAIL_BYTES = 64;

/** Start and end offsets of the parts between boundary lines. */
function partsBetween(
  bytes: Buffer,
  from: number,
  to: number,
  boundary: string,
): { readonly places: readonly (readonly [number, number])[]; readonly closed: boolean } {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const places: [number, number][] = [];
  let start = -1;
  for (let at = bytes.indexOf(mark, from); at >= 0 && at < to; at = bytes.indexOf(mark, at + mark.length)) {
    const tail = bytes.toString('latin1', at + mark.length, Math.min(to, at + mark.length + MAX_TAIL_BYTES));
    const [, rest, closing] = BOUNDARY_TAIL.exec(tail) ?? [];
    if ((at > from && bytes[at - 1] !== 10) || rest === undefined) continue;
    if (start >= 0) places.push([start, beforeBreak(bytes, start, at)]);
    if (closing === '--') return { places, closed: true };
    start = at + mark.length + rest.length;
    if (places.length > MAX_PARTS) throw new Damage(`holds more than ${MAX_PARTS} parts`);
  }
  if (start >= 0) places.push([start, to]);
  return { places, closed: false };
}

/** End of a part: the line break before a boundary belongs to the boundary. */
function beforeBreak(bytes: Buffer, start: number, at: number): number {
  const end = bytes[at - 1] === 10 ? at - 1 : at;
  return Math.max(start, bytes[end - 1] === 13 ? end - 1 : end);
}

/** Start of the next line. */
function lineEnd(bytes: Buffer, at: number, to: number): number {
  const end = bytes.indexOf(10, at);
  return end < 0 || end >= to ? to : end + 1;
}

/** The head that begins at `start`, and the start of the body. */
function headOf(bytes: Buffer, start: number, end: number): { readonly headers: Headers; readonly body: number } {
  let at = start;
  const lines: string[] = [];
  while (at < end && at - start < MAX_HEAD_BYTES) {
    const next = lineEnd(bytes, at, end);
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
  return { headers, body: at };
}

/** Headers should be ASCII; if they are not UTF-8, they are GBK in nearly all Chinese mail. */
function headText(bytes: Buffer): string {
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'gb18030').decode(bytes);
}

function partOf(
  headers: Headers,
  media: string,
  params: Readonly<Record<string, string>>,
  raw: Buffer,
  alternative: number | null,
): Part {
  const disposition = libmime.parseHeaderValue(headers.get('content-disposition') ?? '');
  const name = wordsOf(disposition.params['filename'] ?? params['name'] ?? '');
  const attached =
    disposition.value.trim().toLowerCase() === 'attachment' || (name !== '' && !/^(?:text\/|multipart\/)/.test(media));
  const encoding = (headers.get('content-transfer-encoding') ?? '').trim().toLowerCase();
  return {
    headers,
    media,
    charset: nonEmpty(params['charset']),
    attachment: attached ? (nonEmpty(name) ?? media) : null,
    alternative,
    body: () => decoded(raw, encoding),
  };
}

function nonEmpty(value: string | undefined): string | null {
  const text = value?.trim() ?? '';
  return text === '' ? null : text;
}

function decoded(raw: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return fromBase64(raw.toString('latin1'));
  return encoding === 'quoted-printable' ? fromQuotedPrintable(raw) : raw;
}

/** Decodes the encoded words of a header: `=?gb2312?B?…?=`. */
export function wordsOf(value: string): string {
  return libmime.decodeWords(value).replace(/\s+/g, ' ').trim();
}
