import type { Document } from '../types.ts';

/** The address the page gives itself, where it is absolute. */
export function urlOf(document: Document): string | null {
  const value = (name: string): string => document.meta.find((meta) => meta.name === name)?.value.trim() ?? '';
  const url = value('link:canonical') || value('meta:og:url');
  return /^https?:\/\/\S+$/i.test(url) ? url : null;
}
