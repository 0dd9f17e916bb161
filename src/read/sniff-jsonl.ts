import { isObject } from '../text/is-object.ts';
import { readJson } from '../text/json.ts';

/**
 * Whether the head of a file is JSONL: its first line is a JSON object, and the second line begins like one or the first has
 * `textField`. A first line longer than the head counts if it begins like an object. A first line that is damaged does not hide the others; less of
 * them is asked where the file is `named` as JSONL.
 */
export function looksLikeJsonl(head: Uint8Array, textField: string, named = false): boolean {
  if (!mayOpenObject(head) && !named && !opensSecondLine(head)) return false;
  const whole = new TextDecoder(wideEncoding(head) ?? 'utf-8').decode(head);
  const text = whole.replace(HOLE, '').replace(SEPARATOR, '').trimStart();
  const end = text.indexOf('\n');
  // No document, where a text of nothing would be one.
  if (text === '') return named && !whole.includes('\0');
  if (end < 0 && head.length >= 4096 && text.startsWith('{') && !isObjectLine(text)) return beginsObject(text);
  const first = end < 0 ? text : text.slice(0, end);
  const others = end < 0 ? '' : text.slice(end + 1);
  if (!isObjectLine(first)) return areObjects(others, textField, named) || (named && isCutObject(text));
  return others.trimStart().startsWith('{') || Object.hasOwn(readJson(first) as object, textField);
}

/** NULs in place of sectors that were not written before a crash. */
const HOLE = /\0{512,}/g;

/** The mark in front of each value of a sequence (RFC 7464). */
const SEPARATOR = /\x1e/g;

/** Whether a text begins with a key and its value behind it. */
function beginsObject(text: string): boolean {
  return /^\{\s*"[^"\\\n]{1,200}"\s*:/.test(text);
}

/** Whether a text is a single line that begins an object. */
function isCutObject(text: string): boolean {
  return beginsObject(text) && !text.trim().includes('\n');
}

/** A name that states JSONL, packed or not. */
const NAMED = /\.(?:jsonl|ndjson)(?:\.[a-z0-9]+)?$/i;

/** Whether a file name states JSONL. */
export function isNamedJsonl(name: string): boolean {
  return NAMED.test(name);
}

/** Lines behind a damaged one that are examined. */
const EXAMINED_LINES = 16;

/** Whether lines behind one that is no JSON are JSON objects: half of them by the name, else at least two and each with the text field. */
function areObjects(text: string, textField: string, named: boolean): boolean {
  const lines = text.split('\n', EXAMINED_LINES + 1);
  // The last one may be cut.
  const last = lines.pop() ?? '';
  const whole = isObjectLine(last) ? [...lines, last] : lines;
  const written = whole.filter((line) => line.trim() !== '');
  const objects = written.filter(isObjectLine);
  if (named) return objects.length > 0 && 2 * objects.length >= written.length;
  return (
    objects.length >= 2 &&
    written.every((line) => isObjectLine(line) && Object.hasOwn(readJson(line) as object, textField))
  );
}

/** UTF-16 as indicated by a byte order mark, in which lines cannot be split by single bytes; null for anything else. */
export function wideEncoding(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : null;
}

/** Whether the first non-space character may be a brace, judging by the first bytes only, since decoding a whole head is slow. */
function mayOpenObject(head: Uint8Array): boolean {
  const [lead = 0] = head;
  // Most files begin with no space: a decoder for each of 1,400 files takes 20 ms.
  if (lead > SPACE && !MAY_LEAD_SPACE.has(lead)) return lead === BRACE;
  const decoder = new TextDecoder(wideEncoding(head) ?? 'utf-8');
  const start = decoder.decode(head.subarray(0, 64), { stream: true }).replace(SEPARATOR, '').trimStart();
  return start === '' || start.startsWith('{');
}

function opensSecondLine(head: Uint8Array): boolean {
  const end = head.indexOf(NEWLINE);
  return end >= 0 && (head[end + 1] === BRACE || head[end + 1] === RECORD_SEPARATOR);
}

const NEWLINE = 0x0a;
const SPACE = 0x20;
const BRACE = 0x7b;
const RECORD_SEPARATOR = 0x1e;
/** First bytes of white space beyond ASCII and of byte order marks, in UTF-8 and UTF-16. */
const MAY_LEAD_SPACE: ReadonlySet<number> = new Set([0xc2, 0xe1, 0xe2, 0xe3, 0xef, 0xfe, 0xff]);

function isObjectLine(line: string): boolean {
  try {
    return isObject(readJson(line));
  } catch {
    return false;
  }
}
