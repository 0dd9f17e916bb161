import { isUtf8 } from 'node:buffer';
import { decode as fromBase64 } from 'libbase64';
import libmime from 'libmime';
import { decode as fromQuotedPrintable } from 'libqp';
import { Damage } from './damage.ts';

/** A part of a message that holds no other parts, its body as its author wrote it: bytes in its own charset. */
export interface Part {
  readonly headers: Headers;
  /** Media type in lower case. */
  readonly media: string;
  readonly charset: string | null;
  /** As it is called where it is an attachment; null where it is none. */
  readonly attachment: string | null;
  /** Equal for parts that say the same in several ways (`multipart/alternative`); null for others. */
  readonly choice: number | null;
  readonly body: () => Buffer;
}

/** Fields of a head by name in lower case; of fields of one name the first is kept. */
export type Headers = ReadonlyMap<string, string>;

/** More parts, or parts deeper in one another, are an attack. */
const MOST_PARTS = 10_000;
const DEEPEST = 64;
/** Longest head that is looked at. */
const LONGEST_HEAD = 2 ** 18;

/** A message: its own head, and its parts in order, however they are nested. */
export interface Message {
  readonly headers: Headers;
  readonly parts: readonly Part[];
  /** True where a part that was opened is not closed: the message is cut short. */
  readonly cut: boolean;
}

interface Open {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly choice: number | null;
}

/** Takes a message apart. Bytes stay bytes: only what was encoded to travel is decoded. */
export function readMessage(bytes: Buffer): Message {
  const parts: Part[] = [];
  const waiting: Open[] = [{ start: 0, end: bytes.length, depth: 0, choice: null }];
  let outer: Headers | null = null;
  let cut = false;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { headers, body } = headOf(bytes, next.start, next.end);
    outer ??= headers;
    const type = libmime.parseHeaderValue(headers.get('content-type') ?? '');
    const media = nonEmpty(type.value) ?? 'text/plain';
    const boundary = media.startsWith('multipart/') ? type.params['boundary'] : undefined;
    if (boundary === undefined || boundary === '') {
      parts.push(partOf(headers, media, type.params, bytes.subarray(body, next.end), next.choice));
      continue;
    }
    if (next.depth >= DEEPEST) throw new Damage(`holds more than ${DEEPEST} parts in one another`);
    const choice = media === 'multipart/alternative' ? next.start : next.choice;
    const inner = partsBetween(bytes, body, next.end, boundary);
    cut ||= !inner.closed;
    if (parts.length + waiting.length + inner.places.length > MOST_PARTS)
      throw new Damage(`holds more than ${MOST_PARTS} parts`);
    const depth = next.depth + 1;
    for (const [start, end] of inner.places.toReversed()) waiting.push({ start, end, depth, choice });
  }
  return { headers: outer ?? new Map(), parts, cut };
}

/** What may follow a boundary on its line. */
const TAIL = /^((--)?[ \t]*(?:\r?\n|$))/;
const LONGEST_TAIL = 64;

/** Where the parts between lines of a boundary begin and end. */
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
    const tail = bytes.toString('latin1', at + mark.length, Math.min(to, at + mark.length + LONGEST_TAIL));
    const [, rest, closing] = TAIL.exec(tail) ?? [];
    if ((at > from && bytes[at - 1] !== 10) || rest === undefined) continue;
    if (start >= 0) places.push([start, beforeBreak(bytes, start, at)]);
    if (closing === '--') return { places, closed: true };
    start = at + mark.length + rest.length;
    if (places.length > MOST_PARTS) throw new Damage(`holds more than ${MOST_PARTS} parts`);
  }
  if (start >= 0) places.push([start, to]);
  return { places, closed: false };
}

/** The line break before a boundary belongs to it. */
function beforeBreak(bytes: Buffer, start: number, at: number): number {
  const end = bytes[at - 1] === 10 ? at - 1 : at;
  return Math.max(start, bytes[end - 1] === 13 ? end - 1 : end);
}

/** Where the line after this one begins. */
function lineEnd(bytes: Buffer, at: number, to: number): number {
  const end = bytes.indexOf(10, at);
  return end < 0 || end >= to ? to : end + 1;
}

/** The head from `start` on, and where the body begins. */
function headOf(bytes: Buffer, start: number, end: number): { readonly headers: Headers; readonly body: number } {
  let at = start;
  const lines: string[] = [];
  while (at < end && at - start < LONGEST_HEAD) {
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

/** Heads are ASCII by rule; what is not UTF-8 in them is GBK in nearly all Chinese mail. */
function headText(bytes: Buffer): string {
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'gb18030').decode(bytes);
}

function partOf(
  headers: Headers,
  media: string,
  params: Readonly<Record<string, string>>,
  raw: Buffer,
  choice: number | null,
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
    choice,
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

/** A header in words: `=?gb2312?B?…?=` as what it says. */
export function wordsOf(value: string): string {
  return libmime.decodeWords(value).replace(/\s+/g, ' ').trim();
}
