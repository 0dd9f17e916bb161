import { parse } from 'lossless-json';

/** A run of digits that may exceed the precision of a double. */
const LONG_NUMBER = /\d{16}/;
const INTEGER = /^-?\d+$/;

/** Parses JSON; integers beyond 2^53 become bigint, so that no digit is lost. Throws SyntaxError for invalid JSON. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!LONG_NUMBER.test(text)) return value;
  try {
    return parse(text, null, { parseNumber, onDuplicateKey: ({ newValue }) => newValue });
  } catch {
    return value; // too deeply nested for a recursive parser in JavaScript
  }
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
