import type { LineSpan } from '../../text/lines.ts';
import type { SpokenRange } from './cues.ts';

/** Default number of fields before the text of a dialogue line. */
const DEFAULT_FIELDS = 9;
/** Drawing commands in place of text. */
const DRAWING = /\{[^{}]*\\p[1-9]/;

/** The texts of the dialogue lines in SubStation Alpha. Commas in a text belong to it. */
export function assCues(text: string, spans: readonly LineSpan[]): readonly SpokenRange[] {
  const ranges: SpokenRange[] = [];
  let fields = DEFAULT_FIELDS;
  for (const [index, { start, end }] of spans.entries()) {
    const line = text.slice(start, end);
    const format = /^Format:(.*)$/i.exec(line)?.[1];
    if (format !== undefined && /,\s*Text\s*$/i.test(format)) fields = format.split(',').length - 1;
    if (!/^Dialogue:/i.test(line) || DRAWING.test(line)) continue;
    const at = behindCommas(line, fields);
    if (at >= 0 && at < line.length) ranges.push({ start: start + at, end, origin: index + 1 });
  }
  return ranges;
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
