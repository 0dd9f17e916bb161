import { matchFormOf } from '../text/match-form.ts';
import { isPersonName } from '../text/surnames.ts';
import type { Meta } from '../types.ts';
import { isObject } from '../text/is-object.ts';
import type { Values } from './content.ts';
import { decodeHTML } from './html/entities.ts';
import { plainKey } from './json/plain-key.ts';
import { heldString } from './json/text-field.ts';

const words = (list: string): readonly string[] => list.split(' ');

/** A record field that may come with a document. */
interface KnownField {
  /** Its names in metadata, most reliable first; compared by `plainKey`. */
  readonly names: readonly string[];
  /** Reads a value; empty if its type is wrong or it carries no information. */
  readonly read: (value: unknown) => readonly string[];
}

/** Record fields that metadata may provide. */
const KNOWN: Readonly<Record<string, KnownField>> = {
  title: { names: words('title headline articletitle posttitle newstitle 标题 標題'), read: line },
  kicker: { names: words('kicker 引题'), read: line },
  subtitle: { names: words('subtitle subheadline 副标题 副题'), read: line },
  published: {
    names: words(
      'published publishedat publishedtime datepublished publishdate publishtime publishat pubdate pubtime articlepublishedtime ptime date posttime postdate postedat releasedate releasetime time dcdate issued createdat createtime createdate created ctime 发布时间 发布日期 发表时间 日期 时间',
    ),
    read: moment,
  },
  modified: {
    names: words(
      'modified modifiedat datemodified lastmodified updated updatedat updatetime updatedate lastupdated lastmod mtime 更新时间 修改时间',
    ),
    read: moment,
  },
  outlet: {
    names: words(
      'outlet publisher media medianame sourcename newssource source sitename site website 来源 出处 feedtitle',
    ),
    read: outlet,
  },
  section: {
    names: words('section breadcrumb breadcrumbs category categories channel channelname 栏目 频道'),
    read: steps,
  },
  author: {
    names: words('author authors byline creator dccreator authorname writer writers 作者'),
    read: people,
  },
  kind: { names: ['kind'], read: line },
  description: {
    names: words('description desc summary abstract excerpt digest intro brief 摘要 简介'),
    read: paragraph,
  },
  keywords: { names: words('keywords keyword tags tag taglist 关键词 标签'), read: labels },
};

/** Names of the URL of a document. */
const URL_NAMES = words(
  'url link href permalink canonicalurl sourceurl articleurl pageurl originalurl newsurl 链接 网址',
);

/** Field names allowed in `FieldNames`. */
export const KNOWN_FIELDS: readonly string[] = [...Object.keys(KNOWN), 'url'];

/** Names of record fields in the input: record field to a key or dotted path. */
export type FieldNames = Readonly<Record<string, string>>;

/** Metadata that came with a document, for strip and extract: `known:title`, `known:published`, `known:credit:作者` … */
export function knownMeta(about: readonly Values[], fieldNames: FieldNames): readonly Meta[] {
  if (about.length === 0) return [];
  const keys = about.map(byPlainKey);
  const found: Meta[] = ownCredits(about);
  const credited = found.length > 0;
  for (const [field, { names, read }] of Object.entries(KNOWN)) {
    if (field === 'author' && credited) continue;
    for (const value of valuesOf(about, keys, fieldNames[field], names)) {
      const taken = read(value);
      for (const text of taken)
        found.push({ name: field === 'author' ? 'known:credit:作者' : `known:${field}`, value: text });
      // Further dates are kept in case this one turns out to be invalid.
      if (taken.length > 0 && read !== moment) break;
    }
  }
  return found;
}

/** The URL that came with a document, or null. */
export function knownUrl(about: readonly Values[], fieldNames: FieldNames): string | null {
  if (about.length === 0) return null;
  for (const value of valuesOf(about, about.map(byPlainKey), fieldNames['url'], URL_NAMES))
    if (typeof value === 'string' && /^https?:\/\/\S{1,4000}$/i.test(value.trim())) return value.trim();
  return null;
}

/** The value of a field as text, for the record's id; null if there is none. */
export function idIn(about: readonly Values[], field: string | undefined): string | null {
  if (field === undefined) return null;
  for (const object of about) {
    const value = at(object, field.split('.'));
    if (typeof value === 'number' || typeof value === 'bigint') return String(value);
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}

function byPlainKey(values: Values): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const key of Object.keys(values)) if (!keys.has(plainKey(key))) keys.set(plainKey(key), key);
  return keys;
}

/** Yields candidate values, most reliable first: the name set by the user, then the usual names, nearest object first. */
function* valuesOf(
  about: readonly Values[],
  keys: readonly ReadonlyMap<string, string>[],
  theirs: string | undefined,
  names: readonly string[],
): Generator {
  if (theirs !== undefined) for (const values of about) yield at(values, theirs.split('.'));
  for (const [index, values] of about.entries()) {
    for (const name of names) {
      const key = keys[index]?.get(name);
      if (key !== undefined) yield values[key];
    }
  }
}

/** The value at a path; an exact key with dots is preferred. */
function at(value: unknown, path: readonly string[]): unknown {
  if (path.length === 0) return value;
  if (!isObject(value)) return undefined;
  for (let length = path.length; length > 0; length--) {
    const key = path.slice(0, length).join('.');
    const held = Object.hasOwn(value, key) ? at(value[key], path.slice(length)) : undefined;
    if (held !== undefined) return held;
  }
  return undefined;
}

