import type { LineSpan } from '../../text/lines.ts';
import type { Said } from './cues.ts';

/** Fields of a line of dialogue in front of its text, where the file does not say how many there are. */
const USUAL = 9;
/** Drawings, which are written where others write text. */
const DRAWING = /\{[^{}]*\\p[1-9]/;

/** The texts of the lines of dialogue in SubStation Alpha. Commas in a text are its own. */
export function assCues(text: string, spans: readonly LineSpan[]): readonly Said[] {
  const said: Said[] = [];
  let fields = USUAL;
  for (const [index, { start, end }] of spans.entries()) {
    const line = text.slice(start, end);
    const format = /^Format:(.*)$/i.exec(line)?.[1];
    if (format !== undefined && /,\s*Text\s*$/i.test(format)) fields = format.split(',').length - 1;
    if (!/^Dialogue:/i.test(line) || DRAWING.test(line)) continue;
    const at = behindCommas(line, fields);
    if (at >= 0 && at < line.length) said.push({ start: start + at, end, origin: index + 1 });
  }
  return said;
}

function behindCommas(line: string, count: number): number {
  let at = 0;
  for (let left = count; left > 0; left--) {
    const comma = line.indexOf(',', at);
    if (comma < 0) return -1;
    at = comma + 1;
  }
  return at;
}
