import type { TextRule } from '../types.ts';

/** The repairs, in the order they run. */
export const repairs: readonly TextRule[] = [];
