import { decodeHTML } from '../html/entities.ts';
import type { SpokenRange, SubtitleFormat } from './cues.ts';

/** A spoken line. `runs` as in a line of HTML: triples of source offset, column and length. */
export interface SpokenLine {
  readonly text: string;
  readonly origin: number;
  readonly runs: readonly number[];
  /** As in SpokenRange. */
  readonly cue: number;
}

/** Marks inside a line: tags of SubRip and WebVTT, overrides of SubStation Alpha, which SubRip files use too. */
const MARKS: Readonly<Record<SubtitleFormat, RegExp>> = {
  srt: /<\/?(?:[ibus]|font|ruby|rt)(?:\s[^<>]*)?>|\{\\[^{}]*\}|\{\/?[ibus]\}/gi,
  vtt: /<\/?(?:[ibucv]|ruby|rt|lang)(?:[.\s][^<>]*)?>|<\d[\d:.]*>|&(?:amp|lt|gt|nbsp|lrm|rlm);/gi,
  ass: /\{[^{}]*\}|\\[Nnh]/g,
  lrc: /<\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>/g,
  smi: /<!--[^<>]*-->|<\/?[a-z][^<>]*>|&(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});/gi,
};

/** Lines without marks, empty ones dropped; a line break mark of SubStation Alpha or SAMI splits a line. */
export function spokenLines(
  source: string,
  ranges: readonly SpokenRange[],
  format: SubtitleFormat,
): readonly SpokenLine[] {
  return ranges.flatMap((line) => linesIn(source, line, MARKS[format])).filter(({ text }) => text.trim() !== '');
}

/** Marks behind which a new line begins. */
const BREAK = /^(?:\\n$|<(?:br|p|sync)[\s/>])/i;

function linesIn(source: string, { start, end, origin, cue = 0 }: SpokenRange, marks: RegExp): readonly SpokenLine[] {
  const lines: { text: string; origin: number; cue: number; runs: number[] }[] = [];
  let line = { text: '', origin, cue, runs: [] as number[] };
  let done = start;
  const keep = (until: number): void => {
    if (until > done) line.runs.push(done, line.text.length, until - done);
    line.text += source.slice(done, until);
  };
  for (const { 0: mark, index } of source.slice(start, end).matchAll(marks)) {
    keep(start + index);
    done = start + index + mark.length;
    if (BREAK.test(mark)) {
      lines.push(line);
      line = { text: '', origin, cue, runs: [] };
    } else line.text += madeOf(mark);
  }
  keep(end);
  return [...lines, line];
}

/** Replacement of a mark. */
function madeOf(mark: string): string {
  if (mark === '\\h') return ' ';
  return mark.startsWith('&') ? decodeHTML(mark) : '';
}
