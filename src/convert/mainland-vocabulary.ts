import type { TextRule } from '../types.ts';
import { proposeWith } from './rewrite.ts';
import { vocabularyTable } from './tables.ts';

/** Words of Taiwan and Hong Kong to those of the mainland, in traditional text alone and only if asked for. Still in traditional script, which is why it goes first. */
export const mainlandVocabulary: TextRule = {
  name: 'mainland-vocabulary',
  summary: 'Replaces vocabulary of Taiwan and Hong Kong in traditional text, with --vocab mainland',
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
