import type { Reading } from '../types.ts';
import { readText } from './text.ts';

/** Markup as lines with features. */
export function readHtml(decoded: string): Reading {
  return readText(decoded);
}
