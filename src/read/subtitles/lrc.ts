import type { LineSpan } from '../../text/lines.ts';
import type { SpokenRange } from './cues.ts';

/** The times in front of a line of a song; one that is sung again has several. */
const TIMES = /^\s*(?:\[\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\]\s*)+/;
/** What the file says of the song: `[ti:…]`, `[ar:…]`, `[offset:…]`. */
const TOLD = /^\s*\[[a-z#]{1,12}:[^\]]*\]\s*$/i;

/** The lines of a song. A line without times stays: not all are timed. */
export function lrcCues(text: string, spans: readonly LineSpan[]): readonly SpokenRange[] {
  const said: SpokenRange[] = [];
  for (const [index, { start, end }] of spans.entries()) {
    const line = text.slice(start, end);
    const times = TIMES.exec(line)?.[0].length ?? 0;
    if (!TOLD.test(line) && line.slice(times).trim() !== '')
      said.push({ start: start + times, end, origin: index + 1 });
  }
  return said;
}
