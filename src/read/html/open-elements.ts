import type { Container, MarkupNode } from '../../types.ts';
import { ISOLATED, crosses } from './elements.ts';
import type { ElementKind } from './elements.ts';
import type { Place } from './structure.ts';

/** What the markup says of preformatted text: that it is code in a language, that it is code, or nothing. */
export type Stated = 'language' | 'code' | 'nothing';

/** Preformatted text from its opening tag on. */
export interface Listing {
  readonly stated: Stated;
  /** Number of lines above it. */
  readonly lines: number;
}

/** An open element, with the properties of the text in it. */
export interface OpenElement {
  readonly name: string;
  readonly block: boolean;
  /** Its text is dropped. */
  readonly skipped: boolean;
  /** Its lines are not displayed. */
  readonly hidden: boolean;
  readonly preformatted: boolean;
  /** The preformatted text it is in, or null; and what elements around it say of such text. */
  readonly listing: Listing | null;
  readonly stated: Stated;
  /** It may hold the numbers of the lines of a listing. */
  readonly gutter: boolean;
  /** Its text is code inside a line. */
  readonly code: boolean;
  readonly heading: number;
  /** Where the `p` that it is in begins, from 1; else 0. */
  readonly paragraph: number;
  readonly classHint: number;
  /** The innermost container. */
  readonly container: Container | null;
  /** Hash of the names and classes of the blocks from the outermost to this one. */
  readonly shape: number;
  /** Name of the innermost block. */
  readonly tag: string;
  /** Its place in the structure; null unless the structure is asked for. */
  readonly place: Place | null;
  /** Null unless nodes are recorded. */
  readonly node: MarkupNode | null;
}

/** The open elements, outermost first. Every query takes constant time at any depth. */
export interface OpenElements {
  readonly elements: OpenElement[];
  /** Positions in `elements` by name, ascending. */
  readonly places: Map<string, number[]>;
  readonly blocks: number[];
  readonly scopes: number[];
}

export function noElements(): OpenElements {
  return { elements: [], places: new Map(), blocks: [], scopes: [] };
}

export function push(open: OpenElements, element: OpenElement, kind: ElementKind): void {
  const place = open.elements.push(element) - 1;
  const places = open.places.get(element.name);
  if (places === undefined) open.places.set(element.name, [place]);
  else places.push(place);
  if (element.block) open.blocks.push(place);
  if (kind.isolated) open.scopes.push(place);
}

/** Position of the innermost open element of that name, or -1. */
export function placeOf(open: OpenElements, name: string): number {
  return last(open.places.get(name));
}

/** The last of ascending positions, or -1. */
function last(places: readonly number[] | undefined): number {
  return places === undefined || places.length === 0 ? -1 : (places[places.length - 1] ?? -1);
}

/** Position from which a closing tag closes elements, or -1 if it closes none. */
export function closedBy(open: OpenElements, name: string, { block, heading, scope }: ElementKind): number {
  const place = heading > 0 ? innermost(open, HEADINGS) : placeOf(open, name);
  if (place < 0) return -1;
  if (!block) return last(open.blocks) > place && !scope ? -1 : place;
  return scopeWithin(open, place, name) ? -1 : place;
}

/** Position from which an opening tag implicitly closes elements (a paragraph, item, cell or row), or -1. */
export function closedByOpening(open: OpenElements, { block, closing }: ElementKind): number {
  if (closing !== null) {
    const place = innermost(open, closing.ends);
    return place > innermost(open, closing.within) ? place : -1;
  }
  if (!block) return -1;
  const select = placeOf(open, 'select');
  if (select >= 0) return select;
  const paragraph = placeOf(open, 'p');
  return paragraph < 0 || scopeWithin(open, paragraph, 'p') ? -1 : paragraph;
}

/** Pops all elements from `place` on; returns whether one of them was a block. */
export function popTo(open: OpenElements, place: number): boolean {
  let block = false;
  while (open.elements.length > place) {
    const element = open.elements.pop();
    if (element === undefined) break;
    open.places.get(element.name)?.pop();
    if (last(open.scopes) === open.elements.length) open.scopes.pop();
    if (element.block) {
      open.blocks.pop();
      block = true;
    }
  }
  return block;
}

const HEADINGS: readonly string[] = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

function innermost(open: OpenElements, names: readonly string[]): number {
  let place = -1;
  for (const name of names) place = Math.max(place, placeOf(open, name));
  return place;
}

/** Whether a scope that the closing tag of `name` does not cross is open inside the element at a position. */
function scopeWithin(open: OpenElements, place: number, name: string): boolean {
  if (last(open.scopes) <= place) return false;
  const crossed = crosses(name);
  for (const scope of ISOLATED) if (scope !== name && !crossed.has(scope) && placeOf(open, scope) > place) return true;
  return false;
}
