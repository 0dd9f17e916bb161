import { holds, LOST, PRIVATE } from '../text/character-classes.ts';
import { visitLines } from '../text/lines.ts';
import { isLossySave } from './lossy-save.ts';
import { hasLostInWords } from './lost-in-words.ts';
import { hasLostRuns } from './lost-runs.ts';
import { isAboutMojibake } from './mojibake/about-mojibake.ts';

/** What readers leave of characters that they cannot read: U+FFFD, `锟斤拷`, `?`, boxes, private use; and what programs show of memory never written. */
export function hasLostCharacters(text: string): boolean {
  return (
    (holds(text, LOST) && IRRECOVERABLE.test(text)) ||
    (holds(text, PRIVATE) && PRIVATE_IN_TEXT.test(text)) ||
    isLossySave(text) ||
    hasLostRuns(text) ||
    hasLostInWords(text) ||
    anyLine(text, '锟斤拷', (line) => !isAboutMojibake(line)) ||
    anyLine(text, '烫烫烫', hasFill) ||
    anyLine(text, '屯屯屯', hasFill) ||
    anyLine(text, '□', hasLostBoxes)
  );
}

/** Beside a Chinese character, kana or hangul. */
const IRRECOVERABLE =
  /\ufffd\ufffd|[\u3041-\u30fe\u3400-\u9fff\uac00-\ud7a3]\ufffd|\ufffd[\u3041-\u30fe\u3400-\u9fff\uac00-\ud7a3]|(?:锟斤拷){2}|锟斤(?!拷)|锟捷|锟结/u;

/**
 * Characters that only the font of a page or of a program shows, among Chinese ones: scrambled novels, bytes of a set that the decoder
 * lacks. Icons stand beside text, not in it.
 */
const PRIVATE_IN_TEXT = /[\ue000-\uf8ff](?<=[\u3400-\u9fff][\ue000-\uf8ff]{1,3})(?=[\u3400-\u9fff，。、；：”])/u;

function anyLine(text: string, sign: string, has: (line: string) => boolean): boolean {
  if (!text.includes(sign)) return false;
  let found = false;
  visitLines(text, (start, end) => {
    const line = text.slice(start, end);
    found ||= line.includes(sign) && has(line);
  });
  return found;
}

/** Bytes CC and CD, with which a debugger fills memory, read as GBK; something hot makes people call out as well. */
const FILL = /(?<![好很太真烫])烫{3,}(?![烫！!～~，,。…啊呀])|屯{3,}/u;

function hasFill(line: string): boolean {
  return FILL.test(line) && !isAboutMojibake(line);
}

const HAN = '\\u3400-\\u9fff';
/** Boxes inside a sentence, in place of characters that a font or a set lacked. */
const BOXES = new RegExp(
  `(?<=[${HAN}][，、：“]?)□{2,}(?=[，。、；！？”]?[${HAN}])|(?<=[${HAN}]{4})□(?=[${HAN}]{4})`,
  'gu',
);
/** A sentence of which only the marks are left. */
const ONLY_MARKS = /□□，□{2,40}[，。]/u;
/** Words of modern sentences. In an old text a box is a character that the editor could not read. */
const MODERN = /[的了着们這这那]/u;
/** Words beside boxes to fill in or to tick, of transcriptions, and of passages that were cut. */
const HONEST =
  /[填選选删刪碑铭銘帛简簡残殘阙闕缺格框勾√○●☑✓]|释文|釋文|墓志|墓誌|漫漶|号码|號碼|密码|邮编|姓名|签名|日期/u;

/** A single box may be a mark; two in one sentence, or a row, are not. */
function hasLostBoxes(line: string): boolean {
  if (HONEST.test(line)) return false;
  if (ONLY_MARKS.test(line)) return true;
  if (!MODERN.test(line)) return false;
  const boxes = line.match(BOXES) ?? [];
  return boxes.length > 1 || (boxes[0] ?? '').length > 1;
}
