import { visitLines } from '../text/lines.ts';
import type { LineFeatures, Reading } from '../types.ts';

/** Text without markup: every line as it stands, with nothing known about it. */
export function readText(decoded: string): Reading {
  const lines: LineFeatures[] = [];
  visitLines(decoded, () => {
    lines.push({ line: lines.length + 1, tag: '', heading: 0, linkLength: 0, prior: 0, block: 0 });
  });
  return { text: decoded, markup: false, edits: () => [], lines, meta: [] };
}
