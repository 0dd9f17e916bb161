import { isObject } from '../../text/is-object.ts';
import type { Values } from '../content.ts';

/** Position of the text of a document in a JSON value. */
export interface TextPlace {
  readonly path: readonly string[];
  readonly text: string;
  /** The objects on the path to it, innermost first. */
  readonly about: readonly Values[];
}

const words = (list: string): readonly string[] => list.split(' ');

/** Names of text fields, most reliable first; compared by `plainKey`. */
const NAMES: readonly (readonly string[])[] = [
  words(
    'text content body articlebody contenthtml htmlcontent html article fulltext maintext contenttext 正文 内容 文本 paragraphs 段落',
  ),
  words('review comment sentence 评论 评价 句子'),
  words('description desc summary abstract digest 摘要'),
];
/** A text of something: 微博正文, 评论内容. */
const QUALIFIED = /\p{Script=Han}(?:正文|内容)$/u;
/** Keys of the string in an object that stands for a string: `content: { rendered: '…' }`. */
const HOLDERS = words('rendered html text value content raw plain _text #text $t');
/** Keys in which responses wrap documents, most reliable first. */
const WRAPPERS = words(
  'data result results response items list articles article rows records posts post docs documents entries item news hits source value page pages d',
);
/** Maximum depth of documents in a response. */
const MAX_DEPTH = 5;

/** Normalizes a key for comparison. */
export function plainKey(key: string): string {
  return key.toLowerCase().replace(/[_\-\s.:]/g, '');
}

/** Key of the string that an object stands for; null if there is none. */
function holderIn(value: unknown): string | null {
  if (!isObject(value)) return null;
  return HOLDERS.find((key) => Object.hasOwn(value, key) && typeof value[key] === 'string') ?? null;
}

/** The string that an object stands for; any other value unchanged. */
export function heldString(value: unknown): unknown {
  const key = holderIn(value);
  return key === null || !isObject(value) ? value : value[key];
}

/** Keys of the text in each of a list of paragraphs. */
const IN_PARAGRAPHS = words('text 内容 content');
/** Names of a list of paragraphs, which hold no documents of their own. */
const PARAGRAPHS: ReadonlySet<string> = new Set(words('paragraphs 段落'));

/** A list of strings, or of paragraphs that are objects, as one text; null for all else. */
function joinedList(list: readonly unknown[], key: string): string | null {
  if (list.length === 0) return null;
  const texts = list.map((item) => {
    if (typeof item === 'string' || !isObject(item) || !PARAGRAPHS.has(plainKey(key))) return item;
    return item[IN_PARAGRAPHS.find((name) => typeof item[name] === 'string') ?? ''];
  });
  return texts.every((text) => typeof text === 'string') ? texts.join('\n') : null;
}

/** A string, a list of paragraphs, or the string an object stands for, as the text of a document. */
function placeAt(value: Values, key: string): TextPlace | null {
  const held = value[key];
  if (typeof held === 'string') return { path: [key], text: held, about: [value] };
  const joined = Array.isArray(held) ? joinedList(held, key) : null;
  if (joined !== null) return { path: [key], text: joined, about: [value] };
  const holder = holderIn(held);
  if (holder === null || !isObject(held)) return null;
  return { path: [key, holder], text: String(held[holder]), about: [held, value] };
}

/** Finds the text of one document: at `wanted`, or under the usual names. Null if there is none. */
export function findText(value: unknown, wanted: string | null): TextPlace | null {
  if (wanted !== null) return textAt(value, wanted);
  for (const names of NAMES) {
    const place = search(value, names, 0);
    if (place !== null) return place;
  }
  return null;
}

/** Name of the column with the documents: `wanted`, or the first with a usual name. Null if there is none. */
export function textColumn(names: readonly string[], wanted: string | null): string | null {
  if (wanted !== null) return names.includes(wanted) ? wanted : null;
  const row = Object.fromEntries(names.map((name) => [name, name]));
  return findText(row, null)?.text ?? null;
}

/** The string at a path. An exact key with dots is preferred; in an item of a list, the end of the path suffices. */
function textAt(value: unknown, wanted: string): TextPlace | null {
  const steps = wanted.split('.');
  for (let from = 0; from < steps.length; from++) {
    const place = along(value, steps.slice(from));
    if (place !== null) return place;
  }
  return null;
}

function along(value: unknown, steps: readonly string[]): TextPlace | null {
  if (!isObject(value)) return null;
  for (let length = steps.length; length > 0; length--) {
    const key = steps.slice(0, length).join('.');
    if (!Object.hasOwn(value, key)) continue;
    const held = value[key];
    if (length === steps.length) return placeAt(value, key);
    const inner = along(held, steps.slice(length));
    if (inner !== null) return { ...inner, path: [key, ...inner.path], about: [...inner.about, value] };
  }
  return null;
}

/** Prefers own texts to those of nested objects, and a blank text to none. */
function search(value: unknown, names: readonly string[], depth: number): TextPlace | null {
  if (!isObject(value) || depth > MAX_DEPTH) return null;
  const keys = Object.keys(value);
  const exact = names.flatMap((name) => keys.filter((key) => plainKey(key) === name));
  const named = exact.length > 0 || names !== NAMES[0] ? exact : keys.filter((key) => QUALIFIED.test(key));
  const places = named.map((key) => placeAt(value, key)).filter((place) => place !== null);
  places.sort((a, b) => a.path.length - b.path.length);
  const own = places.find(({ text }) => text.trim() !== '');
  if (own !== undefined) return own;
  for (const key of inWrappers(keys)) {
    const inner = search(value[key], names, depth + 1);
    if (inner !== null && inner.text.trim() !== '')
      return { ...inner, path: [key, ...inner.path], about: [...inner.about, value] };
  }
  return places[0] ?? null;
}

/** The keys that may wrap documents, most reliable first. */
export function inWrappers(keys: readonly string[]): readonly string[] {
  return WRAPPERS.flatMap((name) => keys.filter((key) => plainKey(key) === name));
}

/** The value without the entry at a path. */
export function without(value: Values, [key = '', ...rest]: readonly string[]): Values {
  const { [key]: held, ...others } = value;
  if (rest.length === 0 || !isObject(held)) return others;
  const inner = without(held, rest);
  return Object.keys(inner).length === 0 ? others : { ...value, [key]: inner };
}
