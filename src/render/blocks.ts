import type { Holder } from '../structure.ts';
import { PLAIN_PARAGRAPH } from './line-structure.ts';
import type { Entry, Segment } from './segments.ts';

/** Kinds of blocks, as records name them. */
export const BLOCK_KINDS = [
  'heading',
  'paragraph',
  'list-item',
  'table-row',
  'code',
  'quote',
  'caption',
  'image',
] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/** A block of the text of a record: `[start, end)` in code points. */
export interface TextBlock {
  readonly kind: BlockKind;
  /** Level of a heading; depth of an item or a quotation. */
  readonly level?: number;
  readonly start: number;
  readonly end: number;
}

/** A block with offsets in UTF-16 code units. Neighbours with the same key, which is not null, are one block. */
export interface Span extends TextBlock {
  readonly key: object | null;
}

/** The block that a line is in, or a part of it. */
export function spanOf({ kind, within }: Segment, { structure }: Entry, start: number, end: number): Span {
  if (kind === 'table' || structure.row?.table.isData === true)
    return { kind: 'table-row', start, end, key: structure.row };
  if (kind === 'heading') return { kind, level: structure.block.level, start, end, key: structure.block };
  if (kind === 'code') return { kind, start, end, key: structure.block };
  if (kind === 'caption' || within === null || within.kind === 'note')
    return { kind, start, end, key: structure.block === PLAIN_PARAGRAPH.block ? null : structure.block };
  const itemOrQuote = within.kind === 'item' ? 'list-item' : 'quote';
  return { kind: itemOrQuote, level: levelOf(within), start, end, key: within };
}

function levelOf(holder: Holder): number {
  let level = 0;
  for (let at: Holder | null = holder; at !== null; at = at.parent) if (at.kind === holder.kind) level++;
  return level;
}

/** The blocks of a text that has no marks of Markdown. */
export function plainSpans(segments: readonly Segment[]): readonly Span[] {
  return segments.flatMap((segment) => segment.entries.map((entry) => spanOf(segment, entry, entry.start, entry.end)));
}

/** Blocks in code points, of spans in order. */
export function blocksOf(text: string, spans: readonly Span[]): readonly TextBlock[] {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last?.key === span.key && last.kind === span.kind && span.key !== null)
      merged[merged.length - 1] = { ...last, end: span.end };
    else merged.push(span);
  }
  const codePointsBefore = codePointCounter(text);
  return merged.map(({ kind, level, start, end }) => {
    const [from, to] = [codePointsBefore(start), codePointsBefore(end)];
    return level === undefined ? { kind, start: from, end: to } : { kind, level, start: from, end: to };
  });
}

/** Returns a function from offset to number of code points before it; offsets must be ascending. */
function codePointCounter(text: string): (offset: number) => number {
  let at = 0;
  let pairs = 0;
  return (offset) => {
    for (; at < offset; at++) {
      const unit = text.charCodeAt(at);
      const next = text.charCodeAt(at + 1);
      if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000) pairs++;
    }
    return offset - pairs;
  };
}
