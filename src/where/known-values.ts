import type { ASTNode } from '@marcbachmann/cel-js';
import { FIELDS } from '../record/fields.ts';
import type { Field } from '../record/fields.ts';
import { KINDS } from '../record/kinds.ts';
import { nearest } from '../text/nearest.ts';
import { WARNINGS } from '../types.ts';

/** A text that a key is compared with and never has: a typo, which would reject every record or none. */
export interface NeverTrue {
  /** Where the text stands in the condition. */
  readonly start: number;
  readonly message: string;
}

/** The texts of a condition that keys with a fixed set of values are compared with and never have. */
export function neverTrue(nodes: readonly ASTNode[]): readonly NeverTrue[] {
  return nodes.flatMap(({ op, args }) => {
    if (op === '==' || op === '!=') return [...unknownIn(args[0], [args[1]]), ...unknownIn(args[1], [args[0]])];
    if (op !== 'in') return [];
    const [item, list] = args;
    return list.op === 'list' ? unknownIn(item, list.args) : unknownIn(list, [item]);
  });
}

function unknownIn(key: ASTNode, texts: readonly ASTNode[]): readonly NeverTrue[] {
  const field = fieldOf(key);
  const values = field === null ? [] : valuesOf(field);
  if (values.length === 0) return [];
  return texts.flatMap(({ op, args, start }) => {
    if (op !== 'value' || typeof args !== 'string' || values.includes(args)) return [];
    const near = nearest(args, values);
    const hint = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Values: ${values.join(', ')}.`;
    return [{ start, message: `No record has '${args}' there. ${hint}` }];
  });
}

/** The field that `key` or `key.part` names. */
function fieldOf({ op, args }: ASTNode): Field | null {
  if (op === 'id') return FIELDS.find(([name]) => name === args)?.[1] ?? null;
  if (op !== '.') return null;
  return fieldOf(args[0])?.parts?.[args[1]] ?? null;
}

/** The values of a field, or of its items; none if any text may be one. */
function valuesOf({ holds }: Field): readonly string[] {
  if (holds === 'codes') return Object.keys(WARNINGS);
  const values: unknown = holds === undefined ? [] : KINDS[holds].schema['enum'];
  return Array.isArray(values) ? values.filter((value): value is string => typeof value === 'string') : [];
}
