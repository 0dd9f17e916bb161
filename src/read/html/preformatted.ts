import type { Line } from './line-builder.ts';

/** In code, fewer of the characters are Chinese; with more of them it is a text that was typed into a `pre`. */
const SHARE = 0.5;

/** Lines of which the preformatted ones that are prose are told from code: without the empty ones, and marked. */
export function withoutEmptyProse(lines: readonly Line[]): readonly Line[] {
  const prose = new Set<Line>();
  let from = 0;
  while (from < lines.length) {
    const to = endOfRun(lines, from);
    const run = lines.slice(from, to);
    if (isPreformatted(lines[from]) && isProse(run)) for (const line of run) prose.add(line);
    from = to;
  }
  if (prose.size === 0) return lines;
  return lines.flatMap((line) => (!prose.has(line) ? [line] : line.text === '' ? [] : [{ ...line, prose: true }]));
}

function endOfRun(lines: readonly Line[], from: number): number {
  let to = from + 1;
  while (to < lines.length && isPreformatted(lines[to]) === isPreformatted(lines[from])) to++;
  return to;
}

function isPreformatted(line: Line | undefined): boolean {
  return line?.element?.preformatted === true;
}

function isProse(run: readonly Line[]): boolean {
  let [han, rest] = [0, 0];
  for (const { text } of run) {
    han += text.match(/\p{Script=Han}/gu)?.length ?? 0;
    rest += text.match(/[^\s\p{Script=Han}，。！？；：、“”（）《》]/gu)?.length ?? 0;
  }
  return han > SHARE * (han + rest);
}
