import { lineSpans } from '../../text/lines.ts';
import type { LineSpan } from '../../text/lines.ts';
import type { Reading } from '../../types.ts';
import { accountOf } from '../html/source-map.ts';
import { PLAIN } from '../text.ts';
import { assCues } from './ass.ts';
import { cuesOf } from './cues.ts';
import type { Said, SubtitleFormat } from './cues.ts';
import { lrcCues } from './lrc.ts';
import { spokenLines } from './spoken.ts';

export type { SubtitleFormat } from './cues.ts';

/** How what is said is found. */
const CUES: Readonly<Record<SubtitleFormat, (text: string, spans: readonly LineSpan[]) => readonly Said[]>> = {
  srt: cuesOf,
  vtt: cuesOf,
  ass: assCues,
  lrc: lrcCues,
};

/** What is said in subtitles, a line for each line on the screen; numbers, times, names of styles and tags go. */
export function readSubtitles(decoded: string, format: SubtitleFormat): Reading {
  const spans = lineSpans(decoded);
  const said = CUES[format](decoded, spans);
  const lines = spokenLines(decoded, said, format);
  const text = lines.map((line) => line.text).join('\n');
  return {
    text,
    markup: true,
    edits: () => accountOf(decoded, text, lines),
    lines: lines.length === 0 ? [PLAIN] : lines.map(() => PLAIN),
    origins: lines.length === 0 ? [1] : lines.map(({ origin }) => origin),
    meta: [],
  };
}
