import { holds, LOST } from '../../text/character-classes.ts';
import { HANGUL, KANA } from '../../text/han-classes.ts';
import { remembering } from '../../text/memoize-last.ts';
import type { TextRule } from '../../types.ts';
import { doubleByte } from '../decoder/double-byte.ts';
import type { DoubleByteName } from '../decoder/double-byte.ts';
import { isMark } from './lost-bytes.ts';
import { mayCluster } from './rare-han.ts';
import { mostReplaced, undoMisreading } from './undo-misreading.ts';
import type { Suspicion } from './undo-misreading.ts';

/** UTF-8 read as Big5, Shift JIS or EUC-KR: pairs straddle the three bytes of a character, and other bytes become marks. U+FFFD stays for a character of which too little is left. */
export const utf8AsOtherSet: TextRule = {
  name: 'utf8-as-other-set',
  summary: 'Undoes UTF-8 read as Big5, code page 932 or code page 949, and supplies by likelihood what these sets lack',
  examples: [
    { before: '銝剜��皜祈岫嚗�隢�瑼Ｘ�交��獢�蝺函Ⅳ', after: '中\ufffd測試\ufffd\ufffd檢查\ufffd\ufffd編碼' },
    { before: '謌台ｻｬ莉雁､ｩ荳肴Φ蜴ｻ蛹嶺ｺｬ', after: '我们今天不想去北京' },
    { before: '饕餮、貔貅、麒麟、狻猊', after: '饕餮、貔貅、麒麟、狻猊' },
    { before: 'ｺﾝﾋﾟｭｰﾀの齟齬と軋轢', after: 'ｺﾝﾋﾟｭｰﾀの齟齬と軋轢' },
  ],
  gate: (text) => READ.some((read) => mayBe(text, read) && hasSequences(text, 0, text.length, read)),
  propose: (text, { guess }) =>
    mostReplaced(
      READ.filter((read) => mayBe(text, read)).map((read) => {
        const suspect: Suspicion = (line, start, end) => hasSequences(line, start, end, read);
        return undoMisreading(text, { written: 'utf-8', read }, suspect, guess);
      }),
    ),
};

const READ = ['big5', 'cp932', 'cp949'] as const satisfies readonly DoubleByteName[];

/** A cheap test that spares ordinary text the tables: the first two bytes of a character are read as something rare in Chinese. */
function mayBe(text: string, read: DoubleByteName): boolean {
  if (read === 'cp949') return holds(text, HANGUL | LOST) && hasHanjaBesideHangul(text);
  return mayCluster(text) || (read === 'cp932' && holds(text, KANA) && HALF_WIDTH_BEHIND_HAN.test(text));
}

/** Half-width kana after Han, three times in a line, which Japanese text never has. */
const HALF_WIDTH_BEHIND_HAN = /(?:[\u4e00-\u9fff]{1,3}[\uff61-\uff9f]{1,2}){3}/;

const hasHanjaBesideHangul: (text: string) => boolean = remembering((text) =>
  /[\u4e00-\u9fff\uf900-\ufaff][\uac00-\ud7a3?\ufffd]|[\uac00-\ud7a3?\ufffd][\u4e00-\u9fff\uf900-\ufaff]/.test(text),
);

/** Score per character for and against UTF-8, and the score to reach. */
const FITS = 1;
const UNFIT = -2;
const MIN_FIT = 3;

/**
 * Whether `[start, end)` contains consecutive characters whose bytes begin three-byte UTF-8 (E3 to E9 and 80 to BF) or
 * can be inside it; marks are not counted.
 */
function hasSequences(text: string, start: number, end: number, read: DoubleByteName): boolean {
  const { pairs } = doubleByte(read);
  let level = 0;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (isMark(unit, read)) continue;
    const pair = pairs[unit] ?? 0;
    level = Math.max(0, level + (unit < 0x80 || pair === 0 ? UNFIT : weight(pair)));
    if (level >= MIN_FIT) return true;
  }
  return false;
}

function weight(pair: number): number {
  if (pair < 0x100) return pair <= 0xbf ? 0 : UNFIT;
  const [first, second] = [pair >> 8, pair & 0xff];
  if (isLead(first)) return isTail(second) ? FITS : UNFIT;
  return isTail(first) && (isTail(second) || isLead(second)) ? 0 : UNFIT;
}

function isLead(byte: number): boolean {
  return (byte >= 0xe3 && byte <= 0xe9) || byte === 0xef;
}

function isTail(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}