/** Maximum length of a headline or name, in UTF-16 units. */
const MAX_LINE_UNITS = 300;
/** Placeholders for unknown values. */
const PLACEHOLDER = /^(?:null|none|undefined|nan|n\/a|unknown|untitled|无|暂无|未知|不详|-+|\.+)$/i;
const TAG = /<\/?(?:em|[bip]|strong|font|span|mark|br)\b[^<>]{0,200}>/gi;

/** HTML character references, as found in titles of responses and exports. */
const REFERENCE = /&(?:[a-z]{2,8}\d{0,2}|#\d{1,7}|#x[\da-f]{1,6});/gi;

function line(held: unknown): readonly string[] {
  const value = heldString(held);
  if (typeof value !== 'string' || value.length > 2 * MAX_LINE_UNITS) return [];
  const text = value.replace(TAG, '').replace(REFERENCE, decodeHTML).replace(/\s+/g, ' ').trim();
  const says =
    text.length <= MAX_LINE_UNITS &&
    /[\p{L}\p{N}]/u.test(text) &&
    !PLACEHOLDER.test(text) &&
    !/^https?:\/\//i.test(text);
  return says ? [text] : [];
}

function paragraph(held: unknown): readonly string[] {
  const value = heldString(held);
  if (typeof value !== 'string' || value.length > 20_000) return [];
  const text = value
    .replace(/<[^<>]{1,300}>/g, ' ')
    .replace(REFERENCE, decodeHTML)
    .replace(/\s+/g, ' ')
    .trim();
  return /[\p{L}\p{N}]/u.test(text) && !PLACEHOLDER.test(text) ? [text] : [];
}

/** Not yet validated as a date; `extract` parses it. */
function moment(held: unknown): readonly string[] {
  const value = heldString(held);
  if (typeof value === 'number' || typeof value === 'bigint') return [String(value)];
  return typeof value === 'string' && value.length <= 60 && /\d/.test(value) ? [value.trim()] : [];
}

/** The name in an object, if it has one; other values unchanged. */
function nameIn(value: unknown): unknown {
  if (!isObject(value)) return value;
  return value['name'] ?? value['title'] ?? value['nickname'] ?? value['screen_name'] ?? heldString(value);
}

/** The name of a publication, as opposed to a data set or a file. */
function outlet(value: unknown): readonly string[] {
  return line(nameIn(value)).filter(
    (name) =>
      name.length >= 2 && name.length <= 40 && /[\p{Script=Han}A-Z]/u.test(name) && !/[_/\\]|\.\w{1,8}$/.test(name),
  );
}

const MOST_PEOPLE = 20;

function people(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return list
    .slice(0, MOST_PEOPLE)
    .flatMap((item) => line(nameIn(item)))
    .flatMap((text) => namesIn(text))
    .filter((name, index, all) => all.indexOf(name) === index)
    .slice(0, MOST_PEOPLE);
}

/** `作者：张三 李四`, `a@b.cn (张三)`. */
function namesIn(text: string): readonly string[] {
  const mail = /^[^\s()]{1,100}@[^\s()]{1,100}\s?\(([^()]{1,60})\)$/.exec(text)?.[1] ?? text;
  const bare = mail.replace(/^(?:作者|文|撰文|記者|记者|by)\s?[:：/]\s?/i, '');
  if (bare.includes('@')) return [];
  const pieces = bare.split(/\s?[、,，;；/|&]\s?|\sand\s/).flatMap(apart);
  return pieces.map((name) => name.trim()).filter((name) => /\p{L}/u.test(name) && name.length <= 40);
}

/** Splits names at spaces if every piece is a personal name. */
function apart(text: string): readonly string[] {
  const names = text.trim().split(' ');
  return names.length > 1 && names.every((name) => isPersonName(matchFormOf(name))) ? names : [text];
}

const MOST_LABELS = 100;

function labels(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? (value as readonly unknown[]).map(nameIn) : partsOf(value, /[,，、;；|\n\t]/);
  return [...new Set(list.flatMap((item) => line(item)))].filter((label) => label.length <= 60).slice(0, MOST_LABELS);
}

function steps(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? (value as readonly unknown[]).map(nameIn) : partsOf(nameIn(value), /[>»›|/]/);
  return list
    .flatMap((item) => line(item))
    .filter((step) => step.length <= 60)
    .slice(0, 10);
}

function partsOf(value: unknown, separator: RegExp): readonly string[] {
  return typeof value === 'string' && value.length <= 10_000 ? value.split(separator) : [];
}

/** Credits in the form of our own records. */
function ownCredits(about: readonly Values[]): Meta[] {
  const list = about.map((values) => values['credits']).find(Array.isArray) as readonly unknown[] | undefined;
  return (list ?? []).slice(0, MOST_PEOPLE).flatMap((credit) => {
    if (!isObject(credit) || typeof credit['role'] !== 'string' || !Array.isArray(credit['names'])) return [];
    const { role } = credit;
    if (!/^\p{Script=Han}{1,10}$/u.test(role)) return [];
    return (credit['names'] as readonly unknown[])
      .slice(0, MOST_PEOPLE)
      .flatMap((name) => line(name))
      .map((value) => ({ name: `known:credit:${role}`, value }));
  });
}
