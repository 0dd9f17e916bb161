import { matchFormOf } from '../text/match-form.ts';
import { visitLines } from '../text/lines.ts';
import type { Document, LineFeatures, MarkupNode, Removal } from '../types.ts';

/** A line of a page with the rule that removes it. */
export interface PostLine {
  readonly index: number;
  /** The line, trimmed, and its offset in the untrimmed line. */
  readonly text: string;
  readonly offset: number;
  /** Match form of `text`, of the same length; of a long line, the text itself. */
  readonly matchForm: string;
  /** The rule that removes the line, or null. */
  readonly mark: string | null;
  /** The part of the line that a rule removes, in code units of the untrimmed line, or null. */
  readonly part: Removal['part'];
  readonly features: LineFeatures;
}

/** Longer lines are never matched, in UTF-16 units. */
const MAX_MATCHED_UNITS = 200;

/** The lines of a document with the removals of strip. */
export function postLines(document: Document, removals: readonly Removal[]): readonly PostLine[] {
  const byLine = new Map(removals.map((removal) => [removal.line, removal]));
  const lines: PostLine[] = [];
  visitLines(document.text, (start, end) => {
    const features = document.lines[lines.length];
    if (features === undefined) return;
    const line = document.text.slice(start, end);
    const text = line.trim();
    const removal = byLine.get(lines.length);
    lines.push({
      index: lines.length,
      text,
      offset: line.length - line.trimStart().length,
      matchForm: text.length > MAX_MATCHED_UNITS ? text : matchFormOf(text),
      mark: removal?.part === null ? removal.rule : null,
      part: removal?.part ?? null,
      features,
    });
  });
  return lines;
}

/** Whether strip leaves the line, or would if it stood in the body and not below the heading of something else. */
export function isText({ mark, text }: PostLine): boolean {
  return text !== '' && (mark === null || mark === 'outside-body' || mark.endsWith('-block'));
}

/** The first value that `find` gives for a line, or null. */
export function firstOf<T>(lines: readonly PostLine[], find: (line: PostLine) => T | null): T | null {
  for (const line of lines) {
    const found = find(line);
    if (found !== null) return found;
  }
  return null;
}

/** Most ancestors of a line that are looked at: no site nests a post deeper, and hostile pages nest without end. */
const MAX_ANCESTORS = 64;

/** The innermost elements around a line that are inside `outer`, innermost first. */
export function ancestorsOf({ features }: PostLine, outer: MarkupNode | null = null): readonly MarkupNode[] {
  return chainOf(features.spans?.[0]?.node ?? null, outer);
}

/** The elements around a piece of a line that are inside `outer`, innermost first. */
export function chainOf(innermost: MarkupNode | null, outer: MarkupNode | null): readonly MarkupNode[] {
  const chain: MarkupNode[] = [];
  for (let node = innermost; node !== null && node !== outer && chain.length < MAX_ANCESTORS; node = node.parent)
    chain.push(node);
  return chain;
}

/** A piece of a line with the elements around it inside `outer`, innermost first. */
export interface Piece {
  readonly text: string;
  readonly chain: readonly MarkupNode[];
}

/** The pieces of a line by element; of a line whose length a rule has changed, only the whole. */
export function piecesOf({ text, offset, features }: PostLine, outer: MarkupNode | null): readonly Piece[] {
  const spans = features.spans ?? [];
  const isAligned = offset === 0 && (spans.at(-1)?.end ?? 0) === text.length;
  if (spans.length > 1 && isAligned)
    return spans.map(({ start, end, node }) => ({ text: text.slice(start, end).trim(), chain: chainOf(node, outer) }));
  const [first] = spans;
  return first === undefined ? [] : [{ text, chain: chainOf(first.node, outer) }];
}
