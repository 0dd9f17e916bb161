import { hasMarksOfCode } from '../../text/code-lines.ts';
import type { Line } from './line-builder.ts';
import type { Stated } from './open-elements.ts';

/** Share of Chinese characters above which preformatted text is prose typed into a `pre`; code has fewer. */
const MIN_HAN_SHARE = 0.5;

/** Tells prose from code in runs of preformatted lines: prose lines are marked and their empty lines dropped. */
export function withoutEmptyProse(lines: readonly Line[]): readonly Line[] {
  const prose = new Set<Line>();
  let from = 0;
  while (from < lines.length) {
    const to = endOfRun(lines, from);
    const run = lines.slice(from, to);
    if (isPreformatted(lines[from]) && isProse(run, statedOf(lines[from]))) for (const line of run) prose.add(line);
    from = to;
  }
  if (prose.size === 0) return lines;
  return lines.flatMap((line) => (!prose.has(line) ? [line] : line.text === '' ? [] : [{ ...line, prose: true }]));
}

function endOfRun(lines: readonly Line[], from: number): number {
  let to = from + 1;
  while (to < lines.length && isSame(lines[to], lines[from])) to++;
  return to;
}

function isSame(line: Line | undefined, other: Line | undefined): boolean {
  if (isPreformatted(line) !== isPreformatted(other) || statedOf(line) !== statedOf(other)) return false;
  return statedOf(line) === 'nothing' || line?.element?.listing === other?.element?.listing;
}

function statedOf(line: Line | undefined): Stated {
  return line?.element?.listing?.stated ?? 'nothing';
}

function isPreformatted(line: Line | undefined): boolean {
  return line?.element?.preformatted === true;
}

/** Code in a stated language is none, however much Chinese is in it; nor is what is said to be code and has the marks of it. */
function isProse(run: readonly Line[], stated: Stated): boolean {
  if (stated === 'language') return false;
  if (stated === 'code' && hasMarksOfCode(run.map(({ text }) => text).join('\n'))) return false;
  let [han, rest] = [0, 0];
  for (const { text } of run) {
    han += text.match(/\p{Script=Han}/gu)?.length ?? 0;
    rest += text.match(/[^\s\p{Script=Han}，。！？；：、“”（）《》]/gu)?.length ?? 0;
  }
  return han > MIN_HAN_SHARE * (han + rest);
}
