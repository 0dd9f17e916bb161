import { plainContent } from './content.ts';
import type { Content, Part, ReadContext, Refusal } from './content.ts';
import { hasFrontMatter, readFrontMatter } from './front-matter.ts';
import { readHtml } from './html/index.ts';
import { isJson, readJsonDocument, readJsonValue, splitJson } from './json/index.ts';
import { isFragment, looksLikeHtml } from './sniff.ts';
import { isSmi, readSubtitles } from './subtitles/index.ts';
import type { SubtitleFormat } from './subtitles/index.ts';
import { readText } from './text.ts';
import { isFeed, isXml, readFeedItem, readXml, splitFeed, splitXml } from './xml/index.ts';

/** Document formats. */
export type Format =
  | 'jsonl'
  | 'json'
  | 'csv'
  | 'parquet'
  | 'feed'
  | 'xml'
  | 'markdown'
  | 'srt'
  | 'vtt'
  | 'ass'
  | 'lrc'
  | 'smi'
  | 'html'
  | 'text';

/** How files of a format are detected and read. */
export interface FormatRow {
  /** Description of the format, for the README. */
  readonly summary: string;
  /**
   * Whether a text may have this format, judging by its beginning and file extension. Absent if only the user, the container or a
   * reader of bytes can tell. If there is a `split`, the beginning is bytes decoded as Latin-1.
   */
  readonly recognizes?: (text: string, extension: string) => boolean;
  /** Splits a file that may hold several documents or none; null if it does not have this format after all. */
  readonly split?: (text: string, context: ReadContext) => Iterable<Part | Refusal> | null;
  /** Reads one document. */
  readonly read: (text: string, context: ReadContext) => Content;
}

/** Every document format, in the order of detection; `text` is the fallback. */
export const FORMATS: Readonly<Record<Format, FormatRow>> = {
  jsonl: { summary: 'a JSON object a line, each a document', read: readJsonDocument },
  json: {
    summary: 'JSON as APIs answer (JSONP too): one document, or an array of them',
    recognizes: isJson,
    split: splitJson,
    read: readJsonValue,
  },
  csv: { summary: 'a row of CSV or TSV', read: readSniffed },
  parquet: { summary: 'a row of Parquet', read: readSniffed },
  feed: {
    summary: 'an item of RSS or Atom',
    recognizes: isFeed,
    split: splitFeed,
    read: readFeedItem,
  },
  xml: { summary: 'other XML: its text without the tags', recognizes: isXml, split: splitXml, read: readXml },
  markdown: { summary: 'text below fields in YAML or TOML', recognizes: hasFrontMatter, read: readFrontMatter },
  srt: {
    summary: 'subtitles (SubRip): what is said',
    recognizes: (text, extension) => named('srt')(text, extension) || CUE.test(text.slice(0, 80)),
    read: subtitles('srt'),
  },
  vtt: {
    summary: 'subtitles (WebVTT): what is said',
    recognizes: (text, extension) =>
      named('vtt')(text, extension) || /^\uFEFF?WEBVTT(?:[ \t\n\r]|$)/.test(text.slice(0, 8)),
    read: subtitles('vtt'),
  },
  ass: {
    summary: 'subtitles (SubStation Alpha): what is said',
    recognizes: (text, extension) =>
      named('ass', 'ssa')(text, extension) || /^\s*\[Script Info\]/.test(text.slice(0, 80)),
    read: subtitles('ass'),
  },
  lrc: { summary: 'lyrics (LRC): what is sung', recognizes: named('lrc'), read: subtitles('lrc') },
  smi: { summary: 'subtitles (SAMI): what is said', recognizes: isSmi, read: subtitles('smi') },
  html: {
    summary: 'a page',
    recognizes: (text) => looksLikeHtml(text) || isFragment(text),
    read: (text, { structured, nodes }) => plainContent(readHtml(text, structured, nodes)),
  },
  text: { summary: 'any other text', read: (text) => plainContent(readText(text)) },
};

/** The first cue of SubRip, which a file of any name may hold. */
const CUE = /^\s{0,8}\d{1,4}[ \t]*\r?\n\d{1,2}:\d\d:\d\d[,.]\d{1,3} --> \d{1,2}:\d\d/;

function named(...extensions: readonly string[]): (text: string, extension: string) => boolean {
  return (text, extension) => extensions.includes(extension) && !looksLikeHtml(text);
}

function subtitles(format: SubtitleFormat): FormatRow['read'] {
  return (text) => plainContent(readSubtitles(text, format));
}

/** A table cell may hold an HTML page or fragment. */
function readSniffed(text: string, { structured, nodes }: ReadContext): Content {
  return plainContent(looksLikeHtml(text) || isFragment(text) ? readHtml(text, structured, nodes) : readText(text));
}

/** Names of the formats, in order of detection. */
export const FORMAT_NAMES: readonly Format[] = Object.keys(FORMATS) as Format[];

/** Detects the format of a text that holds one document. */
export function sniffed(text: string, extension: string): Format {
  const found = FORMAT_NAMES.find(
    (name) => FORMATS[name].split === undefined && FORMATS[name].recognizes?.(text, extension),
  );
  return found ?? 'text';
}
