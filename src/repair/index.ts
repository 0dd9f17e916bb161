import type { TextRule, Warning } from '../types.ts';
import { big5AsGbk } from './big5-as-gbk.ts';
import { big5AsSingleByte } from './big5-as-single-byte.ts';
import { byteShift } from './byte-shift.ts';
import { compatibilityCharacters } from './compatibility-characters.ts';
import { markupResidue } from './markup-residue.ts';
import { gbkAsBig5 } from './gbk-as-big5.ts';
import { gbkAsSingleByte } from './gbk-as-single-byte.ts';
import { insertedPinyin } from './inserted-pinyin.ts';
import { insertedSymbols } from './inserted-symbols.ts';
import { invisibleCharacters } from './invisible-characters.ts';
import { outerMojibake } from './outer-mojibake.ts';
import { pinyinAnnotations } from './pinyin-annotations.ts';
import { utf8AsGbk } from './utf8-as-gbk.ts';
import { utf8AsSingleByteGaps } from './utf8-as-single-byte-gaps.ts';
import { utf8AsSingleByte } from './utf8-as-single-byte.ts';

/** The repairs, in the order they run. */
export const repairs: readonly TextRule[] = [
  outerMojibake,
  utf8AsSingleByte,
  utf8AsSingleByteGaps,
  utf8AsGbk,
  gbkAsSingleByte,
  big5AsSingleByte,
  big5AsGbk,
  gbkAsBig5,
  byteShift,
  pinyinAnnotations,
  insertedPinyin,
  invisibleCharacters,
  insertedSymbols,
  compatibilityCharacters,
  markupResidue,
];

/** What a repaired text still has that nobody can bring back: `锟斤拷`, and U+FFFD in rows or among Chinese characters. */
export function repairWarnings(text: string): readonly Warning[] {
  return IRRECOVERABLE.test(text) ? ['irrecoverable-characters'] : [];
}

const IRRECOVERABLE = /\ufffd\ufffd|[\u3400-\u9fff]\ufffd|\ufffd[\u3400-\u9fff]|(?:锟斤拷){2}|锟斤(?!拷)|锟捷|锟结/u;
