import type { PostLine } from './lines.ts';

/** What is left of a line: its text from an offset on, in UTF-16 units. */
interface Rest {
  readonly line: PostLine;
  readonly from: number;
}

const OPEN = /^\s{0,4}\[quote[\]=]/i;
const CLOSE = '[/quote]';

/** The lines of a post without the quotations at its beginning, as forums save them in BBCode: `[quote] … [/quote]`. */
export function withoutQuotes(lines: readonly PostLine[]): readonly Rest[] {
  const rest: Rest[] = [];
  let open = false;
  for (const line of lines) {
    open ||= OPEN.test(line.text);
    const end = open ? line.text.toLowerCase().lastIndexOf(CLOSE) : -1;
    const from = end < 0 ? 0 : end + CLOSE.length;
    if (open && end < 0) continue;
    open = false;
    if (line.text.slice(from).trim() !== '') rest.push({ line, from });
  }
  return rest.length > 0 ? rest : lines.map((line) => ({ line, from: 0 }));
}
