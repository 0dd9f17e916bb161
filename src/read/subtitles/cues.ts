import type { LineSpan } from '../../text/lines.ts';

/** Kinds of timed text: SubRip, WebVTT, (Advanced) SubStation Alpha, lyrics, and SAMI. */
export type SubtitleFormat = 'srt' | 'vtt' | 'ass' | 'lrc' | 'smi';

/** Source range of spoken text, and its 1-based line. */
export interface SpokenRange {
  readonly start: number;
  readonly end: number;
  readonly origin: number;
  /** Number of the cue, where lines of a cue are told from those of the next. */
  readonly cue?: number;
}

/** `00:01:02,500 --> 00:01:04,000`, with or without hours and trailing settings. */
const TIMES = /^\s*(?:\d{1,4}:)?\d{1,2}:\d{1,2}[,.:]\d{1,3}\s*--?>\s*(?:\d{1,4}:)?\d{1,2}:\d{1,2}[,.:]\d{1,3}(?:\s|$)/;
/** First line of a WebVTT block that is not spoken. */
const UNSPOKEN = /^(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)/;

/** The spoken lines of SubRip or WebVTT: without empty lines, timings, cue numbers and names, and WebVTT header, note, style and region blocks. Text outside cues is kept. */
export function cuesOf(text: string, spans: readonly LineSpan[]): readonly SpokenRange[] {
  const ranges: SpokenRange[] = [];
  const lines = spans.map(({ start, end }) => text.slice(start, end));
  let silent = false;
  let cue = 0;
  for (const [index, line] of lines.entries()) {
    const opens = index === 0 || (lines[index - 1] ?? '').trim() === '';
    if (opens) silent = UNSPOKEN.test(line.replace(/^\uFEFF/, ''));
    const isTimed = TIMES.test(line);
    if (isTimed) {
      silent = false;
      cue++;
    }
    const unsaid = silent || line.trim() === '' || isTimed || isLabel(lines, index, opens);
    const span = spans[index];
    if (!unsaid && span !== undefined) ranges.push({ start: span.start, end: span.end, origin: index + 1, cue });
  }
  return ranges;
}

/** Whether a line is the number or name of a cue, before its timing. A number counts even without an empty line before it. */
function isLabel(lines: readonly string[], index: number, opens: boolean): boolean {
  if (!TIMES.test(lines[index + 1] ?? '')) return false;
  return opens || /^\s*\d+\s*$/.test(lines[index] ?? '');
}
