/** Types shared by all stages. */
import type { Container, Structure } from './structure.ts';

export type { Container } from './structure.ts';

/** Stages that can be skipped, in the order they run. */
export type Stage = 'repair' | 'convert' | 'strip' | 'tidy' | 'extract';

/** An input document before decoding: its bytes and where they came from. */
export interface Source {
  /** Relative to the input folder, with `/` separators; as given for a file argument; `-` for standard input. */
  readonly path: string;
  /** Raw bytes of the path if it is not valid UTF-8, else null. */
  readonly pathBytes: Uint8Array | null;
  /** Place inside the file: an archive member, `line:N` for JSONL; null for a whole file. */
  readonly member: string | null;
  readonly id?: string; // Takes the place of path and member in the record's id, as for a line of a filter.
  /** A name in `read/formats.ts`; null if the format is to be detected. */
  readonly format: string | null;
  readonly bytes: Uint8Array;
  /** Charset stated outside the document (HTTP header), or null. Detection itself reads the declaration in markup. */
  readonly charset: string | null;
  /** Address stated outside the document (WARC), or null. */
  readonly url: string | null;
  /** When it was fetched, as a web archive states it: ISO 8601 in UTC. */
  readonly fetched?: string | null;
  /** Metadata from the enclosing file, such as the other columns of a table row. */
  readonly fields?: Readonly<Record<string, unknown>> | null;
  /** False for an item without text, such as a table row whose text column is null. Default true. */
  readonly hasText?: boolean;
  /** For a part of a file: how the file was decoded. `bytes` are UTF-8 then. */
  readonly decoded?: Omit<Decoded, 'text'>;
}

/** The detected encoding of a source. */
export interface Encoding {
  /** WHATWG label in lower case, or `hz-gb-2312`, `iso-2022-cn`, `euc-tw`, `utf-16le` … */
  readonly name: string;
  /** The detector that decided: `bom`, `escape`, `utf-8`, `declared`, `likelihood`, `chardet`, `forced` … */
  readonly by: string;
  /** 0 to 1: estimated probability that the verdict is right. */
  readonly confidence: number;
  /** Charset stated by an HTTP header or the markup, in lower case; null if there is none. */
  readonly declared: string | null;
  /** Number of U+FFFD produced by decoding; those encoded in the bytes do not count. */
  readonly replaced: number;
}

/** The result of decoding a source. */
export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
  readonly warnings: readonly Warning[];
}

/** What is stated about the encoding before detection. */
export interface EncodingHints {
  /** Stated outside the document; used only if the bytes confirm it. */
  readonly charset: string | null;
  /** Forced by an option: no detection. */
  readonly encoding: string | null;
  /** The only encodings to consider, or null for all. */
  readonly candidates: readonly string[] | null;
}

/** Replaces `old` by `new` at offset `at`, in UTF-16 code units of the text that the rule was given. */
export interface Edit {
  readonly at: number;
  readonly old: string;
  readonly new: string;
  /** Number of characters of `new` that were chosen by likelihood; absent if the edit is certain. */
  readonly guessed?: number;
  /** 0 to 1; present for guesses only. */
  readonly confidence?: number;
}

/** A rewritten text whose edits are computed on demand, for rules that change most of it. Applying `edits()` yields `text`. */
export interface Rewrite {
  readonly text: string;
  /** Length of `edits()`. */
  readonly count: number;
  readonly guessed: number;
  readonly edits: () => readonly Edit[];
}
/** What a rule proposes: sorted edits that do not overlap, or a rewrite. */
export type Proposal = readonly Edit[] | Rewrite;

/** A change that a rule made to a document, as recorded by the engine. */
export interface Step {
  readonly stage: Stage | 'read' | 'mask' | 'render';
  readonly rule: string;
  readonly count: number;
  readonly guessed: number;
  readonly edits: () => readonly Edit[];
}

/**
 * What a boilerplate line states about the article; fields are read from it. `time` has a label, `date` stands alone; `use` is what
 * readers did or may do (views, comments, print); `card` is the index card of an official document; `rights` are notices of the site.
 */
