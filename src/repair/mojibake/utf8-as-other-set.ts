import { holds, LOST } from '../../text/character-classes.ts';
import { HANGUL, KANA } from '../../text/han-classes.ts';
import { remembering } from '../../text/memoize-last.ts';
import type { TextRule } from '../../types.ts';
import { doubleByte } from '../decoder/double-byte.ts';
import type { DoubleByteName } from '../decoder/double-byte.ts';
import { isMark } from './lost-bytes.ts';
import { mayCluster } from './survey.ts';
import { mostReplaced, undoMisreading } from './undo-misreading.ts';
import type { Suspicion } from './undo-misreading.ts';

/** UTF-8 read as Big5, Shift JIS or EUC-KR: pairs straddle the three bytes of a character, and other bytes become marks. U+FFFD stays for a character of which too little is left. */
export const utf8AsOtherSet: TextRule = {
  name: 'utf8-as-other-set',
  summary: 'Undoes UTF-8 read as Big5, code page 932 or code page 949, and supplies by likelihood what these sets lack',
  examples: [
    { before: '銝剜��皜祈岫嚗�隢�瑼Ｘ�交��獢�蝺函Ⅳ', after: '中\ufffd測試，\ufffd檢查\ufffd\ufffd編碼' },
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

/** A character whose bytes are in no UTF-8 of three bytes; others, and marks for lost ones, may be inside it or begin it. */
const UNFIT = 0;
const INSIDE = 1;
const BEGINS = 2;
/** Least number of characters that begin UTF-8, so that testing every third one is enough to rule out the rest. */
const MIN_BEGIN = 3;
const fits = new Map<DoubleByteName, Uint8Array>();

/** A table, since this is asked of each character of a strange text. */
function fitsOf(read: DoubleByteName): Uint8Array {
  const known = fits.get(read);
  if (known) return known;
  const made = Uint8Array.from(doubleByte(read).pairs, (pair, unit) =>
    isMark(unit, read) ? INSIDE : unit < 0x80 || pair === 0 ? UNFIT : fitOf(pair),
  );
  fits.set(read, made);
  return made;
}

/**
 * Whether `[start, end)` contains consecutive characters whose bytes begin three-byte UTF-8 (E3 to E9 and 80 to BF) or
 * can be inside it; marks are not counted.
 */
function hasSequences(text: string, start: number, end: number, read: DoubleByteName): boolean {
  const fit = fitsOf(read);
  let i = start + MIN_BEGIN - 1;
  while (i < end) {
    if (fit[text.charCodeAt(i)] === UNFIT) {
      i += MIN_BEGIN;
      continue;
    }
    while (i > start && fit[text.charCodeAt(i - 1)] !== UNFIT) i--;
    let count = 0;
    for (; i < end && fit[text.charCodeAt(i)] !== UNFIT; i++) {
      if (fit[text.charCodeAt(i)] === BEGINS && ++count >= MIN_BEGIN) return true;
    }
    i += MIN_BEGIN;
  }
  return false;
}

/**
 * Whether a piece is what UTF-8 leaves when read as Big5 with a mark for each byte that is none: every character may be inside UTF-8, and
 * some, which are rare, begin it.
 */
export function isLossyUtf8(piece: string): boolean {
  const fit = fitsOf('big5');
  let [begins, marks] = [0, 0];
  for (let i = 0; i < piece.length; i++) {
    const unit = piece.charCodeAt(i);
    if (isMark(unit, 'big5')) marks++;
    else if (unit >= 0x80 && fit[unit] === UNFIT) return false;
    else if (fit[unit] === BEGINS) begins++;
  }
  return marks > 0 && begins > 0 && begins + Math.min(marks, 2) > 2;
}

function fitOf(pair: number): number {
  if (pair < 0x100) return pair <= 0xbf ? INSIDE : UNFIT;
  const [first, second] = [pair >> 8, pair & 0xff];
  if (isLead(first)) return isTail(second) ? BEGINS : UNFIT;
  return isTail(first) && (isTail(second) || isLead(second)) ? INSIDE : UNFIT;
}

function isLead(byte: number): boolean {
  return (byte >= 0xe3 && byte <= 0xe9) || byte === 0xef;
}

function isTail(byte: number): boolean {
  return byte >= 0x80 && byte <= 0xbf;
}
