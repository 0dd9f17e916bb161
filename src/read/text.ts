import { visitLines } from '../text/lines.ts';
import type { LineFeatures, Reading } from '../types.ts';

/** Reads text without markup: lines unchanged, with empty features. */
export function readText(decoded: string): Reading {
  const origins: number[] = [];
  visitLines(decoded, () => void origins.push(origins.length + 1));
  const lines = new Array<LineFeatures>(origins.length).fill(PLAIN);
  return { text: decoded, markup: false, edits: () => [], lines, origins, meta: [] };
}

/** Features of a line without markup. */
export const PLAIN: LineFeatures = { tag: '', heading: 0, linkLength: 0, classHint: 0, block: 0 };
