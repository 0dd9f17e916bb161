import { Environment } from '@marcbachmann/cel-js';
import { FIELDS } from '../record/fields.ts';
import type { Field } from '../record/fields.ts';
import { KINDS } from '../record/kinds.ts';
import type { JsonSchema } from '../record/kinds.ts';
import { containsMatch } from './matches.ts';

/** Bounds on one condition, so that neither the parser nor the evaluation overflows the stack. */
const LIMITS = { maxAstNodes: 5000, maxDepth: 100 };

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

/** How a key that may be null is declared: as what it holds otherwise, to find wrong types, or as anything, to be evaluated. */
export type Nullable = 'typed' | 'dynamic';

/** The keys of a record with their types, from the table of fields. `optional`: keys present on request that are there. */
export function environmentOf(optional: readonly string[], nullable: Nullable): Environment {
  const environment = new Environment({ homogeneousAggregateLiterals: false, limits: LIMITS });
  const declare: Declare = { nullable, environment };
  for (const [name, field] of FIELDS) {
    if (field.optional === true && !optional.includes(name)) continue;
    if (field.parts === undefined) environment.registerVariable(name, typeOfField(field, name, declare));
    else environment.registerVariable({ name, schema: schemaOf(field.parts, name, declare) });
  }
  // Numbers of a record are doubles; CEL has no operators of double and int, but 1 for 1.0 is no mistake here.
  for (const [sign, compute] of Object.entries(ARITHMETIC)) {
    environment.registerOperator(`double ${sign} int`, (a: number, b: bigint) => compute(a, Number(b)));
    environment.registerOperator(`int ${sign} double`, (a: bigint, b: number) => compute(Number(a), b));
  }
  // Each registers the mirror image too.
  environment.registerOperator('double == int', (a: number, b: bigint) => a === Number(b));
  for (const type of ['string', 'double']) environment.registerOperator(`${type} == null`, () => false);
  environment.registerFunction(`string.${LINEAR_MATCHES}(string): bool`, containsMatch);
  return environment;
}

/** As long as `matches`, which it replaces, so that places in messages stay right. */
export const LINEAR_MATCHES = 're2test';

interface Declare {
  readonly nullable: Nullable;
  readonly environment: Environment;
}

function schemaOf(parts: NonNullable<Field['parts']>, path: string, declare: Declare): Record<string, string> {
  const entries = Object.entries(parts).map(([name, part]) => [name, typeOfField(part, `${path}_${name}`, declare)]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function typeOfField({ holds }: Field, path: string, declare: Declare): string {
  return holds === undefined ? 'dyn' : typeOf(KINDS[holds].schema, path, declare);
}

/** The CEL type of what a schema describes. Types of objects are registered under their path. */
function typeOf(
  { type, items, properties, enum: values, const: constant }: JsonSchema,
  path: string,
  declare: Declare,
): string {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  const mayBeNull = types.includes('null') || (Array.isArray(values) && values.includes(null));
  if (mayBeNull && declare.nullable === 'dynamic') return 'dyn';
  if (typeof constant === 'number' || types.includes('integer') || types.includes('number')) return 'double';
  if (types.includes('string') || Array.isArray(values)) return 'string';
  if (types.includes('array')) {
    const item = typeOf((items ?? {}) as JsonSchema, `${path}_item`, declare);
    // Evaluation finds that an object of JavaScript, taken by its index, is none of the declared type.
    return declare.nullable === 'dynamic' && item === `${path}_item` ? 'list<dyn>' : `list<${item}>`;
  }
  if (!types.includes('object') || properties === undefined) return 'dyn';
  const parts = Object.entries(properties as Readonly<Record<string, JsonSchema>>);
  const fields = Object.fromEntries(parts.map(([name, part]) => [name, typeOf(part, `${path}_${name}`, declare)]));
  declare.environment.registerType({ name: path, schema: fields });
  return path;
}
