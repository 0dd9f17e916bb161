import { around, TELLING_BYTES } from './around.ts';
import { drain, slice } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';
import { Damage } from './damage.ts';
import { charsetOf, documentOf, notADocument, statesText } from './http-message.ts';
import { timeOf, UNKNOWN } from './member.ts';
import type { Member } from './member.ts';
import type { UnpackOptions } from './opening.ts';

/** Longest header line, in bytes. */
const MAX_LINE_BYTES = 2 ** 16;
const NEWLINE = 10;
const RETURN = 13;

/** The header line of a record: URL, IP, 14-digit time, media type, five more fields in version 2, and the length in bytes. */
interface Line {
  readonly url: string;
  readonly time: string;
  readonly type: string;
  readonly length: number;
}

/** Documents of an ARC file, the Internet Archive's format before WARC (versions 1 and 2). Behind a record of a wrong length, reading goes on at the next one. */
export async function* unarc(reader: ByteReader, options: UnpackOptions): AsyncGenerator<Member | Damage, void> {
  const count = { records: 0 };
  yield* around(reader, () => documentsOf(reader, options, count), recordIn);
}

/** The documents up to the first damage between them. */
async function* documentsOf(
  reader: ByteReader,
  options: UnpackOptions,
  count: { records: number },
): AsyncGenerator<Member, void> {
  while (await atRecord(reader)) {
    const at = reader.offset();
    const line = await lineOf(reader);
    if (line === null) throw new Damage(`no ARC record at byte ${at}, or the length of the previous one is wrong`);
    const cut = await cutAt(reader, line.length);
    const block = slice(reader, cut ?? line.length, `the ARC record at byte ${at}`);
    const record = count.records++;
    if (record > 0) yield await memberOf(line, block, record, options);
    await drain(block);
    if (cut !== null)
      throw new Damage(`the length of the ARC record at byte ${at} is wrong: another record begins inside of it`);
  }
}

/** Longest record whose end is looked at in advance, in bytes. */
const MAX_AHEAD_BYTES = 2 ** 22;

/** Where a record of too great a length ends, in front of the next one; null if the length is right, or too great to tell. */
async function cutAt(reader: ByteReader, length: number): Promise<number | null> {
  if (length > MAX_AHEAD_BYTES) return null;
  const ahead = await reader.peek(length + TELLING_BYTES);
  let end = length;
  while (ahead[end] === NEWLINE || ahead[end] === RETURN) end++;
  if (ahead.length >= length && (end >= ahead.length || fieldsOf(lineFrom(ahead, end)) !== null)) return null;
  const next = recordIn(ahead.subarray(0, length));
  if (next < 0) return null;
  return ahead[next - 1] === NEWLINE ? next - 1 : next;
}

/** Where the first line of a record begins in bytes; -1 if none does. One behind a record that was cut short does not begin a line. */
function recordIn(bytes: Buffer): number {
  for (let start = 0; start < bytes.length;) {
    const line = lineFrom(bytes, start);
    const from = Math.max(0, line.length - MAX_OWN_LINE_BYTES);
    const found = BEGINNING.exec(line.toString('latin1', from));
    if (found !== null && fieldsOf(line.subarray(from + found.index)) !== null) return start + from + found.index;
    start += line.length + 1;
  }
  return -1;
}

/** Longest line of a record that is looked for, in bytes. */
const MAX_OWN_LINE_BYTES = 2 ** 13;
/** The beginning of the line of a record: its address, that of the server, and the time. */
const BEGINNING = /(?:https?|ftp|dns):[^ ]{1,2000} (?:\d{1,3}\.){3}\d{1,3} \d{12,14} /i;

function lineFrom(bytes: Buffer, start: number): Buffer {
  const end = bytes.indexOf(NEWLINE, start);
  return bytes.subarray(start, end < 0 ? bytes.length : end);
}

/** Consumes the empty lines between records; false at the end. */
async function atRecord(reader: ByteReader): Promise<boolean> {
  for (;;) {
    const [byte] = await reader.atHand(1);
    if (byte !== NEWLINE && byte !== RETURN) return byte !== undefined;
    await reader.exactly(1, 'an empty line');
  }
}

async function lineOf(reader: ByteReader): Promise<Line | null> {
  let bytes = await reader.peek(2 ** 10);
  if (!bytes.includes(NEWLINE)) bytes = await reader.peek(MAX_LINE_BYTES);
  const end = bytes.indexOf(NEWLINE);
  if (end < 0) return null;
  const line = fieldsOf(bytes.subarray(0, end));
  if (line !== null) await reader.exactly(end + 1, 'a line of ARC');
  return line;
}

function fieldsOf(line: Buffer): Line | null {
  if (line.length > MAX_LINE_BYTES) return null;
  const fields = line.toString('utf8').trim().split(' ');
  // URLs were written as found, some of them with spaces.
  const time = fields.findIndex((field, index) => index >= 2 && /^\d{12,14}$/.test(field));
  const length = fields.at(-1) ?? '';
  if (time < 0 || fields.length < time + 3 || !/^\d{1,15}$/.test(length)) return null;
  const url = fields.slice(0, time - 1).join(' ');
  return { url, time: fields[time] ?? '', type: fields[time + 1] ?? '', length: Number(length) };
}

async function memberOf(line: Line, block: ByteReader, record: number, options: UnpackOptions): Promise<Member> {
  const base = { ...UNKNOWN, name: `record:${record}`, url: line.url, fetched: timeOf(line.time), bytes: block };
  const start = (await block.peek(5)).toString('latin1');
  if (start === 'HTTP/') return { ...base, ...(await documentOf(block, options)) };
  return { ...base, charset: charsetOf(line.type), isText: statesText(line.type), skip: notADocument(line.type) };
}
