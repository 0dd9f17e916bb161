import { isHanUnit } from './decoder/language-model.ts';
import { holds, QUESTION } from '../text/character-classes.ts';
import { remembering } from '../text/memoize-last.ts';

/**
 * A question mark, or a row of them, that may stand for lost characters: text goes on right behind it, and what stands before
 * it asks nothing. What is before is looked at behind the first mark, which the engine can then search for.
 */
const LOST =
  /\?(?<=(?:^|[\n \u3400-\u9fff，。、；：！“‘「（《)\d])\?)(?<![吗嗎呢么麼吧啊呀嘛哦嗯谁誰哪何]\?)\?*(?=[\u3400-\u9fff，。、；：])/gu;
/** Text saved in a smaller set has lost a tenth of its characters and more; of other text, one in a hundred looks like it. */
const SHARE = 1 / 20;
const FEWEST = 2;
/** Of the lost characters, how many stand where no question ends: next to another mark, or one character away from one. */
const MISPLACED = 1 / 6;

/** True for Chinese text that was saved in a character set too small for it: a question mark for each lost character, between intact ones. */
export const isLossySave: (text: string) => boolean = remembering((text) => {
  if (!holds(text, QUESTION)) return false;
  let lost = 0;
  let misplaced = 0;
  for (const { 0: marks, index } of text.matchAll(LOST)) {
    lost++;
    if (isMisplaced(text, index, index + marks.length)) misplaced++;
  }
  return lost >= FEWEST && misplaced >= MISPLACED * lost && lost >= SHARE * (lost + countHan(text));
});

function isMisplaced(text: string, start: number, end: number): boolean {
  return !(isHan(text, start - 1) && isHan(text, start - 2)) || !(isHan(text, end) && isHan(text, end + 1));
}

function isHan(text: string, at: number): boolean {
  return isHanUnit(text.charCodeAt(at) || 0);
}

function countHan(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) if (isHanUnit(text.charCodeAt(i))) count++;
  return count;
}
