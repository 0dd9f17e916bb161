import type { Language, TextRule } from '../types.ts';

/** The language of a text as found. */
export function languageOf(text: string): Language {
  return text === '' ? 'und' : 'zh';
}

/** The conversions, in the order they run. */
export const conversions: readonly TextRule[] = [];
