import { parse } from 'lossless-json';

/** A run of digits that may exceed the precision of a double. */
const LONG_NUMBER = /\d{16}/;
const INTEGER = /^-?\d+$/;

/** Parses JSON as `readJson` does; integers beyond 2^53 become bigint, so that no digit is lost. Throws SyntaxError for invalid JSON. */
export function parseJson(given: string): unknown {
  const { value, text } = parsed(given);
  if (!LONG_NUMBER.test(text)) return value;
  try {
    return parse(text, null, { parseNumber, onDuplicateKey: ({ newValue }) => newValue });
  } catch {
    return value; // too deeply nested for a recursive parser in JavaScript
  }
}

/**
 * Parses JSON, and what writers make that do not keep to the standard: `NaN` and `Infinity` (Python, Jackson), which become strings, tabs and
 * line feeds as such in strings, commas behind the last value, NULs around values, and the marks between them (RFC 7464). Throws
 * SyntaxError for anything else.
 */
export function readJson(text: string): unknown {
  return parsed(text).value;
}

function parsed(text: string): { readonly value: unknown; readonly text: string } {
  try {
    return { value: JSON.parse(text) as unknown, text };
  } catch (error) {
    // Most of what is not JSON is not examined any further.
    if (!/^[\s\0\x1e]*[{["]/.test(text)) throw error;
    const strict = strictJson(text);
    if (strict === text) throw error;
    return { value: JSON.parse(strict) as unknown, text: strict };
  }
}

/** What is no part of a value: NULs, and the marks in front of the values of a sequence. */
const AROUND = /[\0\x1e]/g;
const LAST_COMMA = /,(?=\s*[\]}])/g;
const NO_NUMBER = /-?\b(?:NaN|Infinity)\b/g;
/** NULs in a string stay invalid: the end of one document and the beginning of the next may be lost among them. */
const ESCAPE_OR_CONTROL = /\\[\s\S]|[\x01-\x1f]/g;

/** JSON with `NaN` and infinities in quotation marks, no comma behind the last value, and control characters in strings escaped. */
function strictJson(text: string): string {
  let strict = '';
  for (let at = 0; at < text.length;) {
    const quote = text.indexOf('"', at);
    const open = quote < 0 ? text.length : quote;
    const end = endOfString(text, open);
    const between = text.slice(at, open).replace(AROUND, '').replace(LAST_COMMA, '').replace(NO_NUMBER, '"$&"');
    strict += between + text.slice(open, end).replace(ESCAPE_OR_CONTROL, escaped);
    at = end;
  }
  return strict;
}

function escaped(found: string): string {
  return found.length > 1 ? found : `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Offset after the closing quote of the string at an offset. */
export function endOfString(json: string, start: number): number {
  for (let quote = json.indexOf('"', start + 1); quote >= 0; quote = json.indexOf('"', quote + 1)) {
    let escapes = 0;
    while (json[quote - 1 - escapes] === '\\') escapes++;
    if (escapes % 2 === 0) return quote + 1;
  }
  return json.length;
}

/** Serializes a value that was parsed from JSON, on one line; bigints become integers. */
export function toJson(value: unknown): string {
  if (!holdsBigint(value)) return JSON.stringify(value);
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map(toJson).join()}]`;
  return `{${Object.entries(value ?? {})
    .map(([key, inner]) => `${JSON.stringify(key)}:${toJson(inner)}`)
    .join()}}`;
}

function parseNumber(text: string): number | bigint {
  const number = Number(text);
  return INTEGER.test(text) && !Number.isSafeInteger(number) ? BigInt(text) : number;
}

/** Whether a value is or holds a bigint. Not recursive: JSON may be nested deeper than the stack. */
export function holdsBigint(value: unknown): boolean {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'bigint') return true;
    if (typeof next === 'object' && next !== null) for (const inner of Object.values(next)) waiting.push(inner);
  }
  return false;
}
