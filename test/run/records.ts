import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { normalize, toJsonLine } from '../../src/index.ts';
import type { CorpusRecord, Options, Source } from '../../src/index.ts';

const schema = JSON.parse(readFileSync(new URL('../../src/record.schema.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true, formats: {} }).compile(schema);

/** Throws if a record does not match the schema, including the order of its keys. */
export function mustBeValid(record: CorpusRecord): CorpusRecord {
  const plain: unknown = JSON.parse(toJsonLine(record));
  if (!validate(plain)) throw new Error(JSON.stringify(validate.errors, null, 1));
  mustBeInOrder(plain as object, schema);
  return record;
}

interface Properties {
  readonly properties?: Readonly<Record<string, Properties>>;
}

function mustBeInOrder(value: object, { properties }: Properties): void {
  if (properties === undefined) return;
  const keys = Object.keys(value);
  const wanted = Object.keys(properties).filter((key) => keys.includes(key));
  if (keys.join() !== wanted.join()) throw new Error(`Keys out of order: ${keys.join()}`);
  for (const [key, held] of Object.entries(value) as [string, unknown][])
    if (typeof held === 'object' && held !== null) mustBeInOrder(held, properties[key] ?? {});
}

/** A source for some bytes or text. */
export function sourceOf(content: string | Uint8Array, more: Partial<Source> = {}): Source {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { path: 'a.txt', pathBytes: null, member: null, format: null, charset: null, url: null, ...more, bytes };
}

/** A valid record of some bytes or text. */
export function recordOf(
  content: string | Uint8Array,
  options: Options = {},
  more: Partial<Source> = {},
): CorpusRecord {
  return mustBeValid(normalize(sourceOf(content, more), options));
}
