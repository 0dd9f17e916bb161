import type { Document } from '../types.ts';
import { dateIn } from '../text/date.ts';
import type { Near } from './published.ts';
import { zoneOfPage } from './zone.ts';

const META = /modif|updat/i;
/** Metadata about other things that change. */
const NOT_META = /image|video|crawl|generat|cache/i;

/** When the article was last changed: by a line near the headline, else by metadata; null without evidence, or if it is before the day of publication. */
export function modifiedOf(document: Document, near: readonly Near[], published: string | null): string | null {
  const printed = near.find(({ changed }) => changed);
  const date = printed?.date ?? fromMeta(document);
  return date !== null && published !== null && date.slice(0, 10) < published.slice(0, 10) ? null : date;
}

function fromMeta(document: Document): string | null {
  const zone = zoneOfPage(document);
  for (const { name, value } of document.meta) {
    const date = META.test(name) && !NOT_META.test(name) ? dateIn(value, zone) : null;
    if (date !== null) return date;
  }
  return null;
}
