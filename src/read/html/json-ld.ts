import type { Meta } from '../../types.ts';

/** Properties that are returned, as `json-ld:<name>`. */
const WANTED = ['headline', 'datePublished', 'dateModified', 'author', 'publisher', 'url', 'breadcrumb'] as const;
type Wanted = (typeof WANTED)[number];

/** Maximum nesting depth of objects. */
const MAX_DEPTH = 12;

/** Metadata in JSON-LD (schema.org), each property once, with those of articles preferred. Broken JSON yields what can be salvaged. */
export function readJsonLd(script: string): readonly Meta[] {
  const source = withoutWrapper(script);
  const objects = parse(source);
  if (objects === null) return salvaged(source);
  const found = new Map<Wanted, string>();
  for (const object of objects) {
    for (const key of WANTED) {
      const value = valueOf(object, key);
      if (value !== '' && !found.has(key)) found.set(key, value);
    }
  }
  const types = [...new Set(objects.map((object) => names(object['@type'])))].filter((type) => type !== '').join(' ');
  const told = [...found].map(([key, value]) => ({ name: `json-ld:${key}`, value }));
  return types === '' ? told : [...told, { name: 'json-ld:@type', value: types }];
}

/** Removes the comment or CDATA marks that some systems put around a script. */
function withoutWrapper(script: string): string {
  const start = /^(?:<!--|(?:\/\/)?\s*<!\[CDATA\[)/.exec(script.trimStart())?.[0] ?? '';
  const source = script.trim().slice(start.length);
  return source.replace(/(?:-->|(?:\/\/)?\]\]>|;)$/, '');
}

type Properties = Record<string, unknown>;

/** The objects of the data, including graphs and main entities, articles first; null for invalid JSON. */
function parse(source: string): readonly Properties[] | null {
  try {
    // Line breaks inside strings are the most common mistake; outside strings a space is equivalent.
    const root: unknown = JSON.parse(source.replace(/[\0-\x1f]+/g, ' '));
    const objects = flattened(root);
    return [...objects.filter(isArticle), ...objects.filter((object) => !isArticle(object))];
  } catch {
    return null;
  }
}

function flattened(root: unknown): readonly Properties[] {
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

function valueOf(object: Properties, key: Wanted): string {
  if (key === 'breadcrumb') return crumbs(object['itemListElement'] ?? object['breadcrumb']);
  if (key === 'url' && !isArticle(object)) return '';
  return names(object[key]);
}

/** A string, the `name` of an object, or several joined by commas. */
function names(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value))
    return value
      .map(nameOf)
      .filter((name) => name !== '')
      .join(',');
  return nameOf(value);
}

function nameOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return isObject(value) && typeof value['name'] === 'string' ? value['name'].trim() : '';
}

function crumbs(value: unknown): string {
  const list: unknown = isObject(value) ? value['itemListElement'] : value;
  if (!Array.isArray(list)) return '';
  return list
    .map((crumb) => nameOf(crumb) || (isObject(crumb) ? nameOf(crumb['item']) : ''))
    .filter((name) => name !== '')
    .join(' > ');
}

function isArticle(object: Properties): boolean {
  return /article|posting|report|webpage/i.test(names(object['@type']));
}

function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Salvages invalid JSON: string values that directly follow a wanted name. */
function salvaged(source: string): readonly Meta[] {
  return WANTED.flatMap((key) => {
    const match = new RegExp(`"${key}"\\s*:\\s*"([^"\\\\\\n]{1,400})"`).exec(source);
    return match?.[1] === undefined ? [] : [{ name: `json-ld:${key}`, value: match[1].trim() }];
  });
}
