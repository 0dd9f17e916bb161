import { lineCount } from '../text/lines.ts';
import type { LineFeatures, Reading } from '../types.ts';

/** Text without markup: every line as it stands, with nothing known about it. */
export function readText(decoded: string): Reading {
  const lines: LineFeatures[] = [];
  const count = lineCount(decoded);
  for (let line = 1; line <= count; line++) {
    lines.push({ line, tag: '', heading: 0, linkLength: 0, prior: 0, block: 0 });
  }
  return { text: decoded, markup: false, edits: () => [], lines, meta: [] };
}
