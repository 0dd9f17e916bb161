import { visitPairs } from '../decoder/double-byte.ts';
import { remembering } from '../../text/memoize-last.ts';
import type { TextRule } from '../../types.ts';
import { undoMisreading } from './undo-misreading.ts';

/** UTF-8 read as GBK: the three bytes of a character are spread over two. */
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
  gate: remembering((text) => hasUtf8Pairs(text, 0, text.length)),
  propose: (text, { guess }) => undoMisreading(text, { written: 'utf-8', read: 'gbk' }, hasUtf8Pairs, guess),
};

/** Kinds of the two bytes of a GBK character: lead (E3 to E9) or trail byte (80 to BF) of three-byte UTF-8. */
const LEAD_TAIL = 1;
const TAIL_LEAD = 2;
const TAIL_TAIL = 3;
const ONE_TAIL = 4;
/** State machine: bytes of two sequences seen so far, by the kind of the next character; 6 and more: both complete. */
const TRANSITIONS: readonly Uint8Array[] = [
  Uint8Array.of(0, 0, 0, 0, 0, 0),
  Uint8Array.of(2, 2, 2, 5, 2, 2),
  Uint8Array.of(1, 1, 4, 1, 1, 7),
  Uint8Array.of(0, 3, 0, 0, 6, 6),
  Uint8Array.of(0, 2, 3, 0, 5, 6),
];
const LEADS = [[0xe3, 0xe9]] as const;
const TAILS = [[0x81, 0xbf]] as const;
const TAIL_CELLS = [[0x80, 0xbf]] as const;
let kinds: Uint8Array | undefined;

function kindsOfPairs(): Uint8Array {
  if (kinds) return kinds;
  const found = new Uint8Array(0x10000);
  visitPairs('gbk', TAILS, [...TAIL_CELLS, ...LEADS], (unit, pair) => {
    found[unit] = (pair & 0xff) < 0xc0 ? TAIL_TAIL : TAIL_LEAD;
  });
  visitPairs('gbk', LEADS, TAIL_CELLS, (unit) => (found[unit] = LEAD_TAIL));
  found[0x20ac] = ONE_TAIL;
  kinds = found;
  return kinds;
}

/** Fewest characters of two sequences, so that testing every third one is enough to rule them out. */
const MIN_CHARS = 3;

/** True if the GBK bytes of `[start, end)` contain two adjacent three-byte UTF-8 sequences. */
function hasUtf8Pairs(text: string, start: number, end: number): boolean {
  const of = kindsOfPairs();
  let i = start + MIN_CHARS - 1;
  while (i < end) {
    if (of[text.charCodeAt(i)] === 0) {
      i += MIN_CHARS;
      continue;
    }
    let first = i;
    while (first > start && i - first < MIN_CHARS - 1 && of[text.charCodeAt(first - 1)] !== 0) first--;
    const last = endOfRun(text, first, end, of);
    if (last < 0) return true;
    i = last + MIN_CHARS;
  }
  return false;
}

/** End of the run of such characters that begins at `first`; -1 if it contains two sequences. */
function endOfRun(text: string, first: number, end: number, of: Uint8Array): number {
  let state = 0;
  for (let i = first; i < end; i++) {
    const kind = of[text.charCodeAt(i)] ?? 0;
    if (kind === 0) return i;
    state = TRANSITIONS[kind]?.[state] ?? 0;
    if (state >= 6) return -1;
  }
  return end;
}
