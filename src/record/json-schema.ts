import { SIGNALS } from '../signals/index.ts';
import type { Signal } from '../signals/index.ts';
import { PAGE_KINDS } from '../page-kinds.ts';
import { WARNINGS } from '../types.ts';
import { FIELDS } from './fields.ts';
import type { Field } from './fields.ts';
import { KINDS, objectOf } from './kinds.ts';
import type { JsonSchema } from './kinds.ts';

/** The JSON Schema of a record; `src/record.schema.json` contains it. */
export function recordSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://corpus-normalizer.invalid/record.schema.json',
    title: 'Record of normalize',
    description:
      'One cleaned document with its metadata and an account of everything that was changed or removed. One JSON object per line, keys in this order.',
    ...schemaOf(FIELDS),
  };
}

function schemaOf(fields: readonly (readonly [string, Field])[]): JsonSchema {
  const properties = Object.fromEntries(fields.map(([name, field]) => [name, propertyOf(field)]));
  return objectOf(
    properties,
    fields.flatMap(([name, field]) => (field.optional === true ? [] : [name])),
  );
}

function propertyOf({ meaning, holds, parts }: Field): JsonSchema {
  const held = holds === undefined ? schemaOf(Object.entries(parts ?? {})) : KINDS[holds].schema;
  return { description: meaning, ...held };
}

/** Rows of the table in the README, one for each key; nested keys are dotted. */
export function recordRows(): readonly (readonly [key: string, meaning: string])[] {
  return FIELDS.flatMap(([name, { meaning, parts, optional }]) => [
    [name, meaning] as const,
    ...(optional === true ? [] : Object.entries(parts ?? {})).map(
      ([part, field]) => [`${name}.${part}`, field.meaning] as const,
    ),
  ]);
}

/** The table of the README: name, definition, source and fitness for Chinese of each signal. */
export function signalRows(): readonly (readonly [name: string, meaning: string, source: string, chinese: string])[] {
  const rows: readonly (readonly [string, Signal])[] = Object.entries(SIGNALS);
  return rows.map(([name, { meaning, source = '', chinese = '' }]) => [name, meaning, source, chinese]);
}

/** The table of the README: a row for each kind of page. */
export function pageKindRows(): readonly (readonly [kind: string, evidence: string])[] {
  return Object.entries(PAGE_KINDS);
}

/** The table of the README: a row for each warning. */
export function warningRows(): readonly (readonly [code: string, meaning: string])[] {
  return Object.entries(WARNINGS);
}
