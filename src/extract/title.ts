import { cutSite } from '../text/page-title.ts';
import { trimEdges } from '../text/trim.ts';
import type { Document } from '../types.ts';

/** Main headline, the line above it (引题) and the line below it (副题). */
export interface Headline {
  readonly title: string | null;
  readonly kicker: string | null;
  readonly subtitle: string | null;
}

/** The headline as the page prints it; failing that, as its markup names it. */
export function headlineOf(document: Document): Headline {
  const printed = removedBy(document, 'title');
  const subtitle = removedBy(document, 'subtitle');
  return {
    title: printed ?? named(document),
    kicker: removedBy(document, 'kicker'),
    subtitle: subtitle === null ? null : trimEdges(subtitle, DASH),
  };
}

const DASH = /[\s—–―─-]/;

function removedBy(document: Document, rule: string): string | null {
  return (
    document.removed
      .find((removed) => removed.rule === rule)
      ?.text.replace(/\s+/g, ' ')
      .trim() ?? null
  );
}

function named(document: Document): string | null {
  const value = (name: string): string => document.meta.find((meta) => meta.name === name)?.value.trim() ?? '';
  const social = value('meta:og:title') || value('json-ld:headline');
  const title = cutSite(social === '' ? value('title') : social);
  return title.length > 1 ? title : null;
}
