import { lineSpans } from '../../text/lines.ts';
import type { LineSpan } from '../../text/lines.ts';
import type { Reading } from '../../types.ts';
import { editsBetween } from '../html/source-map.ts';
import { PLAIN } from '../text.ts';
import { assCues } from './ass.ts';
import { cuesOf } from './cues.ts';
import type { SpokenRange, SubtitleFormat } from './cues.ts';
import { lrcCues } from './lrc.ts';
import { unrolled } from './rolling.ts';
import { smiCues } from './smi.ts';
import { spokenLines } from './spoken.ts';

export { isSmi } from './smi.ts';
export type { SubtitleFormat } from './cues.ts';

/** The time of a word, in front of it. */
const WORD_TIME = /<\d\d:\d\d:\d\d\.\d{3}>/;

/** How what is said is found. */
const CUES: Readonly<Record<SubtitleFormat, (text: string, spans: readonly LineSpan[]) => readonly SpokenRange[]>> = {
  srt: cuesOf,
  vtt: cuesOf,
  ass: assCues,
  lrc: lrcCues,
  smi: smiCues,
};

/** Reads the spoken text of subtitles, one line per displayed line; numbers, timings, style names and tags are removed. */
export function readSubtitles(decoded: string, format: SubtitleFormat): Reading {
  const spans = lineSpans(decoded);
  const ranges = CUES[format](decoded, spans);
  const spoken = spokenLines(decoded, ranges, format);
  const lines =
    format === 'srt' || format === 'vtt' ? unrolled(spoken, WORD_TIME.test(decoded) ? 'timed' : 'untimed') : spoken;
  const text = lines.map((line) => line.text).join('\n');
  return {
    text,
    markup: true,
    edits: () => editsBetween(decoded, text, lines),
    lines: lines.length === 0 ? [PLAIN] : lines.map(() => PLAIN),
    origins: lines.length === 0 ? [1] : lines.map(({ origin }) => origin),
    meta: [],
  };
}
