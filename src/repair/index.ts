import type { TextRule } from '../types.ts';
import { utf8AsSingleByte } from './utf8-as-single-byte.ts';
import { pinyinAnnotations } from './pinyin-annotations.ts';

/** The repairs, in the order they run. */
export const repairs: readonly TextRule[] = [utf8AsSingleByte, pinyinAnnotations];
