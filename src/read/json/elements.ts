import { endOfString, readJson } from '../../text/json.ts';

/** Position of a value in a JSON text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Yields the elements of the array at a path of keys, in order; arrays on the way to it are gone through, and an element of theirs from which the path
 * leads to no array is yielded itself. The text must be valid JSON as far as it is read. Linear time at any depth.
 */
export function* elementsAt(json: string, path: readonly string[]): Generator<Span, void> {
  yield* elementsFrom(json, skipSpace(json, 0), path);
}

/** Returns whether the path leads to an array. */
function* elementsFrom(json: string, at: number, path: readonly string[]): Generator<Span, boolean> {
  const [key, ...rest] = path;
  const heldBy = (object: number): number =>
    key !== undefined && json[object] === '{' ? heldAt(json, object, key) : -1;
  if (json[at] !== '[') {
    const held = heldBy(at);
    return held >= 0 && (yield* elementsFrom(json, held, rest));
  }
  for (const element of elementsOf(json, at)) {
    const held = heldBy(element.start);
    if (held < 0 || !(yield* elementsFrom(json, held, rest))) yield element;
  }
  return true;
}

/** Yields the elements of the array at an offset. */
function* elementsOf(json: string, array: number): Generator<Span, void> {
  let at = skipSpace(json, array + 1);
  while (at < json.length && json[at] !== ']') {
    const end = endOfValue(json, at);
    yield { start: at, end };
    at = skipSpace(json, end);
    if (json[at] !== ',') return;
    at = skipSpace(json, at + 1);
  }
}

/** Yields concatenated JSON values, which a comma may separate, as in lines cut out of an array. */
export function* valuesIn(json: string): Generator<Span, void> {
  for (let at = skipSpace(json, 0); at < json.length;) {
    const end = endOfValue(json, at);
    yield { start: at, end };
    at = skipSpace(json, end);
    if (json[at] === ',') at = skipSpace(json, at + 1);
  }
}

/** A value of an object, and its key. */
interface Entry extends Span {
  readonly key: string;
}

/** Yields the entries of the object at a path of keys, in order; the text must be valid JSON. */
export function* entriesAt(json: string, path: readonly string[]): Generator<Entry, void> {
  let at = skipSpace(json, 0);
  for (const key of path) at = heldAt(json, at, key);
  yield* entriesOf(json, at);
}

/** Yields the entries of the object at an offset, in order; the text must be valid JSON as far as it is read. */
function* entriesOf(json: string, object: number): Generator<Entry, void> {
  let at = skipSpace(json, skipSpace(json, object) + 1);
  while (json[at] === '"') {
    const endOfKey = endOfString(json, at);
    const start = skipSpace(json, skipSpace(json, endOfKey) + 1);
    const end = endOfValue(json, start);
    yield { key: String(readJson(json.slice(at, endOfKey))), start, end };
    at = skipSpace(json, end);
    if (json[at] !== ',') return;
    at = skipSpace(json, at + 1);
  }
}

/** Offset of the value of a key in the object at an offset, or -1; of duplicate keys the last one counts, as in `JSON.parse`. */
function heldAt(json: string, object: number, wanted: string): number {
  let found = -1;
  for (const { key, start } of entriesOf(json, object)) if (key === wanted) found = start;
  return found;
}

function endOfValue(json: string, start: number): number {
  const first = json[start];
  if (first === '"') return endOfString(json, start);
  if (first !== '{' && first !== '[') return endOfScalar(json, start);
  const mark = /["{}[\]]/g;
  let depth = 0;
  mark.lastIndex = start;
  for (let match = mark.exec(json); match !== null; match = mark.exec(json)) {
    if (match[0] === '"') mark.lastIndex = endOfString(json, match.index);
    else if (match[0] === '{' || match[0] === '[') depth++;
    else if (--depth === 0) return mark.lastIndex;
  }
  return json.length;
}

function endOfScalar(json: string, start: number): number {
  const end = /[\s,\]}{["]/g;
  end.lastIndex = start + 1;
  return end.exec(json)?.index ?? json.length;
}

function skipSpace(json: string, start: number): number {
  let at = start;
  while (json[at] === ' ' || json[at] === '\n' || json[at] === '\r' || json[at] === '\t' || json[at] === '\x1e') at++;
  return at;
}
