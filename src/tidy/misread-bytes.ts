import type { Edit, TextContext } from '../types.ts';

/** What single-byte encodings show of the bytes 80 to A0 that they do not define. */
const MISREAD_BYTE = /[\u0080-\u00a0]/;

/** The edits without those that take a byte from a line of misread text: what nobody could repair yet can be repaired as long as all bytes are there. */
export function sparingMisreadLines(
  edits: readonly Edit[],
  text: string,
  { leaves }: Pick<TextContext, 'leaves'>,
): readonly Edit[] {
  if (leaves === undefined) return edits;
  return edits.filter(({ at, old }) => {
    if (!MISREAD_BYTE.test(old)) return true;
    const end = text.indexOf('\n', at);
    return !leaves(text.slice(text.lastIndexOf('\n', at) + 1, end < 0 ? text.length : end));
  });
}
