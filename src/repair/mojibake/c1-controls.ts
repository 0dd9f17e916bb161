import { holds, MISREAD_BYTE } from '../../text/character-classes.ts';
import type { Edit, TextRule } from '../../types.ts';
import { iconv } from '../../text/iconv.ts';

/** windows-1252 read as ISO 8859-1: it shows only in the marks at 0x80 to 0x9F, which became control characters. */
export const c1Controls: TextRule = {
  name: 'c1-controls',
  summary: 'Replaces the controls U+0080 to U+009F by the windows-1252 punctuation at the same bytes',
  examples: [
    { before: 'Er sagte: \u0084Überall\u0093\u0085', after: 'Er sagte: „Überall“…' },
    { before: 'undefined: \u0081', after: 'undefined: \u0081' },
    { before: 'ÎÒ\u0083Ç½ñÌì', after: 'ÎÒ\u0083Ç½ñÌì' },
  ],
  gate: (text) => holds(text, MISREAD_BYTE) && RUN.test(text),
  propose: (text) => {
    const edits: Edit[] = [];
    for (const { 0: run, index } of text.matchAll(RUNS)) {
      if (run.length > MAX_RUN_UNITS) continue;
      for (const { 0: old, index: at } of run.matchAll(/[\u0080-\u009f]/g)) {
        const made = markOf(old.charCodeAt(0));
        if (MARKS.test(made)) edits.push({ at: index + at, old, new: made });
      }
    }
    return edits;
  },
};

/** Longest run of non-ASCII characters that is repaired; a longer one may be another misreading. */
const MAX_RUN_UNITS = 3;
/** Characters that such texts use; the others of windows-1252 are hardly ever meant. */
const MARKS = /[‚„…Š‹ŒŽ‘’“”•–—™š›œžŸ]/;
const RUN = /[\u0080-\u009f]/;
const RUNS = /[\u0080-\u02ff]+/g;

function markOf(byte: number): string {
  return iconv().decode(Buffer.from([byte]), 'windows-1252');
}
