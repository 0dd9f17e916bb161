import type { LineSpan } from '../../text/lines.ts';

/** Kinds of timed text: SubRip, WebVTT, (Advanced) SubStation Alpha, and lyrics. */
export type SubtitleFormat = 'srt' | 'vtt' | 'ass' | 'lrc';

/** A stretch of the source that is spoken, and the 1-based line it stands in. */
export interface Said {
  readonly start: number;
  readonly end: number;
  readonly origin: number;
}

/** `00:01:02,500 --> 00:01:04,000`, with or without hours, and settings behind. */
const TIMES = /^\s*(?:\d{1,4}:)?\d{1,2}:\d{1,2}[,.:]\d{1,3}\s*--?>\s*(?:\d{1,4}:)?\d{1,2}:\d{1,2}[,.:]\d{1,3}(?:\s|$)/;
/** What opens a block of WebVTT that nobody says. */
const SILENT = /^(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)/;

/** The lines of SubRip or WebVTT that are spoken: those after a line of times, up to an empty one or the next cue. What stands outside of cues stays, unless it is of WebVTT. */
export function cuesOf(text: string, spans: readonly LineSpan[]): readonly Said[] {
  const said: Said[] = [];
  const lines = spans.map(({ start, end }) => text.slice(start, end));
  let silent = false;
  for (const [index, line] of lines.entries()) {
    const opens = index === 0 || (lines[index - 1] ?? '').trim() === '';
    if (opens) silent = SILENT.test(line.replace(/^\uFEFF/, ''));
    if (TIMES.test(line)) silent = false;
    const unsaid = silent || line.trim() === '' || TIMES.test(line) || isLabel(lines, index, opens);
    const span = spans[index];
    if (!unsaid && span !== undefined) said.push({ start: span.start, end: span.end, origin: index + 1 });
  }
  return said;
}

/** The number or name of a cue, in front of its times. A line of numbers is one also where no empty line parts it from the cue before. */
function isLabel(lines: readonly string[], index: number, opens: boolean): boolean {
  if (!TIMES.test(lines[index + 1] ?? '')) return false;
  return opens || /^\s*\d+\s*$/.test(lines[index] ?? '');
}
