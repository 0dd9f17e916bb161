import { reflowed } from '../segment-break.ts';
import { readHtml } from '../html/index.ts';
import { plainContent } from '../content.ts';
import { readText } from '../text.ts';
import type { Content, ReadContext } from '../content.ts';
import { childrenOf } from './children.ts';
import { local, rootOf, scanXml } from './parser.ts';
import { wordLines } from './word.ts';

/** XML whose elements are known. */
interface XmlDocument {
  /** Local name of the root element, in lower case. */
  readonly root: string;
  /** Matches what must be in it besides. */
  readonly holds: RegExp;
  readonly read: (xml: string, context: ReadContext) => Content;
}

const DOCUMENTS: readonly XmlDocument[] = [
  { root: 'note', holds: /<en-note[\s>]|&lt;en-note/i, read: readNote },
  { root: 'row', holds: /\sId="/i, read: readRow },
  { root: 'tt', holds: /<(?:\w+:)?p[\s>]/i, read: (xml) => said(captionLines(xml)) },
  { root: 'i', holds: /<d\s+p="/i, read: (xml) => said(commentLines(xml)) },
  { root: 'worddocument', holds: /<w:p[\s>]/i, read: (xml) => plainContent(readText(wordLines(xml).join('\n'))) },
  { root: 'package', holds: /<w:document[\s>]/i, read: (xml) => plainContent(readText(wordLines(xml).join('\n'))) },
];

/** Reads XML whose elements are known; null for other XML. */
export function readKnownXml(xml: string, context: ReadContext): Content | null {
  const root = local(rootOf(xml));
  const found = DOCUMENTS.find((document) => document.root === root && document.holds.test(xml));
  return found?.read(xml, context) ?? null;
}

/** Lines that people say, the first of which is no headline. */
function said(lines: readonly string[]): Content {
  return plainContent({ ...readText(lines.join('\n')), meta: [{ name: 'turns', value: '' }] });
}

/** A note of Evernote. Attachments are left out, and what is encrypted in it. */
function readNote(xml: string, { structured, nodes }: ReadContext): Content {
  const children = childrenOf(xml);
  const text = (name: string): string => children.find((child) => child.name === name)?.text.trim() ?? '';
  const told = children.find(({ name }) => name === 'note-attributes')?.parts ?? new Map<string, string>();
  const tags = children.filter(({ name }) => name === 'tag').map((tag) => tag.text.trim());
  const title = text('title');
  const times = { created: dateIn(text('created')), updated: dateIn(text('updated')) };
  const fields = {
    ...(title === '' ? {} : { title }),
    ...Object.fromEntries(Object.entries(times).filter(([, time]) => time !== '')),
    ...(tags.length === 0 ? {} : { tags }),
    ...Object.fromEntries(told),
  };
  const about = { ...fields, author: told.get('author') ?? '', url: told.get('source-url') ?? '' };
  const markup = text('content').replace(ENCRYPTED, '');
  return {
    reading: readHtml(markup, structured, nodes),
    fields: Object.keys(fields).length > 0 ? fields : null,
    about: [about],
    warnings: [],
  };
}

const ENCRYPTED = /<en-crypt[^<>]*>[^<]*<\/en-crypt\s*>/gi;

/** `20200101T000000Z` in the usual form; other values unchanged. */
function dateIn(value: string): string {
  return value.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
}

/** Attributes with the text of a row, and whether it is HTML. */
const ROW_TEXTS = [
  { name: 'Body', markup: true },
  { name: 'Text', markup: false },
  { name: 'AboutMe', markup: true },
];

/** A row in a table of Stack Exchange, whose columns are attributes. Times are in UTC. */
function readRow(xml: string, { structured, nodes }: ReadContext): Content {
  const columns: Record<string, string> = {};
  scanXml(xml, {
    open: (_, attributes) => Object.assign(columns, attributes),
    text: () => undefined,
    close: () => undefined,
  });
  const column = ROW_TEXTS.find(({ name }) => columns[name] !== undefined);
  const text = columns[column?.name ?? ''] ?? '';
  const fields = Object.fromEntries(Object.entries(columns).filter(([name]) => name !== column?.name));
  const time = (name: string): string => (fields[name] === undefined ? '' : `${fields[name]}Z`);
  const about = {
    title: fields['Title'],
    created: time('CreationDate'),
    updated: time('LastEditDate'),
    author: fields['OwnerDisplayName'] ?? fields['UserDisplayName'] ?? fields['DisplayName'],
    tags: fields['Tags']?.match(/[^<>|]+/g) ?? [],
  };
  return {
    reading: column?.markup === true ? readHtml(text, structured, nodes) : readText(text),
    fields,
    about: [about],
    warnings: column === undefined ? ['no-text-field'] : [],
  };
}

/** What is said in subtitles in TTML: the paragraphs of the body, and the lines in them. */
function captionLines(xml: string): readonly string[] {
  const lines: string[] = [];
  let header = 0;
  let paragraphs = 0;
  let line = '';
  const breakLine = (): void => {
    const text = reflowed(line).trim();
    if (text !== '') lines.push(text);
    line = '';
  };
  const isHeader = (name: string): boolean => name === 'head' || name === 'metadata';
  scanXml(xml, {
    open: (tag) => {
      const name = local(tag);
      if (isHeader(name)) header++;
      if (name === 'p') paragraphs++;
      if (name === 'p' || name === 'br') breakLine();
    },
    text: (text) => {
      if (header === 0 && paragraphs > 0) line += text;
    },
    close: (tag) => {
      const name = local(tag);
      if (isHeader(name)) header--;
      if (name !== 'p') return;
      paragraphs--;
      breakLine();
    },
  });
  breakLine();
  return lines;
}

/** Comments on a video of Bilibili, one for each element `d`. */
function commentLines(xml: string): readonly string[] {
  return childrenOf(xml).flatMap(({ name, text }) =>
    name === 'd' && text.trim() !== '' ? [reflowed(text).trim()] : [],
  );
}
