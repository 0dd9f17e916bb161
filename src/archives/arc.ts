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

/** The header line of a record: URL, IP, 14-digit time, media type, five more fields in version 2, and the length in bytes. */
interface Line {
  readonly url: string;
  readonly time: string;
  readonly type: string;
  readonly length: number;
}

/** Documents of an ARC file, the Internet Archive's format before WARC (versions 1 and 2). Throws Damage if a record's length is wrong. */
export async function* unarc(reader: ByteReader, options: UnpackOptions): AsyncGenerator<Member, void> {
  for (let record = 0; await atRecord(reader); record++) {
    const at = reader.offset();
    const line = await lineOf(reader);
    if (line === null) throw new Damage(`no ARC record at byte ${at}, or the length of the previous one is wrong`);
    const block = slice(reader, line.length, `the ARC record at byte ${at}`);
    if (record > 0) yield await memberOf(line, block, record, options);
    await drain(block);
  }
}

/** Consumes the empty lines between records; false at the end. */
async function atRecord(reader: ByteReader): Promise<boolean> {
  for (;;) {
    const [byte] = await reader.atHand(1);
    if (byte !== NEWLINE && byte !== 13) return byte !== undefined;
    await reader.exactly(1, 'an empty line');
  }
}

async function lineOf(reader: ByteReader): Promise<Line | null> {
  let bytes = await reader.peek(2 ** 10);
  if (!bytes.includes(NEWLINE)) bytes = await reader.peek(MAX_LINE_BYTES);
  const end = bytes.indexOf(NEWLINE);
  if (end < 0) return null;
  const fields = (await reader.exactly(end + 1, 'a line of ARC')).toString('utf8').trim().split(' ');
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
