import { isObject } from '../../text/is-object.ts';
import type { Values } from '../content.ts';
import { conversationText } from './conversation.ts';
import { plainKey } from './plain-key.ts';

/** Position of the text of a document in a JSON value. */
export interface TextPlace {
  readonly path: readonly string[];
  readonly text: string;
  /** Set if it was put together from values that say more than it, such as who speaks: they are metadata, too. */
  readonly joined?: 'paragraphs' | 'runs' | 'turns';
  /** The objects on the path to it, innermost first. */
  readonly about: readonly Values[];
}

const words = (list: string): readonly string[] => list.split(' ');

/** Names of text fields, most reliable first; compared by `plainKey`. */
const BODIES = words(
  'text content body articlebody contenthtml htmlcontent html article fulltext maintext contenttext 正文 内容 文本 paragraphs 段落 newscontent articlecontent postcontent newstext articletext posttext newsbody postbody bodytext bodyhtml textcontent rawcontent cleantext cleanedtext selftext extract cooked contents strcontent',
);
const OPINIONS = words('review comment sentence 评论 评价 句子');
const PASSAGES = words('context contexttext passage explanation 解释 释义');
const DESCRIPTIONS = words('description desc summary abstract digest 摘要');
/** A text of something: 微博正文, 评论内容. */
const QUALIFIED = /\p{Script=Han}(?:正文|内容)$/u;
/** Keys of the string in an object that stands for a string: `content: { rendered: '…' }`. */
const HOLDERS = words('rendered html text value content message raw plain _text #text $t *');
/** Keys in which responses wrap documents, most reliable first. */
const WRAPPERS = words(
  'data result results response items list articles article rows records posts post docs documents entries item news hits source value page pages d doc query parse mblog tweet note notecard aweme target',
);
/** Maximum depth of documents in a response. */
const MAX_DEPTH = 5;

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
const IN_PARAGRAPHS = words('text 内容 content context');
/** Names of a list of paragraphs, which hold no documents of their own. */
const PARAGRAPHS: ReadonlySet<string> = new Set(words('paragraphs 段落'));

/** What a piece of a message is said to be in exports of Telegram. */
const RUNS: ReadonlySet<unknown> = new Set(
  words(
    'plain link text_link bold italic underline strikethrough code pre mention mention_name hashtag cashtag bot_command email phone bank_card spoiler custom_emoji blockquote expandable_blockquote unknown',
  ),
);

/** The pieces of one running text, strings among objects with a type and a text; null for all else. */
function runsIn(list: readonly unknown[]): string | null {
  const texts = list.map((run) => (isObject(run) && RUNS.has(run['type']) ? run['text'] : run));
  return texts.every((text) => typeof text === 'string') && list.some(isObject) ? texts.join('') : null;
}

/** A list of strings, or of paragraphs or pieces that are objects, as one text; null for all else. */
function joinedList(list: readonly unknown[], key: string): Pick<TextPlace, 'text' | 'joined'> | null {
  if (list.length === 0) return null;
  const runs = runsIn(list);
  if (runs !== null) return { text: runs, joined: 'runs' };
  const texts = list.map((item) => {
    if (typeof item === 'string' || !isObject(item) || !PARAGRAPHS.has(plainKey(key))) return item;
    return item[IN_PARAGRAPHS.find((name) => typeof item[name] === 'string') ?? ''];
  });
  const saysMore = list.some((item) => isObject(item) && Object.keys(item).length > 1);
  if (texts.every((text) => typeof text === 'string'))
    return { text: texts.join('\n'), ...(saysMore ? { joined: 'paragraphs' } : {}) };
  const said = conversationText({ messages: list });
  return said === null ? null : { text: said, joined: 'turns' };
}

/** A string, a list of paragraphs or turns, or the string an object stands for, as the text of a document. */
function placeAt(value: Values, key: string): TextPlace | null {
  const held = value[key];
  if (typeof held === 'string') return { path: [key], text: held, about: [value] };
  const joined = Array.isArray(held) ? joinedList(held, key) : null;
  if (joined !== null) return { path: [key], ...joined, about: [value] };
  const holder = holderIn(held);
  if (holder === null || !isObject(held)) return null;
  return { path: [key, holder], text: String(held[holder]), about: [held, value] };
}

/** Finds the text of one document: at `wanted`, or under the usual names. Null if there is none. */
export function findText(value: unknown, wanted: string | null): TextPlace | null {
  if (wanted !== null) return textAt(value, wanted);
  for (const finder of FINDERS) {
    const place = search(value, finder, 0);
    if (place !== null) return place;
  }
  return null;
}

/** Finds the texts that an object holds by itself. */
type Finder = (value: Values) => readonly TextPlace[];

/** Where a text is looked for, most reliable first. */
const FINDERS: readonly Finder[] = [
  (value) => {
    const exact = keysOf(value, BODIES);
    return placesAt(value, exact.length > 0 ? exact : Object.keys(value).filter((key) => QUALIFIED.test(key)));
  },
  (value) => {
    const text = conversationText(value);
    return text === null ? [] : [{ path: [], text, joined: 'turns', about: [value] }];
  },
  (value) => placesAt(value, keysOf(value, OPINIONS)),
  (value) => placesAt(value, keysOf(value, PASSAGES)),
  (value) => placesAt(value, keysOf(value, DESCRIPTIONS)),
];

function placesAt(value: Values, keys: readonly string[]): readonly TextPlace[] {
  return keys.map((key) => placeAt(value, key)).filter((place) => place !== null);
}

/** The keys of a value that have one of these names, in the order of the names. */
function keysOf(value: Values, names: readonly string[]): readonly string[] {
  const keys = Object.keys(value);
  return names.flatMap((name) => keys.filter((key) => plainKey(key) === name));
}

/** Name of the column with the documents: `wanted`, or the first with a usual name. Null if there is none. */
export function textColumn(names: readonly string[], wanted: string | null): string | null {
  if (wanted !== null) return names.includes(wanted) ? wanted : null;
  const row = Object.fromEntries(names.map((name) => [name, name]));
  const place = findText(row, null);
  return place?.joined === undefined ? (place?.text ?? null) : null;
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
function search(value: unknown, find: Finder, depth: number): TextPlace | null {
  if (!isObject(value) || depth > MAX_DEPTH) return null;
  const places = [...find(value)].sort((a, b) => a.path.length - b.path.length);
  const own = places.find(({ text }) => text.trim() !== '');
  if (own !== undefined) return own;
  for (const key of inWrappers(Object.keys(value))) {
    const inner = search(value[key], find, depth + 1);
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
