import { itemsIn } from './items.ts';
import type { Part, Refusal } from '../content.ts';

/** XML of many documents that is no feed. */
interface XmlCollection {
  /** Completes the message "is …". */
  readonly what: string;
  /** Local name of the root element, in lower case. */
  readonly root: string;
  /** Matches the beginning of such a file. */
  readonly holds: RegExp;
  /** Matches the tags of a document, and of the root where documents need no closing tag. */
  readonly mark: RegExp;
}

const ROWS = /<!\[CDATA\[|<!--|<row(?=[\s>])|<\/(?:posts|comments|posthistory|users)\s*>/gi;
const HAS_ROWS = /<(?:posts|comments|posthistory|users)\s*>\s*<row\s+Id="/i;

const COLLECTIONS: readonly XmlCollection[] = [
  {
    what: 'an export of Evernote',
    root: 'en-export',
    holds: /<en-export[\s>]/i,
    mark: /<!\[CDATA\[|<!--|<note(?=[\s>])|<\/note\s*>/gi,
  },
  { what: 'a table of Stack Exchange', root: 'posts', holds: HAS_ROWS, mark: ROWS },
  { what: 'a table of Stack Exchange', root: 'comments', holds: HAS_ROWS, mark: ROWS },
  { what: 'a table of Stack Exchange', root: 'posthistory', holds: HAS_ROWS, mark: ROWS },
  { what: 'a table of Stack Exchange', root: 'users', holds: HAS_ROWS, mark: ROWS },
];

/** The documents of XML that is known to hold many; null for other XML. */
export function collectionIn(xml: string, root: string): Iterable<Part | Refusal> | null {
  const beginning = xml.slice(0, BEGINNING_UNITS);
  const found = COLLECTIONS.find((collection) => collection.root === root && collection.holds.test(beginning));
  return found === undefined ? null : documentsOf(xml, found);
}

const BEGINNING_UNITS = 4096;

function* documentsOf(xml: string, { what, mark }: XmlCollection): Generator<Part | Refusal, void> {
  let number = 0;
  const items = itemsIn(xml, mark);
  let next = items.next();
  for (; next.done !== true; next = items.next())
    yield { member: `item:${++number}`, text: xml.slice(next.value.start, next.value.end) };
  if (next.value) {
    const documents = `${number} ${number === 1 ? 'document' : 'documents'}`;
    yield { kind: 'failed', reason: 'damaged', why: `is ${what} that breaks off after ${documents}` };
  } else if (number === 0) yield { kind: 'skipped', reason: 'not-a-document', why: `is ${what} without documents` };
}
