import type { MarkupNode } from '../types.ts';
import { ancestorsOf } from './lines.ts';
import type { PostLine } from './lines.ts';
import { CONTENT, isCalled, POST } from './naming.ts';

/** An element with the lines in it: `[first, last]`, inclusive. */
export interface Element {
  readonly node: MarkupNode;
  readonly first: number;
  last: number;
}

/** The elements around the lines of a page, by number. */
export function elementsOf(lines: readonly PostLine[]): ReadonlyMap<number, Element> {
  const found = new Map<number, Element>();
  for (const line of lines)
    for (const node of ancestorsOf(line)) {
      const element = found.get(node.number);
      if (element === undefined) found.set(node.number, { node, first: line.index, last: line.index });
      else element.last = line.index;
    }
  return found;
}

/** Elements that are alike: of one name and class, or children of one parent. */
export interface Group {
  readonly key: string;
  readonly members: readonly Element[];
}

/** Elements that may be a whole post. */
const WHOLE: ReadonlySet<string> = new Set(
  'article section div li dl dd table tbody tr td form fieldset blockquote p'.split(' '),
);
/** The text of a post without its stamp. */
const TEXT_ALONE = CONTENT[0];
/** Most words of a class that are looked at. */
const MAX_WORDS = 8;

/**
 * Elements grouped by each word of their class and id, digits left out, since sites mark every other post, its depth or its author
 * by another word; elements without any are grouped by parent.
 */
export function groupsOf(elements: ReadonlyMap<number, Element>): readonly Group[] {
  const groups = new Map<string, Element[]>();
  for (const element of elements.values()) {
    const { name, naming, parent } = element.node;
    if (!WHOLE.has(name) || TEXT_ALONE.test(naming)) continue;
    const words = wordsOf(naming);
    const keys = words.length > 0 ? words.map((word) => `${name}.${word}`) : [`${name}<${parent?.number ?? 0}`];
    for (const key of keys) {
      const members = groups.get(key);
      if (members === undefined) groups.set(key, [element]);
      else members.push(element);
    }
  }
  const distinct = new Map<string, Group>();
  for (const [key, grouped] of groups) {
    const members = withoutHolder(grouped);
    const same = `${members.length} ${members[0]?.node.number ?? 0} ${members.at(-1)?.node.number ?? 0}`;
    const known = distinct.get(same);
    if (known === undefined || isCalled(known.key, POST) < isCalled(key, POST)) distinct.set(same, { key, members });
  }
  return [...distinct.values()];
}

/** Without a first element that holds all the others and is of another class: `<div id="content">` around `<div class="reply content">`. */
function withoutHolder(members: readonly Element[]): Element[] {
  const [first, ...others] = members;
  if (first === undefined || others.length < 2) return [...members];
  const isHolder = others.every(({ node, last }) => last <= first.last && classOf(node) !== classOf(first.node));
  return isHolder ? others : [...members];
}

/** Name and class of an element, without the numbers that tell posts apart. */
export function classOf({ name, naming }: MarkupNode): string {
  return `${name} ${naming.replace(/\d+/g, '').trim()}`;
}

/** The distinct words of a class, without digits. */
export function wordsOf(naming: string): readonly string[] {
  const words = naming.split(/\s+/, MAX_WORDS).map((word) => word.replace(/\d+/g, ''));
  return [...new Set(words)].filter((word) => word !== '');
}
