import { NO_FIELDS } from '../record/fields.ts';
import type { Fields } from '../record/fields.ts';
import type { Document } from '../types.ts';
import { creditsOf } from './credits/index.ts';
import { known, knownCredits, knownDate, knownKind, knownList, knownTitle } from './known.ts';
import { outletOf } from './outlet.ts';
import { publishedOf } from './published.ts';
import { sectionOf } from './section.ts';
import { headlineOf } from './title.ts';
import { urlOf } from './url.ts';

export { urlOf };

/** The fields of a document, from what came with it and, failing that, from its markup, its kept lines, its removed lines and the address it was found at. No evidence, no field. */
export function extract(document: Document, address: string | null = null): Fields {
  const headline = headlineOf(document);
  const title = knownTitle(document, headline.title) ?? headline.title;
  const section = knownList(document, 'section');
  return {
    ...NO_FIELDS,
    title: printable(title),
    kicker: printable(known(document, 'kicker') ?? headline.kicker),
    subtitle: printable(known(document, 'subtitle') ?? headline.subtitle),
    published: knownDate(document, 'published') ?? publishedOf(document, address),
    modified: knownDate(document, 'modified'),
    outlet: printable(known(document, 'outlet') ?? outletOf(document)),
    section: printableList(section.length > 0 ? section : sectionOf(document, headline.title)),
    credits: creditsOf(document, knownCredits(document)).map(({ role, names }) => ({
      role,
      names: printableList(names),
    })),
    url: printable(urlOf(document)),
    kind: knownKind(document),
    description: printable(known(document, 'description')),
    keywords: printableList(knownList(document, 'keywords')),
  };
}

function printableList(values: readonly string[]): readonly string[] {
  return values.flatMap((value) => printable(value) ?? []);
}

/** A field without control characters; null if nothing else is in it. */
function printable(value: string | null): string | null {
  const text = value?.replace(/\p{Cc}+/gu, '').trim() ?? '';
  return text === '' ? null : text;
}
