import type { TextRule } from '../types.ts';
import { proposeWith } from './rewrite.ts';
import { vocabularyTable } from './tables.ts';

/**
 * Replaces Taiwan and Hong Kong vocabulary with mainland vocabulary. The result is still in traditional script, so this rule runs
 * first.
 */
export const mainlandVocabulary: TextRule = {
  name: 'mainland-vocabulary',
  sparesCode: true,
  summary: 'With --vocab mainland, replaces Taiwan and Hong Kong vocabulary in traditional text',
  examples: [
    { before: '這個軟體會占用記憶體。', after: '這個軟件會占用內存。' },
    { before: '这个软体动物很少见。', after: '这个软体动物很少见。' },
  ],
  gate: () => true,
  propose: (text, context) =>
    context.vocab === 'keep'
      ? []
      : proposeWith((treatment) => (treatment === 'traditional' ? vocabularyTable() : null), text, context),
};
