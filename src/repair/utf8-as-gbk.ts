import { doubleByte } from '../text/gbk.ts';
import type { TextRule } from '../types.ts';
import { undoMisreading } from './mojibake.ts';

/** UTF-8 read as GBK: three bytes of one character spread over two. */
export const utf8AsGbk: TextRule = {
  name: 'utf8-as-gbk',
  summary: 'Undoes UTF-8 read as GBK',
  examples: [
    { before: '鎴戜滑閮藉枩娆㈠悆鑻规灉', after: '我们都喜欢吃苹果' },
    {
      before: '議長は審議を続けるとしたが、野党は準備が整っていないと批判した。',
      after: '議長は審議を続けるとしたが、野党は準備が整っていないと批判した。',
    },
    { before: '我们今天去北京。', after: '我们今天去北京。' },
    { before: '用错编码打开，“我们”就成了“鎴戜滑”。', after: '用错编码打开，“我们”就成了“鎴戜滑”。' },
  ],
  gate: (text) => hasUtf8Pairs(text),
  propose: (text, { guess }) => undoMisreading(text, { written: 'utf-8', read: 'gbk' }, hasUtf8Pairs, guess),
};

/** True if the GBK bytes of the text hold two characters of three-byte UTF-8 one after the other. */
function hasUtf8Pairs(text: string): boolean {
  const { pairs } = doubleByte('gbk');
  let state = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const pair = unit === 0x20ac ? 0x80 : (pairs[unit] ?? 0);
    if (pair === 0) state = 0;
    else {
      if (pair > 0xff) state = next(state, pair >> 8);
      state = next(state, pair & 0xff);
    }
    if (state >= 6) return true;
  }
  return false;
}

/** Bytes of three-byte sequences seen so far: lead E3 to E9, then two of 80 to BF. */
function next(state: number, byte: number): number {
  const tail = byte >= 0x80 && byte <= 0xbf;
  const lead = byte >= 0xe3 && byte <= 0xe9;
  if (state % 3 === 0) return lead ? state + 1 : 0;
  if (tail) return state + 1;
  return lead ? 1 : 0;
}
