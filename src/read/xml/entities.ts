import { decodeHTML } from '../html/entities.ts';

const DECLARATION = /<!ENTITY\s+([\p{L}_][\p{L}\p{N}_.:-]{0,60})\s+(?:"([^"]*)"|'([^']*)')\s*>/gu;
const REFERENCE = /&([\p{L}_][\p{L}\p{N}_.:-]{0,60});/gu;
/** Longest text that an entity stands for: what is longer is an attack, or holds markup. */
const LONGEST = 2 ** 12;
/** Entities in entities. */
const DEEPEST = 8;
/** What may come of all references, in characters for each of the document; and what every document may have. */
const RATIO = 4;
const FREE = 2 ** 16;

/**
 * Adds the entities that a document type declares in itself to `known`, what they stand for resolved. Those of other files, those with
 * markup in them, and those that go beyond the bounds stay in the text as they are written.
 */
export function entitiesOf(doctype: string, known: Record<string, string>, size: number): void {
  const declared = new Map<string, string>();
  for (const [, name = '', double, single] of doctype.matchAll(DECLARATION))
    if (!declared.has(name)) declared.set(name, double ?? single ?? '');
  const texts: Resolved = new Map();
  let left = FREE + RATIO * size;
  for (const name of declared.keys()) {
    const text = Object.hasOwn(known, name) ? null : resolve(name, declared, texts, 0);
    if (text === null || text.includes('<')) continue;
    Object.defineProperty(known, name, {
      enumerable: true,
      get: () => {
        left -= text.length;
        return left < 0 ? `&${name};` : text;
      },
    });
  }
}

/** What each entity stands for, as far as it has been asked; null if it is too much, or not to be had. */
type Resolved = Map<string, string | null>;

function resolve(name: string, declared: ReadonlyMap<string, string>, known: Resolved, depth: number): string | null {
  const before = known.get(name);
  if (before !== undefined) return before;
  known.set(name, null); // One that holds itself stands for nothing.
  const text = textOf(declared.get(name) ?? '', declared, known, depth);
  known.set(name, text);
  return text;
}

function textOf(value: string, declared: ReadonlyMap<string, string>, known: Resolved, depth: number): string | null {
  if (value.length > LONGEST || depth > DEEPEST) return null;
  let text = '';
  let done = 0;
  for (const { 0: found, 1: inner = '', index } of value.matchAll(REFERENCE)) {
    const part = declared.has(inner) ? resolve(inner, declared, known, depth + 1) : found;
    if (part === null) return null;
    text += value.slice(done, index) + part;
    done = index + found.length;
    if (text.length > LONGEST) return null;
  }
  text += value.slice(done);
  return text.length > LONGEST ? null : decodeHTML(text);
}
