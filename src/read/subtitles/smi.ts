import type { LineSpan } from '../../text/lines.ts';
import type { SpokenRange } from './cues.ts';

/** Whether a text begins like SAMI. */
export function isSmi(text: string): boolean {
  return /^\uFEFF?\s{0,100}<sami[\s>]/i.test(text.slice(0, 200));
}

/** The lines of the body of SAMI, which is written like HTML; its head has a title, notes and styles. */
export function smiCues(text: string, spans: readonly LineSpan[]): readonly SpokenRange[] {
  const body = /<body(?:\s[^<>]*)?>|<sync\s/i.exec(text)?.index ?? 0;
  const ranges: SpokenRange[] = [];
  for (const [index, { start, end }] of spans.entries())
    if (end > body) ranges.push({ start: Math.max(start, body), end, origin: index + 1 });
  return ranges;
}
