import type { Line } from './line-builder.ts';

/** Share of Chinese characters above which preformatted text is prose typed into a `pre`; code has fewer. */
const MIN_HAN_SHARE = 0.5;

/** Tells prose from code in runs of preformatted lines: prose lines are marked and their empty lines dropped. */
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
  return han > MIN_HAN_SHARE * (han + rest);
}
