/** Shortest and fewest lines worth a look: an own paragraph between blank lines. */
const MIN_UNITS = 24;
const MIN_LINES = 3;
/** A line that ends before this share of the longest ends by its author's will. */
const FULL_SHARE = 0.75;

/** A blank line, or the dashes above the signature of a board's author. */
const BLANK_LINE = /\n(?:--)?[ \t\r]*\n/;
const INDENTED = /\n[ \t]+\S/;
const HAN = /\p{Script=Han}/gu;
const LETTER = /[\p{L}\p{N}]/gu;

/**
 * Offsets of the source line breaks that end a line of Chinese text typed without markup, such as the posts of boards, which
 * style sheets show with their line breaks: blank lines part its paragraphs or dashes its signature, and no line is indented, as source code would be. Breaks
 * behind full lines only wrap. Null for other text.
 */
export function typedBreaks(text: string): ReadonlySet<number> | null {
  if (text.length < MIN_UNITS || !text.includes('\n')) return null;
  if (!BLANK_LINE.test(text.trim()) || INDENTED.test(text)) return null;
  const lines = text.split('\n').map((line) => line.trimEnd());
  const filled = lines.filter((line) => line.trim() !== '');
  if (filled.length < MIN_LINES || !isChinese(text)) return null;
  const full = FULL_SHARE * filled.reduce((widest, line) => Math.max(widest, widthOf(line)), 0);
  const breaks = new Set<number>();
  let at = 0;
  lines.forEach((line, index) => {
    const next = lines[index + 1];
    const wraps = line !== '' && next !== undefined && next !== '' && widthOf(line) >= full && !ENDS.test(line);
    at = text.indexOf('\n', at);
    if (!wraps && at >= 0) breaks.add(at);
    at++;
  });
  return breaks;
}

/** The end of a sentence. */
const ENDS = /[。！？!?：:；…」』”]$/;

function isChinese(text: string): boolean {
  return (text.match(HAN)?.length ?? 0) * 2 > (text.match(LETTER)?.length ?? 0);
}

/** Width in cells: wide characters take two. */
function widthOf(line: string): number {
  let width = 0;
  for (const character of line) width += (character.codePointAt(0) ?? 0) >= 0x2e80 ? 2 : 1;
  return width;
}
