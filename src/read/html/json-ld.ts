import type { Meta } from '../../types.ts';
import { postsIn } from './json-ld-posts.ts';
import { isObject } from '../../text/is-object.ts';
import { flattened, nameOf } from './linked-data.ts';
import type { Properties } from './linked-data.ts';

/** Properties that are returned, as `json-ld:<name>`. */
const WANTED = ['headline', 'datePublished', 'dateModified', 'author', 'publisher', 'url', 'breadcrumb'] as const;
type Wanted = (typeof WANTED)[number];

/** Metadata in JSON-LD (schema.org), each property once, with those of articles preferred. Broken JSON yields what can be salvaged. `posts`: those that it states too. */
export function readJsonLd(script: string, posts = false): readonly Meta[] {
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
  const typed = types === '' ? told : [...told, { name: 'json-ld:@type', value: types }];
  return posts ? [...typed, ...postsIn(objects)] : typed;
}

/** Removes the comment or CDATA marks that some systems put around a script. */
function withoutWrapper(script: string): string {
  const start = /^(?:<!--|(?:\/\/)?\s*<!\[CDATA\[)/.exec(script.trimStart())?.[0] ?? '';
  const source = script.trim().slice(start.length);
  return source.replace(/(?:-->|(?:\/\/)?\]\]>|;)$/, '');
}

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

/** Salvages invalid JSON: string values that directly follow a wanted name. */
function salvaged(source: string): readonly Meta[] {
  return WANTED.flatMap((key) => {
    const match = new RegExp(`"${key}"\\s*:\\s*"([^"\\\\\\n]{1,400})"`).exec(source);
    return match?.[1] === undefined ? [] : [{ name: `json-ld:${key}`, value: match[1].trim() }];
  });
}
