import type { MarkupNode } from '../../types.ts';
import { decodeHTMLAttribute } from './entities.ts';
import type { OpenElement } from './open-elements.ts';
import type { Tag } from './tokenizer.ts';

/** Attributes that say what an element is for. */
const NAMING = ['class', 'id', 'itemprop', 'itemtype', 'rel'];
/** Attributes that may state a value that is displayed in another form. */
const STATED = ['datetime', 'title', 'content'];
/** Maximum length of a value, in UTF-16 units. */
const MAX_STATED_UNITS = 60;
/** Addresses of the pages of users. */
const USER_PAGE =
  /[/?&](?:people|users?|u|members?|member\.php|profile(?:\.php)?|space(?:\.php|-uid)?|uid|author|home\/main|author_main)(?:[/=?-]|$)|\/@[^/]+$|mod=space/i;

/** Makes the nodes of opened elements, numbered in document order. */
export interface NodeRecorder {
  readonly nodeOf: (tag: Tag, parent: OpenElement | null) => MarkupNode;
  /** Takes an item of microdata that is not displayed. */
  readonly note: (tag: Tag, parent: OpenElement | null) => void;
}

export function nodeRecorder(): NodeRecorder {
  let number = 0;
  return { nodeOf: (tag, parent) => nodeOf(tag, parent, ++number), note };
}

function nodeOf(tag: Tag, parent: OpenElement | null, number: number): MarkupNode {
  const naming = valuesOf(tag, NAMING).join(' ').toLowerCase();
  const isUser = tag.name === 'a' && USER_PAGE.test(tag.attribute('href') ?? '');
  return {
    number,
    name: tag.name,
    naming: isUser ? `${naming} user-page`.trimStart() : naming,
    stated: valuesOf(tag, STATED).find(({ length }) => length <= MAX_STATED_UNITS) ?? null,
    told: {},
    parent: parent?.node ?? null,
  };
}

/** Ancestors in which the item that a property belongs to is searched. */
const MAX_LEVELS = 4;

function note(tag: Tag, parent: OpenElement | null): void {
  const property = tag.attribute('itemprop')?.toLowerCase();
  const [value] = valuesOf(tag, ['content']);
  if (property === undefined || value === undefined || value.length > MAX_STATED_UNITS) return;
  const isName = property === 'name';
  if (!isName && property !== 'datecreated' && property !== 'datepublished') return;
  let node = parent?.node ?? null;
  if (isName && node?.naming.includes('author') !== true) return;
  if (isName) node = node?.parent ?? null;
  for (let level = 0; node !== null && level < MAX_LEVELS; level++, node = node.parent) {
    if (!node.naming.includes('schema.org/')) continue;
    if (isName) node.told.author ??= value;
    else node.told.date ??= value;
    return;
  }
}

function valuesOf(tag: Tag, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const value = tag.attribute(name)?.trim() ?? '';
    return value === '' ? [] : [decodeHTMLAttribute(value)];
  });
}
