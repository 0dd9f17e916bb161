import type { Fields } from '../record/fields.ts';
import { PAGE_KINDS } from '../page-kinds.ts';
import type { Credit, Document } from '../types.ts';
import { headlineKey, headlineParts } from '../text/page-title.ts';
import { dateIn, numericDate } from '../text/date.ts';
import { zoneOfPage } from './zone.ts';

/** Values of a known field, which came with the document, in order. */
function valuesOf({ meta }: Document, field: string): readonly string[] {
  const name = `known:${field}`;
  return meta.filter((item) => item.name === name).map(({ value }) => value);
}

/** The first value of a known field, or null. */
export function known(document: Document, field: string): string | null {
  return valuesOf(document, field)[0] ?? null;
}

/** All values of a known field. */
export function knownList(document: Document, field: string): readonly string[] {
  return valuesOf(document, field);
}

/** The known title, or the printed one if that is the known title without site and channel. */
export function knownTitle(document: Document, printed: string | null): string | null {
  const title = known(document, 'title');
  if (title === null || printed === null) return title;
  const [, first = ''] = headlineParts(title);
  return headlineKey(first) === headlineKey(printed) ? printed : title;
}

/** The first value of a known field that is a date, in ISO 8601; null if there is none. */
export function knownDate(document: Document, field: string): string | null {
  const zone = zoneOfPage(document);
  for (const value of valuesOf(document, field)) {
    const date = numericDate(value, zone) ?? dateIn(value, zone);
    if (date !== null) return date;
  }
  return null;
}

export function knownKind(document: Document): Fields['kind'] {
  const kind = known(document, 'kind');
  return kind !== null && Object.hasOwn(PAGE_KINDS, kind) ? (kind as Fields['kind']) : null;
}

const CREDIT = 'known:credit:';

/** The known credits, by role. */
export function knownCredits({ meta }: Document): readonly Credit[] {
  const byRole = new Map<string, string[]>();
  for (const { name, value } of meta) {
    if (!name.startsWith(CREDIT)) continue;
    const role = name.slice(CREDIT.length);
    byRole.set(role, [...(byRole.get(role) ?? []), value]);
  }
  return [...byRole].map(([role, names]) => ({ role, names }));
}
