import type { Edit } from '../../types.ts';

/** Edits from the source to the lines joined by line feeds: the differences between the verbatim runs. */
export function editsBetween(
  html: string,
  text: string,
  lines: readonly { readonly text: string; readonly runs: readonly number[] }[],
): readonly Edit[] {
  const edits: Edit[] = [];
  let source = 0;
  let target = 0;
  let lineStart = 0;
  for (const line of lines) {
    for (let i = 0; i < line.runs.length; i += 3) {
      const [at = 0, column = 0, length = 0] = line.runs.slice(i, i + 3);
      gap(at, lineStart + column);
      source = at + length;
      target = lineStart + column + length;
    }
    lineStart += line.text.length + 1;
  }
  gap(html.length, text.length);
  return edits;

  function gap(sourceEnd: number, targetEnd: number): void {
    const old = html.slice(source, sourceEnd);
    const made = text.slice(target, targetEnd);
    if (old !== made) edits.push({ at: source, old, new: made });
  }
}
