import { visitLines } from '../text/lines.ts';
import type { LineFeatures, Reading } from '../types.ts';

/** Text without markup: every line as it stands, with nothing known about it. */
export function readText(decoded: string): Reading {
  const origins: number[] = [];
  visitLines(decoded, () => void origins.push(origins.length + 1));
  const lines = new Array<LineFeatures>(origins.length).fill(PLAIN);
  return { text: decoded, markup: false, edits: () => [], lines, origins, meta: [] };
}

/** What is known about a line without markup. */
export const PLAIN: LineFeatures = { tag: '', heading: 0, linkLength: 0, prior: 0, block: 0 };
