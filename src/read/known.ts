import { shadowOf } from '../text/match-form.ts';
import { isPersonName } from '../text/surnames.ts';
import type { Meta } from '../types.ts';
import { isObject } from './content.ts';
import type { Values } from './content.ts';
import { decodeHTML } from './html/entities.ts';
import { heldString, plainKey } from './json/text-field.ts';

const words = (list: string): readonly string[] => list.split(' ');

/** A field of the record that may come with a document. */
interface KnownField {
  /** What others call it, the surest first; compared without `_`, `-`, `.`, `:` and in lower case. */
  readonly names: readonly string[];
  /** What can be taken of a value; empty where its type is wrong or it says nothing. */
  readonly read: (value: unknown) => readonly string[];
}

/** The fields that metadata may give, by the names others give them. */
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

/** Names that say where the document can be found. */
const URL_NAMES = words(
  'url link href permalink canonicalurl sourceurl articleurl pageurl originalurl newsurl 链接 网址',
);

/** What may be named in `FieldNames`. */
export const KNOWN_FIELDS: readonly string[] = [...Object.keys(KNOWN), 'url'];

/** What somebody calls fields of the record: our name to theirs, a key or keys parted by dots. */
export type FieldNames = Readonly<Record<string, string>>;

/** What comes with a document, as metadata for strip and extract: `known:title`, `known:published`, `known:credit:作者` … */
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
      // A date may turn out to be none: then the next is asked.
      if (taken.length > 0 && read !== moment) break;
    }
  }
  return found;
}

/** The address that comes with a document, or null. */
export function knownUrl(about: readonly Values[], fieldNames: FieldNames): string | null {
  if (about.length === 0) return null;
  for (const value of valuesOf(about, about.map(byPlainKey), fieldNames['url'], URL_NAMES))
    if (typeof value === 'string' && /^https?:\/\/\S{1,4000}$/i.test(value.trim())) return value.trim();
  return null;
}

function byPlainKey(values: Values): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const key of Object.keys(values)) if (!keys.has(plainKey(key))) keys.set(plainKey(key), key);
  return keys;
}

/** Values to be asked, the surest first: what the person named, then the usual names, in the nearest object first. */
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

/** An exact key with dots wins. */
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

/** Longest headline or name of anything. */
const LONGEST = 300;
/** What stands where nothing is known. */
const NOTHING = /^(?:null|none|undefined|nan|n\/a|unknown|untitled|无|暂无|未知|不详|-+|\.+)$/i;
const TAG = /<\/?(?:em|[bip]|strong|font|span|mark|br)\b[^<>]{0,200}>/gi;

/** References of HTML as they stand in titles of answers and exports. */
const REFERENCE = /&(?:[a-z]{2,8}\d{0,2}|#\d{1,7}|#x[\da-f]{1,6});/gi;

function line(held: unknown): readonly string[] {
  const value = heldString(held);
  if (typeof value !== 'string' || value.length > 2 * LONGEST) return [];
  const text = value.replace(TAG, '').replace(REFERENCE, decodeHTML).replace(/\s+/g, ' ').trim();
  const says =
    text.length <= LONGEST && /[\p{L}\p{N}]/u.test(text) && !NOTHING.test(text) && !/^https?:\/\//i.test(text);
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
  return /[\p{L}\p{N}]/u.test(text) && !NOTHING.test(text) ? [text] : [];
}

/** Not yet known to be a date: `extract` reads it. */
function moment(held: unknown): readonly string[] {
  const value = heldString(held);
  if (typeof value === 'number' || typeof value === 'bigint') return [String(value)];
  return typeof value === 'string' && value.length <= 60 && /\d/.test(value) ? [value.trim()] : [];
}

/** The name in an object that has one. */
function nameIn(value: unknown): unknown {
  if (!isObject(value)) return value;
  return value['name'] ?? value['title'] ?? value['nickname'] ?? value['screen_name'] ?? heldString(value);
}

/** A publication; not the name of a data set or a file. */
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

/** Names parted by spaces, where each of them is a name. */
function apart(text: string): readonly string[] {
  const names = text.trim().split(' ');
  return names.length > 1 && names.every((name) => isPersonName(shadowOf(name))) ? names : [text];
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

/** Credits as a record of ours holds them. */
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
