import type { TextRule } from '../types.ts';
import { mainlandVocabulary } from './mainland-vocabulary.ts';
import { simplifiedScript } from './simplified-script.ts';

export { languageOf, mayBeJapanese } from './language.ts';

/** The rules of the convert stage, in the order they run. */
export const conversions: readonly TextRule[] = [mainlandVocabulary, simplifiedScript];
