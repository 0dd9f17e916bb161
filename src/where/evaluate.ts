import type { CorpusRecord } from '../record/fields.ts';
import { LINEAR_MATCHES } from './environment.ts';

/** Meets the condition, or does not and why, or has no answer. */
export type Answer = { readonly met: boolean; readonly why: string | null } | { readonly fault: string };

/** Asks a condition about a record. What is absent meets no condition, as in SQL: null, or a key or an item that is not there. */
export function answerOf(evaluate: (record: Record<string, unknown>) => unknown, record: CorpusRecord): Answer {
  try {
    const met = evaluate(record);
    return typeof met === 'boolean' ? { met, why: null } : { fault: 'is neither true nor false' };
  } catch (error) {
    const summary = summaryOf(error).replaceAll('dyn<null>', 'null');
    return isAbsence(error, summary) ? { met: false, why: summary } : { fault: summary };
  }
}

const ABSENT_CODES: readonly unknown[] = ['no_such_key', 'index_out_of_bounds'];
const TYPE_CODES: readonly unknown[] = [
  'no_such_overload',
  'no_matching_overload',
  'invalid_logical_operand',
  'invalid_condition_type',
];

function isAbsence(error: unknown, summary: string): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return ABSENT_CODES.includes(code) || (TYPE_CODES.includes(code) && /\bnull\b/.test(summary));
}

/** One line without the excerpt of the source. */
export function summaryOf(error: unknown): string {
  const isNamed = typeof error === 'object' && error !== null && 'summary' in error;
  const text = isNamed ? String(error.summary) : error instanceof Error ? error.message : String(error);
  return text.replace(' >= size undefined', '').replaceAll(LINEAR_MATCHES, MATCHES);
}

/** The function that CEL names so. */
export const MATCHES = 'matches';
