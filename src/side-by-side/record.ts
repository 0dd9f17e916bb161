import { recordSchema } from '../record/json-schema.ts';
import type { JsonSchema } from '../record/kinds.ts';
import type { TracedRecord } from './types.ts';

/** Whether a value is a record as `normalize` writes it, with a trace. */
export function isTracedRecord(value: unknown): value is TracedRecord {
  return conforms(value, SCHEMA) && 'trace' in value;
}

const SCHEMA = recordSchema();

/** Whether a value has the types, constants and keys of a schema; patterns and ranges are not checked. */
function conforms(value: unknown, schema: JsonSchema): value is object {
  const { type, const: only, enum: some, items, properties = {}, required = [] } = schema as Checked;
  if (only !== undefined && value !== only) return false;
  if (some !== undefined && !some.includes(value)) return false;
  if (type !== undefined && ![type].flat().some((name) => isOf(value, name))) return false;
  if (Array.isArray(value)) return items === undefined || value.every((item) => conforms(item, items));
  if (typeof value !== 'object' || value === null) return true;
  const held: Readonly<Record<string, unknown>> = { ...value };
  return (
    required.every((key) => key in held) &&
    Object.entries(properties).every(([key, part]) => !(key in held) || conforms(held[key], part))
  );
}

/** The keywords of JSON Schema that are checked. */
interface Checked {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

function isOf(value: unknown, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