export type Fact =
  | 'headline'
  | 'title'
  | 'time'
  | 'date'
  | 'date-part'
  | 'source'
  | 'author'
  | 'editor'
  | 'credit'
  | 'photo'
  | 'section'
  | 'use'
  | 'card'
  | 'rights';

/** A removed line, or part of one. */
export interface Removed {
  readonly rule: string;
  /** Line number in the decoded text, from 1. */
  readonly line: number;
  readonly text: string;
}

/** A removed line from which fields may be read. */
export interface RemovedLine extends Removed {
  /** What lines of its rule state. */
  readonly tells: readonly Fact[];
}

/** An element around lines, recorded only if posts are asked for; `number` is its position in document order, from 1. */
export interface MarkupNode {
  readonly number: number;
  readonly name: string;
  /** Its class, id, `itemprop`, `itemtype` and `rel`, in lower case, separated by spaces; `user-page` if it links to one. */
  readonly naming: string;
  /** What its `datetime`, `title` or `content` attribute states, such as the date behind `3 天前`; null if nothing. */
  readonly stated: string | null;
  readonly told: { author?: string; date?: string }; // In microdata that is not displayed (`<meta itemprop>`).
  readonly parent: MarkupNode | null;
}

/** A piece of a line with its innermost element: `[start, end)` in UTF-16 code units of the line as read. */
export interface MarkupSpan {
  readonly start: number;
  readonly end: number;
  readonly node: MarkupNode;
}

/** What the markup says about one line of the text, recorded before any text is changed. */
export interface LineFeatures {
  /** Lower-case name of the block element that contains the line; empty for plain text. */
  readonly tag: string;
  /** Heading level, 1 to 6; 0 outside headings. */
  readonly heading: number;
  /** Number of UTF-16 code units of the line inside `a[href]`. */
  readonly linkLength: number;
  /** Sum of the class hints of its DOM ancestors: negative for boilerplate, positive for body. */
  readonly classHint: number;
  /** Number of the innermost container: equal for lines in the same one; 0 for plain text. */
  readonly block: number;
  /** The innermost container, for access to its ancestors; absent or null if there is none. */
  readonly container?: Container | null;
  /** True if white space is significant, as in `<pre>`; absent for plain text. */
  readonly preformatted?: boolean;
  readonly listing?: boolean; // Preformatted, and code by what the markup says.
  readonly paragraph?: number; // Equal for lines of one `p`.
  /** Equal for lines whose block ancestors have the same names and classes, as in a forum; absent for plain text. */
  readonly shape?: number;
  readonly code?: readonly number[]; // Code inside the line: starts and ends in the text as read, in UTF-16 code units.
  readonly spans?: readonly MarkupSpan[]; // The pieces of the line; only if posts are asked for.
  /** Present if asked for by an option. */
  readonly structure?: Structure;
}

/** For each line of a text, the number (from 1) of the line of the decoded text where it starts. */
export type Origins = readonly number[];

/** A metadata item of the page. `name` is `title`, `og:title`, `link:canonical`, `json-ld:datePublished` … */
export interface Meta {
  readonly name: string;
  readonly value: string;
}

/** Lines of text read from decoded text, with their features. */
export interface Reading {
  readonly text: string;
  /** True if `text` was made from markup and differs from the decoded text. */
  readonly markup: boolean;
  /** Edits that turn the decoded text into `text`. */
  readonly edits: () => readonly Edit[];
  /** One for each line of `text` (see `text/lines.ts`), in order. */
  readonly lines: readonly LineFeatures[];
  readonly origins: Origins;
  readonly meta: readonly Meta[];
}

/** BCP 47 tag of the text as found, before conversion. */
export type Language = 'zh-Hans' | 'zh-Hant' | 'zh' | 'ja' | 'ko' | 'vi' | 'en' | 'und';

/** The type of a page. */
export type PageKind = 'article' | 'thread' | 'qa' | 'list' | 'product' | 'notice' | 'other';

/** What strip found out about the page as a whole. */
export interface PageVerdict {
  /** False if the page has no article: its text is then a best guess, and dates and names in it belong to other pages. */
  readonly article: boolean;
  /** Null without evidence. */
  readonly kind: PageKind | null;
}

