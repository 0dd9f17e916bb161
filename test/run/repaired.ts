import { runRules } from '../../src/engine/apply.ts';
import { repairs } from '../../src/repair/index.ts';
import type { Document, TextContext, TextRule } from '../../src/types.ts';

const context: TextContext = { guess: true, language: 'und', from: 'auto', vocab: 'keep' };

/** A plain text after the repair stage alone, with all its rules or some. */
export function repairedDocument(text: string, rules: readonly TextRule[] = repairs, guess = true): Document {
  const document: Document = {
    text,
    format: 'text',
    lines: [],
    origins: [],
    language: 'und',
    meta: [],
    steps: [],
    removed: [],
    warnings: [],
  };
  return runRules(document, 'repair', rules, { ...context, guess });
}
