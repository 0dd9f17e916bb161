import type { CorpusRecord, Normalized } from '../../index.ts';

/** A record and what it was made of. */
export type Finished = Pick<Normalized, 'record' | 'read' | 'steps'>;

/** A finished document, as figures see it. */
export interface Made {
  /** With everything that was removed. */
  readonly record: CorpusRecord;
  /** The document before the first repair, and what turned it into the text of the record. */
  readonly read: string;
  readonly steps: Normalized['steps'];
  /** Its characters before and after, computed once. */
  readonly characters: () => Characters;
  /** Host of its address without a leading `www.`; '' without one. Computed once. */
  readonly site: () => string;
}

/** Code points that are not white space. */
export interface Characters {
  /** Of the document as read: decoded, and without its markup. */
  readonly read: number;
  /** Of the text of its record. */
  readonly written: number;
}

export function madeOf(finished: Finished): Made {
  const { record, read } = finished;
  let known: Characters | null = null;
  let site: string | null = null;
  return {
    ...finished,
    characters: () => (known ??= { read: visible(read), written: visible(record.text) }),
    site: () => (site ??= siteOf(record.url)),
  };
}

function siteOf(url: string | null): string {
  if (url === null || !URL.canParse(url)) return '';
  return new URL(url).hostname.replace(/^www\./, '');
}

/** The share of a document's characters that its text has; null for a document without any. */
export function shareKept({ read, written }: Characters): number | null {
  return read === 0 ? null : Math.min(1, written / read);
}

/** Number of code points that are not white space. */
export function visible(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 0x3000 ? (unit & 0xfc00) !== 0xdc00 : !isSpace(unit)) count++;
  }
  return count;
}

/** White space up to U+3000, of Unicode and of terminals. */
function isSpace(unit: number): boolean {
  if (unit <= 0x20 || unit === 0x3000) return true;
  if (unit < 0x2000) return unit === 0x85 || unit === 0xa0 || unit === 0x1680;
  return unit <= 0x200a || unit === 0x2028 || unit === 0x2029 || unit === 0x202f || unit === 0x205f;
}
