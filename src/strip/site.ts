import { hashOf } from './templates/hash.ts';
import { lineKey } from './line-key.ts';
import type { Page } from './page.ts';

/** How many of its lines a page without an address is known by. */
const LINES = 6;

/**
 * The names of the site a page belongs to: its host; without an address a few of its short lines, chosen by their hashes,
 * so that pages with the same menus and footers share some. A page is told by itself alone.
 */
export function sitesOf(page: Page, url: string | null): readonly string[] {
  const host = hostOf(url);
  if (host !== null) return [host];
  const keys = new Set(page.lines.flatMap((line) => (line.prose ? [] : nameable(lineKey(line.shadow)))));
  return Array.from(keys, (key) => [hashOf(key), `#${key}`] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, LINES)
    .map(([, name]) => name);
}

function nameable(key: string): readonly string[] {
  return key.length >= 4 && key.length <= 60 ? [key] : [];
}

/** Host in lower case without a leading `www.`, or null. */
function hostOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return hostname === '' ? null : hostname.replace(/^www\./, '');
}
