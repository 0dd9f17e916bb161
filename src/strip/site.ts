import { hashOf } from './templates/hash.ts';
import { lineKey } from './line-key.ts';
import type { Page } from './page.ts';

/** Number of lines that identify the site of a page without a URL. */
const SITE_LINES = 6;

/**
 * Names of the site of a page: its host or, without a URL, the keys of a few short non-prose lines, prefixed with `#`. Lines
 * are chosen by hash, so that pages with the same menus and footers share some. Depends on this page alone.
 */
export function sitesOf(page: Page, url: string | null): readonly string[] {
  const host = hostOf(url);
  if (host !== null) return [host];
  const keys = new Set(page.lines.flatMap((line) => (line.prose ? [] : usableKeys(lineKey(line.matchForm)))));
  return Array.from(keys, (key) => [hashOf(key), `#${key}`] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, SITE_LINES)
    .map(([, name]) => name);
}

function usableKeys(key: string): readonly string[] {
  return key.length >= 4 && key.length <= 60 ? [key] : [];
}

/** Host in lower case without a leading `www.`, or null. */
function hostOf(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return hostname === '' ? null : hostname.replace(/^www\./, '');
}
