import type { Step, TextRule, Warning } from '../types.ts';
import { byteShift } from './byte-shift/index.ts';
import { compatibilityCharacters } from './compatibility-characters.ts';
import { escapes } from './escapes.ts';
import { hasLostCharacters } from './lost-characters.ts';
import { hasLostToMisreading } from './lost-in-words.ts';
import { markupResidue } from './markup-residue.ts';
import { insertedPinyin } from './pinyin/inserted-pinyin.ts';
import { insertedSymbols } from './inserted-symbols.ts';
import { invisibleCharacters } from './invisible-characters.ts';
import { c1Controls } from './mojibake/c1-controls.ts';
import { chineseAsOtherSet } from './mojibake/chinese-as-other-set.ts';
import { doubleEncoded } from './mojibake/double-encoded.ts';
import { lastLayer, outerMojibake } from './mojibake/outer-mojibake.ts';
import { gbkMended } from './mojibake/gbk-mended.ts';
import { lettersAsOtherSet } from './mojibake/letters-as-other-set.ts';
import { misreadLines } from './mojibake/misread-lines.ts';
import { shortMisreadings } from './mojibake/short-misreadings.ts';
import { signsAsGbk } from './mojibake/signs-as-gbk.ts';
import { hasSuspectedMojibake } from './mojibake/suspected.ts';
import { spacesAsGbk } from './mojibake/spaces-as-gbk.ts';
import { pinyinAnnotations } from './pinyin/pinyin-annotations.ts';

export { isSuspectedMojibake } from './mojibake/suspected.ts';

/** Repair rules, in the order they run. */
export const repairs: readonly TextRule[] = [
  escapes,
  doubleEncoded,
  chineseAsOtherSet,
  gbkMended,
  outerMojibake,
  ...lastLayer,
  misreadLines,
  shortMisreadings,
  signsAsGbk,
  spacesAsGbk,
  lettersAsOtherSet,
  c1Controls,
  byteShift,
  pinyinAnnotations,
  insertedPinyin,
  invisibleCharacters,
  insertedSymbols,
  compatibilityCharacters,
  markupResidue,
];

/** Rules that undo misreadings. */
const UNDOING: ReadonlySet<string> = new Set(
  [doubleEncoded, chineseAsOtherSet, gbkMended, outerMojibake, ...lastLayer, misreadLines, shortMisreadings].map(
    ({ name }) => name,
  ),
);

/**
 * Warnings about damage that is left in a repaired text: `锟斤拷`, U+FFFD in rows or among Chinese characters, `?` or boxes in
 * place of characters, lines that look like mojibake.
 */
export function repairWarnings(text: string, steps: readonly Step[] = []): readonly Warning[] {
  const warnings: Warning[] = [];
  const wasMisread = steps.some(({ rule }) => UNDOING.has(rule));
  if (hasLostCharacters(text) || (wasMisread && hasLostToMisreading(text))) warnings.push('irrecoverable-characters');
  if (hasSuspectedMojibake(text)) warnings.push('suspected-mojibake');
  return warnings;
}
