import { byteReader } from './byte-reader.ts';
import type { ByteReader } from './byte-reader.ts';
import { Damage, TooLarge } from './damage.ts';
import type { Member } from './member.ts';

/*
 * Files of many documents between `<doc>` and `</doc>`, which are no XML: nothing is escaped, and there is no root. So write
 * WikiExtractor (what it knows in attributes), newswire corpora (`<DOC>`, a headline, paragraphs in `<TEXT>`) and
 * collections of news (`<url>`, `<contenttitle>`, `<content>`).
 */

const OPENING = /^(?:\xef\xbb\xbf)?\s*<doc(?:\s[^<>]{0,2000})?>/i;
/** What such a document has: an attribute of these names, or an element of those. */
const ATTRIBUTE = /\s(?:id|url|docid|title|type)\s*=/i;
const ELEMENT = /^\s*<(?:url|docno|docid|dochdr|doctype|headline|title|contenttitle|text|date)[\s>]/i;

/** Whether a head is that of such a file. */
export function isTagged(head: Buffer): boolean {
  const text = head.toString('latin1', 0, 4096);
  const opening = OPENING.exec(text)?.[0];
  return opening !== undefined && (ATTRIBUTE.test(opening) || ELEMENT.test(text.slice(opening.length)));
}

export interface TaggedOptions {
  /** Most bytes that a document may have. */
  readonly maxBytes: number;
  /** The encoding as detected from the beginning; null if none was detected. */
  readonly charset: string | null;
  /** Decodes bytes in the encoding detected from the beginning. */
  readonly decode: (bytes: Uint8Array) => string;
}

/** The documents of such a file, one after the other. Tags are the same bytes in every encoding these are written in. */
export async function* taggedDocuments(reader: ByteReader, options: TaggedOptions): AsyncGenerator<Member, void> {
  for (let number = 1; await atDocument(reader, number); number++) {
    const bytes = await documentAt(reader, number, options.maxBytes);
    yield memberOf(bytes.toString('latin1'), number, options);
  }
}

const SPACE = /^(?:\xef\xbb\xbf|\s)*/;
const WINDOW = 2 ** 13;

/** Takes the space between documents; false at the end. */
async function atDocument(reader: ByteReader, number: number): Promise<boolean> {
  for (;;) {
    const head = await reader.peek(64);
    if (head.length === 0) return false;
    const space = SPACE.exec(head.toString('latin1'))?.[0].length ?? 0;
    if (space > 0) await reader.exactly(space, 'white space');
    else if (/^<doc[\s>]/i.test(head.toString('latin1', 0, 5))) return true;
    else throw new Damage(`has something else than <doc> in front of document ${number}, at byte ${reader.offset()}`);
  }
}

async function documentAt(reader: ByteReader, number: number, limit: number): Promise<Buffer> {
  for (let window = WINDOW; ; window *= 4) {
    const head = await reader.peek(window);
    const end = /<\/doc\s*>/i.exec(head.toString('latin1'));
    if (end !== null) return reader.exactly(end.index + end[0].length, `document ${number}`);
    if (head.length < window) throw new Damage(`ends inside document ${number}`);
    if (window > limit) throw new TooLarge(`document ${number}`);
  }
}

function memberOf(document: string, number: number, { charset, decode }: TaggedOptions): Member {
  const read = (latin1: string): string => decode(Buffer.from(latin1, 'latin1')).trim();
  const opening = OPENING.exec(document)?.[0] ?? '';
  const inner = document.slice(opening.length, document.lastIndexOf('</'));
  const attributes = Array.from(
    opening.matchAll(/\s([\w:-]+)\s*=\s*"([^"<>]*)"/g),
    ([, name = '', value = '']): [string, string] => [name.toLowerCase(), read(value)],
  );
  const { text, others } = partsOf(inner);
  const fields = {
    ...Object.fromEntries(attributes),
    ...Object.fromEntries(others.map(([name, value]) => [name, read(value)])),
  };
  const bytes = Buffer.from(text, 'latin1');
  const format = /<p[\s>]/i.test(text) ? 'html' : 'text';
  const url = /^https?:\S+$/.exec(fields['url'] ?? '')?.[0] ?? null;
  const known = { format, fields, hasText: true } as const;
  return {
    name: `doc:${number}`,
    bytes: byteReader([bytes].values()),
    size: bytes.length,
    charset,
    url,
    skip: null,
    document: known,
  };
}

/** Elements that stand beside the text. */
const FIELDS =
  /^\s*<(url|docno|docid|dochdr|doctype|headline|title|contenttitle|dateline|date|author|source|category|channel|keywords)>([^<]*)<\/\1\s*>/i;
/** Elements that are the text. */
const TEXT = /^\s*<(text|content|contents|body)>/i;

/** The elements in front, and the text: that of the element that holds it, else all that is left. */
function partsOf(inner: string): { readonly text: string; readonly others: readonly (readonly [string, string])[] } {
  const others: [string, string][] = [];
  let left = inner;
  for (let found = FIELDS.exec(left); found !== null; found = FIELDS.exec(left)) {
    const name = (found[1] ?? '').toLowerCase();
    others.push([name === 'contenttitle' ? 'title' : name, found[2] ?? '']);
    left = left.slice(found[0].length);
  }
  const opening = TEXT.exec(left);
  if (opening === null) return { text: left, others };
  const body = left.slice(opening[0].length);
  const end = body.toLowerCase().lastIndexOf(`</${(opening[1] ?? '').toLowerCase()}`);
  return { text: end < 0 ? body : body.slice(0, end), others };
}
