import { decodeHTML } from '../html/entities.ts';

const DECLARATION = /<!ENTITY\s+([\p{L}_][\p{L}\p{N}_.:-]{0,60})\s+(?:"([^"]*)"|'([^']*)')\s*>/gu;
const REFERENCE = /&([\p{L}_][\p{L}\p{N}_.:-]{0,60});/gu;
/** Maximum length of a replacement text, in UTF-16 units; longer ones are an attack or contain markup. */
const MAX_TEXT_UNITS = 2 ** 12;
/** Maximum nesting depth of entities. */
const MAX_DEPTH = 8;
/** Expansion budget in UTF-16 units: `BUDGET_RATIO` for each unit of the document, plus `FREE_BUDGET` for every document. */
const BUDGET_RATIO = 4;
const FREE_BUDGET = 2 ** 16;

/**
 * Adds the entities declared inside a doctype to `known`, with nested references resolved. References to external entities, to entities
 * with markup and to entities beyond the limits stay in the text as written.
 */
export function entitiesOf(doctype: string, known: Record<string, string>, size: number): void {
  const declared = new Map<string, string>();
  for (const [, name = '', double, single] of doctype.matchAll(DECLARATION))
    if (!declared.has(name)) declared.set(name, double ?? single ?? '');
  const texts: Resolved = new Map();
  let left = FREE_BUDGET + BUDGET_RATIO * size;
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

/** Memoized replacement texts; null if too long, too deeply nested or recursive. */
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
  if (value.length > MAX_TEXT_UNITS || depth > MAX_DEPTH) return null;
  let text = '';
  let done = 0;
  for (const { 0: found, 1: inner = '', index } of value.matchAll(REFERENCE)) {
    const part = declared.has(inner) ? resolve(inner, declared, known, depth + 1) : found;
    if (part === null) return null;
    text += value.slice(done, index) + part;
    done = index + found.length;
    if (text.length > MAX_TEXT_UNITS) return null;
  }
  text += value.slice(done);
  return text.length > MAX_TEXT_UNITS ? null : decodeHTML(text);
}
