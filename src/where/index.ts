/** Conditions on records, in the Common Expression Language (CEL). */
import type { Condition, Judge } from './types.ts';

export type { Condition, Judge, Verdict } from './types.ts';

/**
 * Compiles conditions. `optional` names keys of the record that are present on request. Throws a UserError that says where a
 * condition is wrong, with suggestions for unknown names.
 */
export async function judgeOf(conditions: readonly Condition[], optional: readonly string[]): Promise<Judge> {
  const { compiled } = await import('./compile.ts');
  return compiled(conditions, optional);
}
