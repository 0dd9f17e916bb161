import type { Document, Fields } from '../types.ts';
import { creditsOf } from './credits.ts';
import { outletOf } from './outlet.ts';
import { publishedOf } from './published.ts';
import { sectionOf } from './section.ts';
import { headlineOf } from './title.ts';
import { urlOf } from './url.ts';

/** The fields of a document, from its markup, its kept lines and its removed lines. No evidence, no field. */
export function extract(document: Document): Fields {
  const headline = headlineOf(document);
  return {
    ...headline,
    published: publishedOf(document),
    outlet: outletOf(document),
    section: sectionOf(document, headline.title),
    credits: creditsOf(document),
    url: urlOf(document),
  };
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
