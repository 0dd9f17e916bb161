import type { MarkupNode } from '../types.ts';
import { sliceOf, textOf } from './content.ts';
import { linkedName, markedName } from './facts.ts';
import type { Talk } from './found.ts';
import { ancestorsOf, firstOf } from './lines.ts';
import type { PostLine } from './lines.ts';
import { CONTENT, CONTROLS, isCalled, MENU } from './naming.ts';
import { dateOf, nameIn } from './stamps.ts';

/** The opening post that stands apart from the others: the body above them. Null if there is none. */
export function openingOf(lines: readonly PostLine[], posts: readonly Talk[]): Talk | null {
  const end = posts.reduce((least, { first }) => Math.min(least, first), lines.length);
  const headline = lines.find(({ mark }) => mark === 'title')?.text;
  const body = lines
    .slice(0, end)
    .filter((line) => line.mark === null && line.text !== headline && /\p{L}/u.test(line.text))
    .filter((line) => !isStamp(line) && !isControl(line));
  const [top] = body;
  if (top === undefined) return null;
  const widest = widestOf(lines, top, end);
  const isContent = widest !== null && CONTENT.some((pattern) => pattern.test(widest.naming));
  const own = isContent ? body.filter((line) => ancestorsOf(line).includes(widest)) : body;
  const text = widest === null ? body.map(sliceOf) : textOf({ node: widest, key: '', lines: own, outer: 0 });
  const taken = new Set(text.map(({ line }) => line));
  const around = aroundOf(lines, top, end, widest).filter(({ index }) => !taken.has(index));
  return {
    author: firstOf(around, markedName) ?? firstOf(around, (line) => nameIn(line)) ?? firstOf(around, linkedDated),
    published: firstOf(around, (line) => dateOf(line, null)),
    first: top.index,
    floor: null,
    called: '',
    number: 0,
    outer: 0,
    text,
  };
}

/** Fills author and date of the first post from the lines between the headline and it. */
export function withHead(lines: readonly PostLine[], post: Talk): Talk {
  if (post.author !== null && post.published !== null) return post;
  const headline = lines.findLastIndex(({ mark }, index) => mark === 'title' && index < post.first);
  const above = headline < 0 ? [] : lines.slice(headline + 1, post.first);
  return {
    ...post,
    author: post.author ?? firstOf(above, markedName) ?? firstOf(above, (line) => nameIn(line)),
    published: post.published ?? firstOf(above, (line) => dateOf(line, null)),
  };
}

/** Levels above a line at which its element may be called a menu or a button. */
const MAX_LEVELS = 3;

function isControl(line: PostLine): boolean {
  return ancestorsOf(line)
    .slice(0, MAX_LEVELS)
    .some(({ name, naming }) => CONTROLS.has(name) || isCalled(naming, MENU));
}

function isStamp(line: PostLine): boolean {
  return nameIn(line) !== null || markedName(line) !== null;
}

function linkedDated(line: PostLine): string | null {
  return dateOf(line, null) === null ? null : linkedName(line);
}

/** The widest element around the first line of the opening post that ends before the other posts. */
function widestOf(lines: readonly PostLine[], top: PostLine, end: number): MarkupNode | null {
  const line = lines[end];
  const beyond = new Set(line === undefined ? [] : ancestorsOf(line));
  return ancestorsOf(top).findLast((node) => !beyond.has(node)) ?? null;
}

/** The lines that may tell of the opening post: those of its element, and those from the headline on. */
function aroundOf(
  lines: readonly PostLine[],
  top: PostLine,
  end: number,
  widest: MarkupNode | null,
): readonly PostLine[] {
  const headline = lines.findLastIndex(({ mark }, index) => mark === 'title' && index < top.index);
  return lines
    .slice(0, end)
    .filter(
      (line) => (headline >= 0 && line.index > headline) || (widest !== null && ancestorsOf(line).includes(widest)),
    );
}
