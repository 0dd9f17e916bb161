import type { Edit } from '../types.ts';

/** Collects edits of a text from left to right; neighbours become one. */
export interface Writer {
  readonly text: string;
  readonly edits: Edit[];
  /** The edit being made replaces `[start, end)` by `made`. */
  start: number;
  end: number;
  made: string;
  /** Length of what has been written before it. */
  written: number;
  /** Where the next character that may need an escape was looked for, and where it is. */
  sought: number;
  special: number;
}

export function newWriter(text: string): Writer {
  return { text, edits: [], start: 0, end: 0, made: '', written: 0, sought: 0, special: -1 };
}

/** Replaces `[from, to)` of the text. What lies between it and the replacement before stays. */
export function replace(writer: Writer, from: number, to: number, made: string): void {
  if (from > writer.end) {
    flush(writer);
    writer.written += from - writer.end;
    writer.start = from;
  }
  writer.end = to;
  writer.made += made;
}

/** Where the text at an offset, which must lie behind all replacements, is in what is written. */
export function writtenAt({ written, made, end }: Writer, offset: number): number {
  return written + made.length + offset - end;
}

/** All edits. */
export function finish(writer: Writer): readonly Edit[] {
  flush(writer);
  return writer.edits;
}

function flush(writer: Writer): void {
  const { text, edits, start, end, made } = writer;
  const old = text.slice(start, end);
  if (old !== made) edits.push({ at: start, old, new: made });
  writer.written += made.length;
  writer.start = end;
  writer.made = '';
}
