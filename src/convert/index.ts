import type { TextRule } from '../types.ts';
import { simplifiedScript } from './simplified-script.ts';

export { languageOf } from './language.ts';

/** The conversions, in the order they run. */
export const conversions: readonly TextRule[] = [simplifiedScript];
