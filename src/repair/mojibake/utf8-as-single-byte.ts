import { utf8BehindSingleByte } from './outer-layer.ts';
import { SINGLE_BYTE_CLASS } from './single-byte.ts';
import { lineSpans } from '../../text/lines.ts';
import { ACCENTED, holds } from '../../text/character-classes.ts';
import type { Edit, TextRule } from '../../types.ts';
import { quotesMojibake } from './undo-misreading.ts';

const RUN = new RegExp(`[${SINGLE_BYTE_CLASS}]{3,}`, 'g');
const RESIDUE = /[\u0080-\u009f\u00c0-\u00ff]/u;
const MAX_LAYERS = 3;

/** UTF-8 read as windows-1252 or ISO 8859-1, up to three times; only runs that decode without gaps. */
export const utf8AsSingleByte: TextRule = {
  name: 'utf8-as-single-byte',
  summary: 'Undoes UTF-8 read as windows-1252 or ISO 8859-1, once or more',
  examples: [
    { before: 'ä½\u00a0å¥½ï¼Œä¸–ç•Œ', after: '你好，世界' },
    { before: 'Ã¤Â½Â\u00a0Ã¥Â¥Â½', after: '你好' },
    { before: '打开方式不对，“你好”就变成乱码“ä½\u00a0å¥½”。', after: '打开方式不对，“你好”就变成乱码“ä½\u00a0å¥½”。' },
    { before: 'Le café « ouvert »', after: 'Le café « ouvert »' },
    { before: 'Â«Ã©tÃ©Â»', after: 'Â«Ã©tÃ©Â»' },
  ],
  gate: (text) => holds(text, ACCENTED) && /[ÃÂ\u00e3-\u00e9][\u0080-\u00bf\u0152-\u2122]/u.test(text),
  propose: (text) => {
    const edits = lineSpans(text).flatMap((span) => wholeLine(text.slice(span.start, span.end), span.start));
    return edits.some((found) => /\p{Script=Han}{2}/u.test(found.new)) ? edits : [];
  },
};

/** All runs of a line, or none: if a byte was lost, `utf8-as-single-byte-gaps` does better on the unchanged line. */
function wholeLine(line: string, start: number): readonly Edit[] {
  const edits = [...line.matchAll(RUN)].map((match) => edit(match[0], match.index + start));
  const found = edits.filter((each) => each !== null);
  return found.length < edits.length || quotesMojibake(line, found) ? [] : found;
}

function edit(run: string, at: number): Edit | null {
  let text = run;
  for (let layer = 0; layer < MAX_LAYERS; layer++) {
    const next = utf8BehindSingleByte(text);
    if (next === text) break;
    text = next;
  }
  return text === run || RESIDUE.test(text) ? null : { at, old: run, new: text };
}
