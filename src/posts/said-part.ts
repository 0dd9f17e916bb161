import type { MarkupNode } from '../types.ts';
import { chainOf } from './lines.ts';
import type { PostLine } from './lines.ts';
import { AUTHOR, CONTENT, CONTROLS, isCalled } from './naming.ts';
import { isDated } from './stamps.ts';

/** A part of a line: `[start, end)` in UTF-16 code units of its trimmed text. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** Most pieces of such a line; more are prose with links. */
const MAX_PIECES = 64;
/** Levels above a piece of a line at which its element may be called the text of a post. */
const MAX_LEVELS = 4;

/** What sites print between name and time. */
const VERB = /^(?:发表|發表|发布|發布|回复|回覆|评论|評論|回答|留言)?[于於]?\s?[:：]?$/;

const memo = new WeakMap<PostLine, { readonly part: Part | null }>();

/**
 * The words of a post whose name, text and time stand in one line, each in its own element: `湖边: 学习了 2016-5-6 09:00 回复`.
 * Null if the line is not of this form.
 */
export function saidPart(line: PostLine): Part | null {
  const known = memo.get(line);
  if (known !== undefined) return known.part;
  const part = found(line);
  memo.set(line, { part });
  return part;
}

function found({ text, offset, features }: PostLine): Part | null {
  const spans = features.spans ?? [];
  if (spans.length < 2 || spans.length > MAX_PIECES || offset !== 0 || spans.at(-1)?.end !== text.length) return null;
  const chains = spans.map(({ node }) => chainOf(node, null));
  const shared = sharedBy(chains);
  const contents = chains.flatMap(
    (chain) => chain.slice(0, MAX_LEVELS).find((node) => !shared.has(node) && isContent(node)) ?? [],
  );
  for (const content of new Set(contents)) {
    const first = chains.findIndex((chain) => chain.includes(content));
    const last = chains.findLastIndex((chain) => chain.includes(content));
    const [start, end] = [spans[first]?.start ?? 0, spans[last]?.end ?? 0];
    const words = text.slice(start, end);
    if (VERB.test(words.trim()) || isDated({ matchForm: words })) continue;
    const beside = spans.filter((_, index) => index < first || index > last);
    if (beside.some((span) => isSign(text.slice(span.start, span.end), span.node)))
      return { start: end - words.trimStart().length, end: start + words.trimEnd().length };
  }
  return null;
}

const YEAR = /(?:19|20)\d{2}/;

/** Whether a piece beside the words is the name of an author or a time. */
function isSign(text: string, node: MarkupNode): boolean {
  const near = chainOf(node, null).slice(0, MAX_LEVELS);
  return (
    isDated({ matchForm: text }) ||
    YEAR.test(near[0]?.stated ?? '') ||
    near.some(({ naming }) => isCalled(naming, AUTHOR))
  );
}

/** The elements around every piece of a line. */
function sharedBy(chains: readonly (readonly MarkupNode[])[]): ReadonlySet<MarkupNode> {
  const [first = [], ...others] = chains;
  return new Set(first.filter((node) => others.every((chain) => chain.includes(node))));
}

function isContent({ name, naming }: MarkupNode): boolean {
  return !CONTROLS.has(name) && !isCalled(naming, AUTHOR) && CONTENT.some((pattern) => pattern.test(naming));
}
