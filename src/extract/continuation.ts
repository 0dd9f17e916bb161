import type { Document, PageVerdict, Source } from '../types.ts';

/** Kinds of pages that are never one of several pages of a text. */
export const WITHOUT_PAGES: ReadonlySet<PageVerdict['kind']> = new Set(['list', 'product', 'notice', 'other']);

/**
 * The file of the next page of the same text, as its link names it: a path beside the page's own if the page is stored under the
 * name it has in its address, else the address. Null without a link to a page of the same name with the next number.
 */
export function continuationOf(
  { meta }: Document,
  { path, member }: Pick<Source, 'path' | 'member'>,
  address: string | null,
  { kind }: PageVerdict,
): string | null {
  if (WITHOUT_PAGES.has(kind)) return null;
  const file = fileOf({ path, member });
  for (const { name, value } of meta) {
    const next = name === 'link:next' ? nextOf(value, file, address) : null;
    if (next !== null) return next;
  }
  return null;
}

/** The path of a document that is a file, on its own or in an archive; null for others, such as lines of a table. */
export function fileOf({ path, member }: Pick<Source, 'path' | 'member'>): string | null {
  if (member === null) return path;
  return /^(?!urn:)[^<>]*[^/]\.[a-z]\w{1,4}$/i.test(member) && !URL.canParse(member) ? member : null;
}

/** Base of the addresses of files whose own address is unknown. */
const UNKNOWN_HOST = 'http://unknown.invalid';

function nextOf(link: string, file: string | null, address: string | null): string | null {
  const stored = file?.split('/').at(-1) ?? '';
  const own = address ?? `${UNKNOWN_HOST}/${stored.replaceAll('%', '%25').replaceAll('#', '%23')}`;
  if (!URL.canParse(own) || !URL.canParse(link, own)) return null;
  const page = new URL(own);
  const next = new URL(link, own);
  const isNear = address === null || (next.host === page.host && folderOf(next) === folderOf(page));
  const beside = file === null || !isNear ? null : storedName(placeIn(next), placeIn(page), stored);
  if (file !== null && beside !== null) return file.slice(0, file.length - stored.length) + beside;
  return address === null || !isNextAddress(next, page) ? null : (next.href.split('#', 1)[0] ?? null);
}

/** The name that the next page is stored under, beside this one: its own, or with the extension that crawlers add. Null if it is not to be known. */
function storedName(next: string, page: string, stored: string): string | null {
  // The address of a later page is often stated as that of the first.
  if (follows(next, stored) && (page === stored || numbered(stored) !== null)) return next;
  const added = page !== '' && stored.startsWith(`${page}.`) ? stored.slice(page.length) : '';
  return added !== '' && follows(next, page) ? next + added : null;
}

function folderOf({ pathname }: URL): string {
  return pathname.slice(0, pathname.lastIndexOf('/'));
}

function isNextAddress(next: URL, page: URL): boolean {
  return next.host === page.host && follows(next.pathname + next.search, page.pathname + page.search);
}

/** What an address is called in its folder, decoded; with its query, as crawlers name files. */
function placeIn({ pathname, search }: URL): string {
  const place = (pathname.split('/').at(-1) ?? '') + search;
  try {
    return decodeURIComponent(place);
  } catch {
    return place;
  }
}

/** The number of a page at the end of a name: `123_2.html`, `123_02`, `123-2`, `123_p2`, `123/2/`, `123/page/2`. */
const NUMBERED = /^(.{1,200}?)(?:_p?0?|-p?|\/(?:page\/)?|-page-)([1-9]\d{0,2})$/;
/** A name that is nothing but the number of a page: `p2.html`, `page2.html`. */
const ONLY_NUMBER = /^((?:.{0,200}\/)?(?:p|page))([1-9]\d{0,2})$/i;
/** A page of a thread, in front of the page of the forum that it was opened from: `thread-100-2-1.html`. */
const THREAD = /^((?:.{0,200}\/)?thread-\d{1,12})-([1-9]\d{0,2})-\d{1,4}$/;
/** The number of a page in a query. */
const QUERIED = /([?&](?:page|p|pn|pageno|page_no|pageindex|pagenum|cp)=)([1-9]\d{0,2})(?=&|$)/i;

/** Whether a name is that of another with the next number: a page without a number is the first, whose next is 2, or 1 where they count from 0. */
function follows(next: string, page: string): boolean {
  const after = numbered(next);
  const before = numbered(page);
  if (after === null) return false;
  if (before !== null && before.name === after.name) return after.number === before.number + 1;
  return after.number <= 2 && after.name === nameOf(page);
}

/** What pages of one text have in common in their names, and the number of a page: 0 for one without. */
export function pageName(name: string): { readonly name: string; readonly number: number } {
  return numbered(name) ?? { name: nameOf(name), number: 0 };
}

/** A name without the number of its page, and the number. */
function numbered(name: string): { readonly name: string; readonly number: number } | null {
  const queried = QUERIED.exec(name);
  if (queried !== null) {
    const rest = name.slice(0, queried.index) + name.slice(queried.index + queried[0].length);
    return { name: nameOf(rest), number: Number(queried[2]) };
  }
  const own = nameOf(name);
  const [, base = '', number = ''] = THREAD.exec(own) ?? NUMBERED.exec(own) ?? ONLY_NUMBER.exec(own) ?? [];
  return base === '' ? null : { name: base, number: Number(number) };
}

/** Without the slash or extension at the end. */
function nameOf(name: string): string {
  const [path = '', query] = name.split('?', 2);
  const base = path.replace(/(?:\/|\/?\.[a-z]{2,5})$/i, '');
  return query === undefined ? base : `${base}?${query}`;
}
