import { isDated } from '../body/menu-words.ts';
import { isLink } from '../../text/lines.ts';
import type { Page, PageLine } from '../page.ts';
import { isLinked, isText } from './is-text.ts';

/** Role of a line in a list of other pages. */
export const ROLE = { none: 0, headline: 1, card: 2 } as const;

/** A page viewed as a list of other pages: headlines that are links, each followed by its description. */
export interface Entries {
  /** One of `ROLE` per line. */
  readonly roles: Uint8Array;
  readonly headlines: number;
  /** Number of lines that are links. */
  readonly links: number;
  /** Number of headlines with a description. */
  readonly cards: number;
}

/** Minimum number of headlines of one shape in a list. */
const MIN_HEADLINES = 3;
/** Minimum mean length of headlines, in UTF-16 units: shorter links are menus, channels and user names. */
const MIN_MEAN_UNITS = 6;
/** Largest distance between headlines of one list, in lines. */
const MAX_DISTANCE_LINES = 24;
/** Most lines of text in one description. */
const MOST_TEXT = 2;

/** Finds headlines and descriptions, in time linear in the number of lines. */
export function entriesOf(page: Page): Entries {
  const roles = new Uint8Array(page.lines.length);
  const groups = linksByShape(page);
  const headlines = groups.filter(areHeadlines);
  const headed = headedCards(page);
  const lists = [...headlines, ...headed];
  for (const group of lists) for (const { index } of group) roles[index] = ROLE.headline;
  const cards = [...headlines.filter(areLinks), ...headed].reduce(
    (sum, group) => sum + markCards(page, group, roles),
    0,
  );
  return { roles, headlines: total(lists), links: total(groups), cards };
}

function total(groups: readonly (readonly PageLine[])[]): number {
  return groups.reduce((sum, { length }) => sum + length, 0);
}

/** Lines that are links, or rows with a link, grouped by the shape of their elements. */
function linksByShape({ lines }: Page): readonly (readonly PageLine[])[] {
  return groupedByShape(lines.filter(isLinked));
}

function groupedByShape(lines: readonly PageLine[]): readonly (readonly PageLine[])[] {
  const byShape = new Map<number, PageLine[]>();
  for (const line of lines) {
    const { shape = 0 } = line.features;
    const group = byShape.get(shape);
    if (group === undefined) byShape.set(shape, [line]);
    else group.push(line);
  }
  return [...byShape.values()];
}

/** Groups of headings of one shape, each followed by a date: cards whose links are made by a script. */
function headedCards({ lines }: Page): readonly (readonly PageLine[])[] {
  const headings = lines.filter((line) => {
    if (line.features.heading < 2 || isLinked(line) || line.text.length < MIN_MEAN_UNITS) return false;
    const below = lines[line.index + 1];
    return below !== undefined && !below.prose && isDated(below.matchForm);
  });
  return groupedByShape(headings).filter(({ length }) => length > MIN_HEADLINES);
}

/** Whether most lines of a group are nothing but links; lines with the author of a post are not. */
function areLinks(group: readonly PageLine[]): boolean {
  return group.filter(isLink).length * 2 > group.length;
}

/** A time and nothing else: the link of a post to itself. */
const TIME = /^(?:19|20)\d{2}[\d\s年月日时分秒:/.,-]{4,24}$/;

function areHeadlines(group: readonly PageLine[]): boolean {
  if (group.length < MIN_HEADLINES || group.filter(({ matchForm }) => TIME.test(matchForm)).length * 2 > group.length)
    return false;
  const length = group.reduce((sum, { features }) => sum + features.linkLength, 0);
  return length >= MIN_MEAN_UNITS * group.length && new Set(group.map(({ text }) => text)).size >= MIN_HEADLINES;
}

/** Marks the descriptions below the headlines of a group if they share a shape and take one or two lines each. Returns the number of cards. */
function markCards({ lines }: Page, group: readonly PageLine[], roles: Uint8Array): number {
  const segments = group.map(({ index }, i) => lines.slice(index + 1, endOf(index, group[i + 1]?.index)));
  const texts = segments.map((segment) => segment.filter((line) => isText(line) && roles[line.index] === ROLE.none));
  const shapes = cardShapes(texts);
  const isCard = (line: PageLine): boolean => shapes.has(line.features.shape ?? 0);
  let cards = 0;
  texts.forEach((segment, i) => {
    const last = segment.findLast(isCard);
    if (last === undefined) return;
    cards++;
    const open = i === texts.length - 1; // What follows the last card may be anything.
    for (const line of segments[i] ?? [])
      if (roles[line.index] === ROLE.none && (isText(line) ? isCard(line) : !open || line.index < last.index))
        roles[line.index] = ROLE.card;
  });
  return cards;
}

/** Shapes of lines that occur in several segments, once or twice in each. */
function cardShapes(segments: readonly (readonly PageLine[])[]): ReadonlySet<number> {
  const found = new Map<number, { segments: number; lines: number }>();
  for (const segment of segments) {
    for (const shape of new Set(segment.map(({ features }) => features.shape ?? 0))) {
      const seen = found.get(shape) ?? { segments: 0, lines: 0 };
      const count = segment.filter(({ features }) => (features.shape ?? 0) === shape).length;
      found.set(shape, { segments: seen.segments + 1, lines: seen.lines + count });
    }
  }
  const several = [...found].filter(
    ([, seen]) => seen.segments >= MIN_HEADLINES && seen.lines <= MOST_TEXT * seen.segments,
  );
  return new Set(several.map(([shape]) => shape));
}

function endOf(index: number, next: number | undefined): number {
  return next !== undefined && next - index <= MAX_DISTANCE_LINES ? next : index + 1 + MAX_DISTANCE_LINES / 4;
}
