import { NO_FIELDS } from '../record/fields.ts';
import type { Fields } from '../record/fields.ts';
import type { Document, PageVerdict } from '../types.ts';
import { withoutStuffedWords, withoutStuffing } from '../text/stuffing.ts';
import { creditsOf } from './credits/index.ts';
import { known, knownCredits, knownDate, knownKind, knownList, knownTitle } from './known.ts';
import { modifiedOf } from './modified.ts';
import { outletOf } from './outlet.ts';
import { datesNear, publishedOf } from './published.ts';
import { sectionOf } from './section.ts';
import { descriptionOf, keywordsOf } from './summary.ts';
import { headlineOf, pageNameOf } from './title.ts';
import { urlOf } from './url.ts';

export { continuationOf, fileOf, pageName, WITHOUT_PAGES } from './continuation.ts';
export { urlOf };

/** Verdict on a page without evidence. */
const UNKNOWN: PageVerdict = { article: true, kind: null };

/**
 * The fields of a document, from what came with it and, failing that, from its markup, its kept lines, its removed lines and the
 * address it was found at. No evidence, no field. On a page without an article, what its lines say belongs to other pages and is ignored.
 */
export function extract(document: Document, address: string | null = null, verdict: PageVerdict = UNKNOWN): Fields {
  const kind = knownKind(document) ?? verdict.kind;
  if (!verdict.article) return { ...ofThePage(document), ...ofAList(document), kind };
  const headline = headlineOf(document);
  const near = datesNear(document, kind);
  const published = knownDate(document, 'published') ?? publishedOf(document, near, address);
  const section = knownList(document, 'section');
  return {
    ...ofThePage(document),
    title: printable(knownTitle(document, headline.title) ?? headline.title),
    kicker: printable(known(document, 'kicker') ?? headline.kicker),
    subtitle: printable(known(document, 'subtitle') ?? headline.subtitle),
    published,
    modified: knownDate(document, 'modified') ?? modifiedOf(document, near, published),
    outlet: printable(known(document, 'outlet') ?? outletOf(document)),
    section: printableList(section.length > 0 ? section : sectionOf(document, headline.title)),
    credits: printableCredits(creditsOf(document, knownCredits(document))),
    kind,
  };
}

/** What holds of any page. */
function ofThePage(document: Document): Fields {
  const keywords = knownList(document, 'keywords');
  return {
    ...NO_FIELDS,
    modified: knownDate(document, 'modified'),
    url: printable(urlOf(document)),
    description: printable(known(document, 'description') ?? descriptionOf(document)),
    keywords: withoutStuffedWords(printableList(keywords.length > 0 ? keywords : keywordsOf(document))),
  };
}

/** What is known of a page without an article: what came with it, and what its markup calls it. */
function ofAList(document: Document): Partial<Fields> {
  const title = known(document, 'title') ?? pageNameOf(document);
  const section = knownList(document, 'section');
  return {
    title: printable(title),
    kicker: printable(known(document, 'kicker')),
    subtitle: printable(known(document, 'subtitle')),
    published: knownDate(document, 'published'),
    outlet: printable(known(document, 'outlet')),
    section: printableList(section.length > 0 ? section : sectionOf(document, title)),
    credits: printableCredits(knownCredits(document)),
  };
}

function printableCredits(credits: Fields['credits']): Fields['credits'] {
  return credits.map(({ role, names }) => ({ role, names: printableList(names) }));
}

function printableList(values: readonly string[]): readonly string[] {
  return values.flatMap((value) => printable(value) ?? []);
}

/** A field without control characters and injected keywords; null if nothing else is in it. */
function printable(value: string | null): string | null {
  const text = value?.replace(/\p{Cc}+/gu, '').trim() ?? '';
  return text === '' ? null : withoutStuffing(text);
}
