import type { MarkupNode } from '../types.ts';
import { elementsOf, groupsOf } from './elements.ts';
import type { Element, Group } from './elements.ts';
import { factsOf } from './facts.ts';
import type { LineFacts } from './facts.ts';
import { ancestorsOf, chainOf } from './lines.ts';
import type { PostLine } from './lines.ts';
import { ADVERTISEMENT, isCalled } from './naming.ts';
import { isDated } from './stamps.ts';
import { evidenceOf, isCalledPost, sumsOf, within, worthOf } from './worth.ts';

/** An element that is a post, with the lines that are its own and of no post inside it. */
export interface PostElement {
  readonly node: MarkupNode;
  /** The word of the group it was found by. */
  readonly key: string;
  readonly lines: readonly PostLine[];
  /** Number of the post it stands inside; 0 for none. */
  readonly outer: number;
}

/** Numbers of the elements that are posts, with the words of their groups. */
type Chosen = ReadonlyMap<number, string>;

/** What the search reads. */
interface Search {
  readonly lines: readonly PostLine[];
  readonly facts: readonly LineFacts[];
  readonly elements: ReadonlyMap<number, Element>;
  /** Lines of the page's own headline, summed over the lines before each. */
  readonly titles: Uint32Array;
}

/** Most groups that are examined line by line. */
const MAX_EXAMINED = 12;

/** The posts of a page by its markup, in order. On a page that is known to be a thread, less evidence is enough. */
export function findPosts(lines: readonly PostLine[], isThread: boolean): readonly PostElement[] {
  const facts = lines.map(factsOf);
  const sums = evidenceOf(lines, facts, isThread);
  const search: Search = { lines, facts, elements: elementsOf(lines), titles: sums.titles };
  const groups = groupsOf(search.elements)
    .map((group) => ({ group, worth: worthOf(group, sums) }))
    .filter(({ worth }) => worth > 0)
    .sort((a, b) => b.worth - a.worth || firstOf(a.group) - firstOf(b.group));
  let chosen: Chosen = new Map();
  for (const { group } of groups.slice(0, MAX_EXAMINED)) chosen = withGroup(search, chosen, group);
  return postsIn(lines, chosen).filter((post) => !isAdvertisement(post));
}

function firstOf({ members }: Group): number {
  return members[0]?.node.number ?? 0;
}

function isAdvertisement({ node, lines }: PostElement): boolean {
  return (
    isCalled(node.naming, ADVERTISEMENT) ||
    lines.some((line) => isDated(line) && /\s(?:广告|推广)$/.test(line.matchForm))
  );
}

/** Adds the members of a group if they are posts: most have text and a stamp of their own, and no other post loses its own. */
function withGroup(search: Search, chosen: Chosen, group: Group): Chosen {
  const added = group.members.filter(({ node }) => !chosen.has(node.number));
  if (added.length === 0 || isPartOfEach(added, chosen)) return chosen;
  const holders = holdersOf(search, chosen);
  const isMixed = added.some(({ node }) => holders.has(node.number) || outerOf(node, chosen) !== 0);
  if (isMixed && (!isCalledPost(group) || added.some((element) => isPage(search, element)))) return chosen;
  const tried = new Map([...chosen, ...added.map(({ node }) => [node.number, group.key] as const)]);
  const before = told(search.facts, ownersOf(search.lines, chosen));
  const after = told(search.facts, ownersOf(search.lines, tried));
  if (losesAny(chosen, before, after)) return chosen;
  const isFirst = chosen.size === 0 && isCalledPost(group);
  const full = added.filter(({ node }) => {
    const facts = after.get(node.number);
    return facts !== undefined && facts.text > 0 && (facts.dated || facts.named || isFirst);
  });
  if (full.length === 0 || full.length * 2 < added.length) return chosen;
  for (const element of added)
    if (!full.includes(element) && outerOf(element.node, chosen) !== 0) tried.delete(element.node.number);
  return withHeads(search, tried);
}

/** Whether an element holds the headline of the page, so that it is more than one of the posts in it. */
function isPage({ titles }: Search, element: Element): boolean {
  return within(titles, element) > 0;
}

