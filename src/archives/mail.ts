import { byteReader } from './byte-reader.ts';
import { Damage } from './damage.ts';
import type { Known, Member } from './member.ts';
import { readMessage, wordsOf } from './mime.ts';
import type { Headers, Message, Part } from './mime.ts';

const HTML = /^(?:text\/html|application\/xhtml\+xml)$/;

/** The page in an MHTML file. Its resources and inline frames are no documents; the frames of a frameset are. */
export function* pageOf(bytes: Buffer, wasWide = false): Generator<Member, void> {
  const message = readMessage(bytes, wasWide);
  const pages = message.parts.filter(({ media }) => HTML.test(media));
  const start = /\bstart\s*=\s*"?(<[^>"]{1,200}>)/i.exec(message.headers.get('content-type') ?? '')?.[1];
  const root = pages.find(({ headers }) => start !== undefined && headers.get('content-id') === start) ?? pages[0];
  const page = root ?? message.parts.find(({ media }) => media === 'text/plain');
  if (page === undefined) throw new Damage('holds no page');
  const body = page.body();
  yield pageMember(message, page, null, body);
  const framed = /<frameset[\s>]/i.test(body.toString('latin1'));
  for (const frame of pages) {
    if (frame === page) continue;
    const name =
      frame.headers.get('content-location') ??
      frame.headers.get('content-id') ??
      `part:${message.parts.indexOf(frame) + 1}`;
    if (framed) yield pageMember(message, frame, name, frame.body());
    else yield { ...pageMember(message, frame, name, Buffer.alloc(0)), skip: 'is a frame of the page' };
  }
  endOf(message);
}

function pageMember({ headers }: Message, part: Part, name: string | null, body: Buffer): Member {
  const location =
    part.headers.get('content-location') ?? (name === null ? headers.get('snapshot-content-location') : undefined);
  const url = location !== undefined && /^https?:\/\//i.test(location) ? location : null;
  return { ...bodyMember(part, name, body, null), url, fetched: savedAt(headers) };
}

/** When the page was saved, ISO 8601 in UTC; null if unknown. */
function savedAt(headers: Headers): string | null {
  const written = dateOf(headers.get('date')) ?? '';
  const time = /(?:Z|[+-]\d{2}:\d{2})$/.test(written) ? Date.parse(written) : NaN;
  return Number.isNaN(time) ? null : `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** Reports a truncated message after its parts have been yielded. */
function endOf(message: Message): void {
  if (message.cut) throw new Damage('is truncated inside a part');
}

/** The bodies of a mail and of the mails in it; plain text is preferred to HTML. Attachments are listed in the fields of each. `wasWide` if it was UTF-16. */
export function* bodiesOf(bytes: Buffer, at: string | null, wasWide = false): Generator<Member, void> {
  const message = readMessage(bytes, wasWide);
  const bodies = chosen(
    message.parts.filter(
      ({ media, attachment }) => attachment === null && (media === 'text/plain' || HTML.test(media)),
    ),
  );
  const attachments = attachmentsOf(message);
  for (const [index, { part, body }] of bodies.entries()) {
    const fields = fieldsOf(part.message, attachments.get(part.message) ?? []);
    const inner = index === 0 ? null : `part:${index + 1}`;
    yield bodyMember(part, at === null || inner === null ? (inner ?? at) : `${at}!${inner}`, body, fields);
  }
  if (bodies.length === 0) {
    const others = message.parts.map(({ attachment, media }) => attachment ?? media).slice(0, 5);
    const skip = `holds no text (${others.join(', ')})`;
    yield { name: at, bytes: byteReader([].values()), size: 0, charset: null, url: null, skip };
  }
  endOf(message);
}

/** The names of attachments, by the head of the mail they belong to. */
function attachmentsOf({ parts }: Message): ReadonlyMap<Headers, readonly string[]> {
  const names = new Map<Headers, string[]>();
  for (const { message, attachment } of parts) {
    if (attachment === null) continue;
    const listed = names.get(message);
    if (listed === undefined) names.set(message, [attachment]);
    else listed.push(attachment);
  }
  return names;
}

interface Body {
  readonly part: Part;
  readonly body: Buffer;
}

/** Picks one of each set of alternatives: plain text, unless it is blank. */
function chosen(parts: readonly Part[]): readonly Body[] {
  const bodies = parts.map((part): Body => ({ part, body: part.body() }));
  const best = new Map<number, Body>();
  for (const body of bodies) {
    const { alternative } = body.part;
    if (alternative === null) continue;
    const before = best.get(alternative);
    if (before === undefined || worth(body) > worth(before)) best.set(alternative, body);
  }
  return bodies.filter((body) => body.part.alternative === null || best.get(body.part.alternative) === body);
}

function worth({ part, body }: Body): number {
  if (body.every((byte) => byte <= 0x20)) return 0;
  return part.media === 'text/plain' ? 2 : 1;
}

function bodyMember(part: Part, name: string | null, body: Buffer, fields: Known['fields']): Member {
  const document: Known = { format: HTML.test(part.media) ? 'html' : 'text', fields, hasText: true };
  return {
    name,
    bytes: byteReader([body].values()),
    size: body.length,
    charset: part.charset,
    url: null,
    skip: null,
    document,
  };
}

/** Fields from the head of a mail, by the field names of records. */
function fieldsOf(headers: Headers, attachments: readonly string[]): Readonly<Record<string, unknown>> {
  const said = (name: string): string | null => {
    const value = headers.get(name);
    return value === undefined || value === '' ? null : wordsOf(value);
  };
  const from = said('from');
  const all: Record<string, unknown> = {
    title: said('subject'),
    author: from === null ? null : displayName(from),
    date: dateOf(headers.get('date')),
    from,
    to: said('to'),
    cc: said('cc'),
    message_id: said('message-id'),
    attachments: attachments.length === 0 ? null : attachments,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

/** The display name before an address; null if there is none. */
function displayName(from: string): string | null {
  const name = /^"?([^"<]{1,200}?)"? ?<[^<>]+>/.exec(from)?.[1]?.trim() ?? '';
  return name === '' || name.includes('@') ? null : name;
}

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';

/** `Mon, 12 Sep 2005 10:00:00 +0800 (CST)` as ISO 8601 with its own offset; other forms are returned unchanged. */
export function dateOf(written: string | undefined): string | null {
  if (written === undefined || written === '') return null;
  const found =
    /\b(\d{1,2}) ([a-z]{3})[a-z]* (\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ([+-]\d{2})(\d{2})| (?:GMT|UTC?|Z)\b)?/i.exec(
      written.replace(/\s+/g, ' '),
    );
  if (found === null) return written;
  const [, day = '', name = '', year = '', hour = '', minute = '', second = '00', offset, minutes] = found;
  const month = MONTHS.indexOf(name.toLowerCase()) / 3 + 1;
  if (!Number.isInteger(month) || month < 1) return written;
  const two = (value: string | number): string => String(value).padStart(2, '0');
  const utc = /(?:GMT|UTC?|Z)$/i.test(found[0]);
  const zone = offset !== undefined ? `${offset}:${minutes ?? '00'}` : utc ? 'Z' : '';
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${zone}`;
}
