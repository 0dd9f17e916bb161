import type { Document } from '../types.ts';

/** The canonical URL that the page declares, if it is absolute; null otherwise. */
export function urlOf(document: Document): string | null {
  const value = (name: string): string => document.meta.find((meta) => meta.name === name)?.value.trim() ?? '';
  const url = value('link:canonical') || value('meta:og:url');
  return /^https?:\/\/\S+$/i.test(url) ? url : null;
}
