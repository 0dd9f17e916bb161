import { isHanUnit } from './decoder/language-model.ts';
import { holds, QUESTION } from '../text/character-classes.ts';
import { remembering } from '../text/memoize-last.ts';

/**
 * One or more question marks that may stand for lost characters: text follows directly, and the text before
 * is no question. The lookbehind comes after the first mark, so that the regex engine can scan for the mark.
 */
const LOST =
  /\?(?<=(?:^|[\n \u3400-\u9fff，。、；：！“‘「（《)\d])\?)(?<![吗嗎呢么麼吧啊呀嘛哦嗯谁誰哪何]\?)\?*(?=[\u3400-\u9fff，。、；：])/gu;
/** Least share of lost characters. Lossy saves lose a tenth and more; in other text, one in a hundred looks lost. */
const MIN_LOST_SHARE = 1 / 20;
const MIN_LOST = 2;
/** Least share of lost characters where no question can end: with fewer than two Han characters before or after them. */
const MIN_MISPLACED_SHARE = 1 / 6;

/** True for Chinese text that was saved in a character set too small for it, with a question mark for each lost character. */
export const isLossySave: (text: string) => boolean = remembering((text) => {
  if (!holds(text, QUESTION)) return false;
  let lost = 0;
  let misplaced = 0;
  for (const { 0: marks, index } of text.matchAll(LOST)) {
    lost++;
    if (isMisplaced(text, index, index + marks.length)) misplaced++;
  }
  return (
    lost >= MIN_LOST && misplaced >= MIN_MISPLACED_SHARE * lost && lost >= MIN_LOST_SHARE * (lost + countHan(text))
  );
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
