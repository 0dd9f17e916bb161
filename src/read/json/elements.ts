import { endOfString, readJson } from '../../text/json.ts';

/** Position of a value in a JSON text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Yields the elements of the array at a path of keys, in order. The text must be valid JSON as far as it is read. Linear time at any depth. */
export function* elementsAt(json: string, path: readonly string[]): Generator<Span, void> {
  let at = skipSpace(json, 0);
  for (const key of path) {
    const held = json[at] === '{' ? heldAt(json, at, key) : -1;
    if (held < 0) return;
    at = held;
  }
  if (json[at] !== '[') return;
  at = skipSpace(json, at + 1);
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

/** Offset of the value of a key in the object at an offset, or -1; of duplicate keys the last one counts, as in `JSON.parse`. */
function heldAt(json: string, object: number, wanted: string): number {
  let found = -1;
  let at = skipSpace(json, object + 1);
  while (json[at] === '"') {
    const end = endOfString(json, at);
    const value = skipSpace(json, skipSpace(json, end) + 1);
    if (readJson(json.slice(at, end)) === wanted) found = value;
    at = skipSpace(json, endOfValue(json, value));
    if (json[at] !== ',') break;
    at = skipSpace(json, at + 1);
  }
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
  while (json[at] === ' ' || json[at] === '\n' || json[at] === '\r' || json[at] === '\t') at++;
  return at;
}
