import { plainContent } from './content.ts';
import type { Content, Part, ReadContext, Refusal } from './content.ts';
import { opensFrontMatter, readFrontMatter } from './front-matter.ts';
import { readHtml } from './html/index.ts';
import { opensJson, readJsonDocument, splitJson } from './json/index.ts';
import { isFragment, looksLikeHtml } from './sniff.ts';
import { readSubtitles } from './subtitles/index.ts';
import type { SubtitleFormat } from './subtitles/index.ts';
import { readText } from './text.ts';
import { opensFeed, opensXml, readFeedItem, readXml, splitFeed, splitXml } from './xml/index.ts';

/** Kinds of documents. */
export type Format =
  'jsonl' | 'json' | 'csv' | 'parquet' | 'feed' | 'xml' | 'markdown' | 'srt' | 'vtt' | 'ass' | 'lrc' | 'html' | 'text';

/** How files of a kind are told and read. */
export interface FormatRow {
  /** What it is and what becomes of it, for the README. */
  readonly summary: string;
  /**
   * Whether a text may be of this kind, by its beginning and the extension of its name; absent where only the person, the
   * container or a reader of bytes can say so. Where there is a `split`, the beginning is of bytes as Latin-1.
   */
  readonly opens?: (text: string, extension: string) => boolean;
  /** The documents of a whole file, where it may hold several, or none; null if it is none of this kind after all. */
  readonly split?: (text: string, context: ReadContext) => Iterable<Part | Refusal> | null;
  /** One document. */
  readonly read: (text: string, context: ReadContext) => Content;
}

/** Every kind of document, in the order they are tried; `text` is what is none of the others. */
export const FORMATS: Readonly<Record<Format, FormatRow>> = {
  jsonl: { summary: 'a JSON object a line, each a document', read: readJsonDocument },
  json: {
    summary: 'JSON as APIs answer (JSONP too): one document, or an array of them',
    opens: opensJson,
    split: splitJson,
    read: readJsonDocument,
  },
  csv: { summary: 'a row of CSV or TSV', read: readSniffed },
  parquet: { summary: 'a row of Parquet', read: readSniffed },
  feed: {
    summary: 'an item of RSS or Atom',
    opens: opensFeed,
    split: splitFeed,
    read: readFeedItem,
  },
  xml: { summary: 'other XML: its text without the tags', opens: opensXml, split: splitXml, read: readXml },
  markdown: { summary: 'text below fields in YAML or TOML', opens: opensFrontMatter, read: readFrontMatter },
  srt: { summary: 'subtitles (SubRip): what is said', opens: named('srt'), read: subtitles('srt') },
  vtt: {
    summary: 'subtitles (WebVTT): what is said',
    opens: (text, extension) => named('vtt')(text, extension) || /^\uFEFF?WEBVTT(?:[ \t\n\r]|$)/.test(text.slice(0, 8)),
    read: subtitles('vtt'),
  },
  ass: { summary: 'subtitles (SubStation Alpha): what is said', opens: named('ass', 'ssa'), read: subtitles('ass') },
  lrc: { summary: 'lyrics (LRC): what is sung', opens: named('lrc'), read: subtitles('lrc') },
  html: {
    summary: 'a page',
    opens: (text) => looksLikeHtml(text) || isFragment(text),
    read: (text) => plainContent(readHtml(text)),
  },
  text: { summary: 'any other text', read: (text) => plainContent(readText(text)) },
};

function named(...extensions: readonly string[]): (text: string, extension: string) => boolean {
  return (text, extension) => extensions.includes(extension) && !looksLikeHtml(text);
}

function subtitles(format: SubtitleFormat): FormatRow['read'] {
  return (text) => plainContent(readSubtitles(text, format));
}

/** The text in a cell of a table may be a page or a part of one. */
function readSniffed(text: string): Content {
  return plainContent(looksLikeHtml(text) || isFragment(text) ? readHtml(text) : readText(text));
}

/** Names of the kinds, in order. */
export const FORMAT_NAMES: readonly Format[] = Object.keys(FORMATS) as Format[];

/** The kind a text is of, by its content, for what holds one document. */
export function sniffed(text: string, extension: string): Format {
  const found = FORMAT_NAMES.find(
    (name) => FORMATS[name].split === undefined && FORMATS[name].opens?.(text, extension),
  );
  return found ?? 'text';
}
