import { canJoin, mayFollow, namesOfPage, sizeOfPage } from '../../index.ts';
import type { Page } from '../../index.ts';

/** Pages held back until those that belong to them have come. */
export interface PageHolder {
  /** Takes a page; returns texts that are complete, or that must wait no longer. */
  readonly add: (page: Page) => readonly (readonly Page[])[];
  /** No others are to come: returns all texts, in the order in which their first pages came. */
  readonly close: () => readonly (readonly Page[])[];
}

interface Held {
  readonly page: Page;
  readonly size: number;
  before: Held | null;
  after: Held | null;
}

/** Most pages held, and their size in UTF-16 code units: of an archive whose pages are far apart, those that came first go alone. */
export interface HoldLimits {
  readonly pages: number;
  readonly units: number;
}

export const HOLD_LIMITS: HoldLimits = { pages: 1000, units: 2 ** 25 };

export function pageHolder(limits: HoldLimits = HOLD_LIMITS): PageHolder {
  const store: Store = { held: new Set(), waiting: new Map(), free: new Map(), units: 0 };
  const oldest = (): readonly Page[] => {
    const [first] = store.held;
    return first === undefined ? [] : take(store, chainOf(first));
  };
  return {
    add: (page) => {
      const item: Held = { page, size: sizeOfPage(page), before: null, after: null };
      enter(store, item);
      link(store, item);
      const chain = chainOf(item);
      const done = isComplete(chain) ? [take(store, chain)] : [];
      while (store.held.size > 0 && (store.held.size > limits.pages || store.units > limits.units)) done.push(oldest());
      return done;
    },
    close: () => {
      const done: (readonly Page[])[] = [];
      while (store.held.size > 0) done.push(oldest());
      return done;
    },
  };
}

/** The pages held, in the order they came: by the page they wait for, and by what others call them. */
interface Store {
  readonly held: Set<Held>;
  readonly waiting: Map<string, Held[]>;
  readonly free: Map<string, Held[]>;
  units: number;
}

function enter(store: Store, item: Held): void {
  store.held.add(item);
  store.units += item.size;
  const next = item.page.record.source.continues;
  if (next !== null) insert(store.waiting, next, item);
  for (const name of namesOfPage(item.page.record)) insert(store.free, name, item);
}

/** Finds the page after an item and the one before it, among those that have none yet. */
function link({ waiting, free }: Store, item: Held): void {
  const { record } = item.page;
  const next = record.source.continues;
  const after = (next === null ? undefined : free.get(next))?.find(
    (other) => other !== item && other.before === null && canJoin(record, other.page.record),
  );
  if (after !== undefined) tie(item, after);
  const before = namesOfPage(record)
    .flatMap((name) => waiting.get(name) ?? [])
    .find((other) => other !== item && other.after === null && canJoin(other.page.record, record));
  if (before !== undefined) tie(before, item);
}

function take(store: Store, items: readonly Held[]): readonly Page[] {
  for (const item of items) {
    store.held.delete(item);
    store.units -= item.size;
    const next = item.page.record.source.continues;
    if (next !== null) remove(store.waiting, next, item);
    for (const name of namesOfPage(item.page.record)) remove(store.free, name, item);
  }
  return items.map(({ page }) => page);
}

function tie(before: Held, after: Held): void {
  before.after = after;
  after.before = before;
}

/** The pages of a text, in their order. Each is there once, even if the links lead in a circle. */
function chainOf(item: Held): readonly Held[] {
  let first = item;
  while (first.before !== null && first.before !== item) first = first.before;
  const chain: Held[] = [];
  for (let at: Held | null = first; at !== null && (at !== first || chain.length === 0); at = at.after) chain.push(at);
  return chain;
}

/** Whether nothing can come before the first page or after the last. */
function isComplete(chain: readonly Held[]): boolean {
  const [first, last] = [chain[0]?.page.record, chain.at(-1)?.page.record];
  return first !== undefined && !mayFollow(first) && last?.source.continues === null;
}

function insert(map: Map<string, Held[]>, key: string, item: Held): void {
  const items = map.get(key);
  if (items === undefined) map.set(key, [item]);
  else items.push(item);
}

function remove(map: Map<string, Held[]>, key: string, item: Held): void {
  const left = map.get(key)?.filter((other) => other !== item) ?? [];
  if (left.length === 0) map.delete(key);
  else map.set(key, left);
}