/** Number of the innermost post around an element, or 0. */
function outerOf(node: MarkupNode, chosen: Chosen): number {
  return chainOf(node.parent, null).find(({ number }) => chosen.has(number))?.number ?? 0;
}

/** Whether each post holds exactly one of some elements, which are then a part of it. */
function isPartOfEach(added: readonly Element[], chosen: Chosen): boolean {
  if (chosen.size < 2 || added.length !== chosen.size) return false;
  const outer = added.map(({ node }) => outerOf(node, chosen));
  return !outer.includes(0) && new Set(outer).size === added.length;
}

/** Numbers of the elements around posts. */
function holdersOf({ elements }: Search, chosen: Chosen): ReadonlySet<number> {
  const holders = new Set<number>();
  for (const number of chosen.keys())
    for (const node of chainOf(elements.get(number)?.node.parent ?? null, null)) holders.add(node.number);
  return holders;
}

/** For each line, the innermost of some elements around it, or 0. */
function ownersOf(lines: readonly PostLine[], chosen: Chosen): readonly number[] {
  return lines.map((line) => ancestorsOf(line).find(({ number }) => chosen.has(number))?.number ?? 0);
}

/** What the lines of each post tell together. */
function told(facts: readonly LineFacts[], owners: readonly number[]): ReadonlyMap<number, LineFacts> {
  const sums = new Map<number, LineFacts>();
  facts.forEach((fact, index) => {
    const owner = owners[index] ?? 0;
    if (owner === 0) return;
    const sum = sums.get(owner);
    sums.set(owner, {
      dated: fact.dated || sum?.dated === true,
      named: fact.named || sum?.named === true,
      explicit: fact.explicit || sum?.explicit === true,
      text: fact.text + (sum?.text ?? 0),
    });
  });
  return sums;
}

function losesAny(
  chosen: Chosen,
  before: ReadonlyMap<number, LineFacts>,
  after: ReadonlyMap<number, LineFacts>,
): boolean {
  return [...chosen.keys()].some((number) => {
    const [old, now] = [before.get(number), after.get(number)];
    if (old === undefined) return false;
    return (
      (old.text > 0 && (now?.text ?? 0) === 0) ||
      (old.named && now?.named !== true && now?.dated !== true) ||
      (old.dated && now?.dated !== true)
    );
  });
}

/** Levels above a post at which its author and date may stand beside it. */
const MAX_LEVELS = 4;

/** Leaves out elements without lines of their own, and replaces posts without a name by the element around them that has one, if it holds no other post. */
function withHeads(search: Search, chosen: Chosen): Chosen {
  const { lines, facts, elements } = search;
  const owners = ownersOf(lines, chosen);
  const found = told(facts, owners);
  const owned = sumsOf(owners, (owner) => (owner === 0 ? 0 : 1));
  const named = sumsOf(facts, (fact) => (fact.named ? 1 : 0));
  const made = new Map<number, string>();
  for (const [number, key] of chosen) {
    const own = elements.get(number);
    const fact = found.get(number);
    if (own === undefined || fact === undefined) continue;
    const inside = within(owned, own);
    const wider = fact.named
      ? undefined
      : chainOf(own.node.parent, null)
          .slice(0, MAX_LEVELS)
          .map((node) => elements.get(node.number))
          .find((around) => around !== undefined && within(named, around) > 0 && !isPage(search, around));
    made.set(wider !== undefined && within(owned, wider) <= inside ? wider.node.number : number, key);
  }
  return made;
}

function postsIn(lines: readonly PostLine[], chosen: Chosen): readonly PostElement[] {
  if (chosen.size === 0) return [];
  const posts = new Map<number, { node: MarkupNode; key: string; lines: PostLine[]; outer: number }>();
  for (const line of lines) {
    const node = ancestorsOf(line).find(({ number }) => chosen.has(number));
    if (node === undefined) continue;
    const post = posts.get(node.number);
    if (post !== undefined) post.lines.push(line);
    else
      posts.set(node.number, {
        node,
        key: chosen.get(node.number) ?? '',
        lines: [line],
        outer: outerOf(node, chosen),
      });
  }
  return [...posts.values()];
}
