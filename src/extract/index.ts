import { NO_FIELDS } from '../record/fields.ts';
import type { Fields } from '../record/fields.ts';
import type { Document } from '../types.ts';
import { creditsOf } from './credits/index.ts';
import { outletOf } from './outlet.ts';
import { publishedOf } from './published.ts';
import { sectionOf } from './section.ts';
import { headlineOf } from './title.ts';
import { urlOf } from './url.ts';

export { urlOf };

/** The fields of a document, from its markup, its kept lines, its removed lines and the address it was found at. No evidence, no field. */
export function extract(document: Document, address: string | null = null): Fields {
  const headline = headlineOf(document);
  return {
    ...NO_FIELDS,
    title: printable(headline.title),
    kicker: printable(headline.kicker),
    subtitle: printable(headline.subtitle),
    published: publishedOf(document, address),
    outlet: printable(outletOf(document)),
    section: sectionOf(document, headline.title).flatMap((step) => printable(step) ?? []),
    credits: creditsOf(document).map(({ role, names }) => ({
      role,
      names: names.flatMap((name) => printable(name) ?? []),
    })),
    url: printable(urlOf(document)),
  };
}

/** A field without control characters; null if nothing else is in it. */
function printable(value: string | null): string | null {
  const text = value?.replace(/\p{Cc}+/gu, '').trim() ?? '';
  return text === '' ? null : text;
}
