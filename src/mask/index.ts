/** Rules that mask what points at a person, on request, after all other stages of the text. */
import { apply } from '../engine/edits.ts';
import type { TextContext, TextRule } from '../types.ts';
import { email } from './email.ts';
import { id } from './id.ts';
import { ip } from './ip.ts';
import { phone } from './phone.ts';

export { maskedMarks } from './marks.ts';

/** The rules by what `mask` calls them, in the order they run: an identity number is no telephone number. */
export const MASKS: Readonly<Record<string, TextRule>> = { email, id, phone, ip };

export const MASK_NAMES: readonly string[] = Object.keys(MASKS);

/** The rules asked for, in order. */
export function masksOf(names: readonly string[]): readonly TextRule[] {
  return Object.entries(MASKS).flatMap(([name, rule]) => (names.includes(name) ? [rule] : []));
}

/** A text that is no part of the account, masked. */
export function maskedText(text: string, rules: readonly TextRule[], context: TextContext): string {
  return rules.reduce(
    (now, { name, gate, propose }) => (gate(now) ? apply(now, propose(now, context), name).text : now),
    text,
  );
}
