import { isUtf8 } from 'node:buffer';
import type { SchemaElement, SchemaTree } from 'hyparquet';
import { memberName } from './member.ts';

/** Parsers of values for which JSON has no type. */
export interface Parsers {
  readonly timestampFromMilliseconds: (value: bigint) => string;
  readonly timestampFromMicroseconds: (value: bigint) => string;
  readonly timestampFromNanoseconds: (value: bigint) => string;
  readonly dateFromDays: (value: number) => string;
  readonly stringFromBytes: (value: Uint8Array | undefined) => unknown;
  readonly jsonFromBytes: (value: Uint8Array | undefined) => unknown;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const DAY_MS = 86_400_000;
/** Largest JavaScript date, in milliseconds since 1970. */
const MAX_DATE_MS = 8.64e15;

/** Times are ISO 8601, with `Z` only if the column holds instants. Strings stay bytes if `raw` is set; else they are UTF-8, or GB18030 if invalid. */
export function parsersOf(column: SchemaTree, raw: boolean): Parsers {
  const zone = holdsInstants(column) ? 'Z' : '';
  const text = (bytes: Uint8Array | undefined): unknown => (raw ? bytes : textOf(bytes));
  return {
    timestampFromMilliseconds: (value) => instant(value, 3, zone),
    timestampFromMicroseconds: (value) => instant(value, 6, zone),
    timestampFromNanoseconds: (value) => instant(value, 9, zone),
    dateFromDays: (days) =>
      Math.abs(days * DAY_MS) > MAX_DATE_MS ? String(days) : iso(days * DAY_MS).replace(/T.*/, ''),
    stringFromBytes: text,
    jsonFromBytes: (bytes) => {
      if (raw || bytes === undefined) return bytes;
      try {
        return JSON.parse(UTF8.decode(bytes)) as unknown;
      } catch {
        return textOf(bytes);
      }
    },
  };
}

/** False if the column states that its times are local. */
function holdsInstants({ element, children }: SchemaTree): boolean {
  const type = element.logical_type;
  const local = type?.type === 'TIMESTAMP' && !type.isAdjustedToUTC;
  return !local && children.every(holdsInstants);
}

function textOf(bytes: Uint8Array | undefined): unknown {
  return bytes && memberName(bytes);
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** Formats a time in units of 10^-`digits` seconds, without trailing zeros in the fraction. */
function instant(value: bigint, digits: number, zone: string): string {
  const unit = 10n ** BigInt(digits);
  const rest = ((value % unit) + unit) % unit;
  const seconds = Number((value - rest) / unit) * 1000;
  if (Math.abs(seconds) > MAX_DATE_MS) return String(value);
  let fraction = rest === 0n ? '' : `.${rest.toString().padStart(digits, '0')}`;
  while (fraction.endsWith('0')) fraction = fraction.slice(0, -1);
  return `${iso(seconds).slice(0, -5)}${fraction}${zone}`;
}

/** An exact decimal: a number if a double holds all digits, else a string, or a bigint for a scale of 0. */
export function decimal(value: unknown, scale: number): unknown {
  const whole = unscaled(value);
  if (whole === null) return value ?? null;
  const digits = (whole < 0n ? -whole : whole).toString().padStart(scale + 1, '0');
  const written = `${whole < 0n ? '-' : ''}${digits.slice(0, digits.length - scale)}.${digits.slice(digits.length - scale)}`;
  const text = scale > 0 ? written : written.slice(0, -1);
  return digits.length <= 15 ? Number(text) : scale > 0 ? text : whole;
}

function unscaled(value: unknown): bigint | null {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(value);
  if (!(value instanceof Uint8Array) || value.length === 0) return null;
  return BigInt.asIntN(value.length * 8, BigInt(`0x${Buffer.from(value).toString('hex')}`));
}

/** Converted types that stay bytes, or are converted by `decimal`. */
const UNCONVERTED_TYPES = /^(?:DECIMAL|BSON|INTERVAL)$/;

/** The schema element of a column, without a type that hyparquet rounds or rejects. */
export function unlabelled({ element }: SchemaTree): SchemaElement {
  const { converted_type: kind, logical_type: type, ...rest } = element;
  if (UNCONVERTED_TYPES.test(kind ?? '') || type?.type === 'GEOMETRY' || type?.type === 'GEOGRAPHY') return rest;
  return element;
}

/** Converts a value to JSON: bigint only for unsafe integers, non-finite numbers as strings; bytes as text if UTF-8, else as base64. */
export function plainValue(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value instanceof Uint8Array)
    return isUtf8(value) ? Buffer.from(value).toString() : Buffer.from(value).toString('base64');
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, plainValue);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainValue(inner)]));
}