export interface Credit {
  /** In simplified Chinese, as printed: 记者, 通讯员, 作者, 整理, 责任编辑, 校对, 摄影, 图片 … */
  readonly role: string;
  readonly names: readonly string[];
}

/** A document between stages. Immutable: each stage returns a new one. */
export interface Document {
  readonly text: string;
  readonly lines: readonly LineFeatures[];
  readonly origins: Origins;
  readonly meta: readonly Meta[];
  /** A name in `read/formats.ts`. */
  readonly format: string;
  readonly language: Language;
  readonly steps: readonly Step[];
  readonly removed: readonly RemovedLine[];
  readonly warnings: readonly Warning[];
}

/** A test case of a rule. */
export interface Example {
  readonly before: string;
  /** Equal to `before` if the rule must leave the text unchanged. */
  readonly after: string;
}

/** A rule that changes text inside lines. It never adds or removes a line break. */
export interface TextRule {
  readonly name: string;
  readonly summary: string;
  /** At least one that changes the text and one that does not. */
  readonly examples: readonly Example[];
  /** A cheap test, run before `propose`: false means that there is nothing to propose. */
  readonly gate: (text: string) => boolean;
  /** True if it changes nothing in code. Edits that guess never do. */
  readonly sparesCode?: boolean;
  readonly propose: (text: string, context: TextContext) => Proposal;
}

/** Input of text rules besides the text. */
export interface TextContext {
  /** False with `--no-guess`: only certain edits are allowed. */
  readonly guess: boolean;
  /** Of the document as found, before conversion. */
  readonly language: Language;
  readonly from: 'auto' | 'hant' | 'hans';
  readonly vocab: 'keep' | 'mainland';
  /** For each non-blank line, whether its indentation is significant; absent if no line's is. */
  readonly preformatted?: readonly boolean[];
  /** True for lines to leave unchanged because they look like mojibake; absent if there are none. */
  readonly leaves?: (line: string) => boolean;
}

/** A removal proposed by strip: a whole line (0-based index into the document's lines), or the `[start, end)` of it in UTF-16 code units. */
export interface Removal {
  readonly rule: string;
  /** What lines of the rule state. */
  readonly tells: readonly Fact[];
  readonly line: number;
  readonly part: readonly [start: number, end: number] | null;
}

/** Meanings of the warning codes, in the order of the README's table, which `npm run readme` generates. Codes are stable. */
export const WARNINGS = {
  empty: 'the input has no text',
  'no-body': 'the input has text, but none of it is the body of an article; `removed` has all of it',
  'no-article': 'the page has text but no article, such as a list or an error page; `text` is the best guess',
  'invalid-json': 'a line of JSONL is not a JSON object; the line itself is the document',
  'no-text-field': 'a line of JSONL, an item of JSON or a row has no text in a field known to hold it',
  'no-id-field': 'a document with fields has none of the name that `--id-field` gives; its `id` is that of its place',
  'unknown-markup': 'XML of an unknown kind: the text without its tags',
  'nul-bytes': 'the text had NUL characters, which were removed',
  'low-confidence-encoding': 'the encoding is a guess',
  'declared-encoding-wrong': 'the file is not in the encoding that it declares',
  'mixed-encoding': 'some lines, or parts of them, were in another encoding than the rest, and were decoded in it',
  'replaced-bytes': 'some bytes are invalid in the encoding and became U+FFFD; `encoding.replaced` counts them',
  'sampled-encoding': 'the encoding was detected from a part of the file',
  'gap-in-body': 'a considerable part was removed inside the body, or much prose outside it; see `removed`',
  'page-missing': 'with `--join-pages`: the page that `source.continues` names is not in the record',
  'irrecoverable-characters':
    'some characters were destroyed before the file was saved (`锟斤拷`, U+FFFD, `?`, □ or private use among the text)',
  'uncertain-language': 'a few characters without kana that may be Japanese as well as Chinese; converted as Chinese',
  'suspected-mojibake': 'a line looks like mojibake that could not be repaired; it is left unchanged, not converted',
  'guessed-characters': 'some characters were chosen by likelihood; `steps` counts them, `--trace` shows them',
} as const;

export type Warning = keyof typeof WARNINGS;
