import type { TextRule } from '../types.ts';

/** The last cleaning of white space, in the order it runs. */
export const tidies: readonly TextRule[] = [];
