import { isObject } from '../../text/is-object.ts';

/** An object of JSON-LD. */
export type Properties = Record<string, unknown>;

/** Maximum nesting depth of objects. */
const MAX_DEPTH = 12;

/** The objects of a value, including graphs and main entities. */
export function flattened(root: unknown): readonly Properties[] {
  const objects: Properties[] = [];
  const waiting: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    const { value, depth } = item;
    if (depth > MAX_DEPTH) continue;
    if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i--) waiting.push({ value: value[i] as unknown, depth: depth + 1 });
    } else if (isObject(value)) {
      objects.push(value);
      waiting.push({ value: value['@graph'], depth: depth + 1 }, { value: value['mainEntity'], depth: depth + 1 });
    }
  }
  return objects;
}

/** A string, or the `name` of an object. */
export function nameOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return isObject(value) && typeof value['name'] === 'string' ? value['name'].trim() : '';
}
