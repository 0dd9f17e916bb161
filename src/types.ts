/** The shared vocabulary of the program. Imports nothing. */

/** The stages a person may skip, in the order they run. */
export type Stage = 'repair' | 'convert' | 'strip' | 'tidy' | 'extract';

/** One document as it came in: bytes and where they came from, no text yet. */
export interface Source {
  /** Relative to the input folder with `/` separators; as typed for a file argument; `-` for standard input. */
  readonly path: string;
  /** Raw bytes of the name, where the name is not valid UTF-8. */
  readonly pathBytes: Uint8Array | null;
  /** Place inside a container (`line:N` for JSONL), or null. */
  readonly member: string | null;
  /** A name in `read/formats.ts`; null until the content has been looked at. */
  readonly format: string | null;
  readonly bytes: Uint8Array;
  /** Charset stated by the container (HTTP header, WARC), or null. Markup is looked at by detection itself. */
  readonly charset: string | null;
  /** Address stated by the container, or null. */
  readonly url: string | null;
  /** When it was fetched, as the container states it: ISO 8601 in UTC. */
  readonly fetched?: string | null;
  /** What the container says of the document besides, as a row of a table or a book does. */
  readonly fields?: Readonly<Record<string, unknown>> | null;
  /** False for what has no text at all, as a row of a table without one. */
  readonly hasText?: boolean;
  /** Of a part of a file: how the file was decoded. The bytes are UTF-8 then. */
  readonly decoded?: Omit<Decoded, 'text'>;
}

/** A verdict on the encoding of some bytes. */
export interface Encoding {
  /** WHATWG label in lower case, or `hz-gb-2312`, `iso-2022-cn`, `euc-tw`, `utf-16le` … */
  readonly name: string;
  /** The detector that decided: `bom`, `escape`, `utf-8`, `declared`, `likelihood`, `chardet`, `forced` … */
  readonly by: string;
  /** 0 to 1: the share of such verdicts that are right. */
  readonly confidence: number;
  /** As stated by the container or the markup, in lower case; null where nothing is stated. */
  readonly declared: string | null;
  /** Number of U+FFFD that decoding made; those that stood in the bytes already do not count. */
  readonly replaced: number;
}

/** The one place where bytes become text. */
export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
  readonly warnings: readonly Warning[];
}

/** What a person or a container says of the encoding beforehand. */
export interface EncodingHints {
  /** Stated by the container; to be confirmed by the bytes. */
  readonly charset: string | null;
  /** Forced by the person: no detection. */
  readonly encoding: string | null;
  /** The only encodings to consider, or null for all. */
  readonly candidates: readonly string[] | null;
}

/**
 * One replacement. `at` is an offset in UTF-16 units of the text the rule was shown;
 * `old` is what stands there, `new` what shall stand there.
 */
export interface Edit {
  readonly at: number;
  readonly old: string;
  readonly new: string;
  /** Number of characters of `new` that were chosen by likelihood; absent for a certain edit. */
  readonly guessed?: number;
  /** 0 to 1, for a guess. */
  readonly confidence?: number;
}

/**
 * What a rule proposes: sorted edits that do not overlap, or, for a rule that changes most of a text,
 * the new text with its account made only when somebody asks. Both must tell the same story: applying `edits()` gives `text`.
 */
export interface Rewrite {
  readonly text: string;
  /** Number of edits that `edits()` would give. */
  readonly count: number;
  readonly guessed: number;
  readonly edits: () => readonly Edit[];
}
export type Proposal = readonly Edit[] | Rewrite;

/** A change that was made, signed by the runner. */
export interface Step {
  readonly stage: Stage | 'read';
  readonly rule: string;
  readonly count: number;
  readonly guessed: number;
  readonly edits: () => readonly Edit[];
}

/** A line or part of a line that was taken out. */
export interface Removed {
  readonly rule: string;
  /** 1-based line in the decoded text. */
  readonly line: number;
  readonly text: string;
}

/** An element of the page that holds blocks, as seen from the lines in it. */
export interface Container {
  /** Position in document order, from 1. */
  readonly number: number;
  readonly parent: Container | null;
}

/** What markup says about a line, known before any text is changed. One for each line of the text, in order. */
export interface LineFeatures {
  /** Lower-case name of the block element the line stands in; empty for text without markup. */
  readonly tag: string;
  /** 1 to 6 in a heading, else 0. */
  readonly heading: number;
  /** Number of UTF-16 units of the line inside `a[href]`. */
  readonly linkLength: number;
  /** Sum of soft hints from class names and ids of the elements around it: below 0 speaks for boilerplate, above 0 for body. */
  readonly prior: number;
  /** Position of the enclosing container in document order, so that neighbours in one container can be told; 0 for plain text. */
  readonly block: number;
  /** The innermost container itself, so that those around it can be told; absent or null where there is none. */
  readonly container?: Container | null;
  /** True where white space stands as written; absent for plain text. */
  readonly preformatted?: boolean;
  /** Equal for lines whose chains of block elements have the same names and classes, as all replies of a forum have; absent for plain text. */
  readonly shape?: number;
}

/** For each line of a text the 1-based line in the decoded text where it starts. */
export type Origins = readonly number[];

/** Something the markup says about the page, outside the body: `{ name: 'og:title', value: '…' }`, `title`, `link:canonical`, `json-ld:datePublished`. */
export interface Meta {
  readonly name: string;
  readonly value: string;
}

/** What the reader made of decoded text. */
export interface Reading {
  readonly text: string;
  /** True if `text` was made from markup, so that `edits` has something to tell. */
  readonly markup: boolean;
  /** From decoded text to `text`. */
  readonly edits: () => readonly Edit[];
  /** As many as `text` has lines (see `text/lines.ts`). */
  readonly lines: readonly LineFeatures[];
  readonly origins: Origins;
  readonly meta: readonly Meta[];
}

/** BCP 47 of the text as found. */
export type Language = 'zh-Hans' | 'zh-Hant' | 'zh' | 'ja' | 'ko' | 'vi' | 'en' | 'und';

/** What a page is. */
export type PageKind = 'article' | 'thread' | 'qa' | 'list' | 'product' | 'notice' | 'other';

/** What strip made out about the page as a whole. */
export interface Nature {
  /** False where the page has no article: what stays of its text is the best guess, and what it tells of dates and people is not its own. */
  readonly article: boolean;
  /** Null where nothing tells. */
  readonly kind: PageKind | null;
}

export interface Credit {
  /** In simplified Chinese, as printed: 记者, 通讯员, 作者, 整理, 责任编辑, 校对, 摄影, 图片 … */
  readonly role: string;
  readonly names: readonly string[];
}

/** A document on its way through the stages. Never changed in place: a stage returns another one. */
export interface Document {
  readonly text: string;
  readonly lines: readonly LineFeatures[];
  readonly origins: Origins;
  readonly meta: readonly Meta[];
  /** A name in `read/formats.ts`. */
  readonly format: string;
  readonly language: Language;
  readonly steps: readonly Step[];
  readonly removed: readonly Removed[];
  readonly warnings: readonly Warning[];
}

/** One case inside a rule: what it is shown, and what must come of it. */
export interface Example {
  readonly before: string;
  /** Equal to `before` where the rule must leave the text alone. */
  readonly after: string;
}

/** A rule that changes text inside lines. It never adds or removes a line break. */
export interface TextRule {
  readonly name: string;
  readonly summary: string;
  /** At least one that changes and one that does not. */
  readonly examples: readonly Example[];
  /** A cheap test: false means that `propose` has nothing to say. */
  readonly gate: (text: string) => boolean;
  readonly propose: (text: string, context: TextContext) => Proposal;
}

/** What a text rule may know besides the text. */
export interface TextContext {
  /** False with `--no-guess`: only what is certain may be changed. */
  readonly guess: boolean;
  /** Of the document as found, before conversion. */
  readonly language: Language;
  readonly from: 'auto' | 'hant' | 'hans';
  readonly vocab: 'keep' | 'mainland';
  /** For each line with something on it whether white space before it stands as written; absent where it never does. */
  readonly preformatted?: readonly boolean[];
  /** Lines that are left as they are, since they look misread; absent where there are none. */
  readonly leaves?: (line: string) => boolean;
}

/** What strip wants taken out: line `line` (0-based index into the lines of the document), or only its `[start, end)`. */
export interface Removal {
  readonly rule: string;
  readonly line: number;
  readonly part: readonly [start: number, end: number] | null;
}

/** Every warning with its meaning, in the order of the README's table, which `npm run readme` makes from it. Codes are stable. */
export const WARNINGS = {
  empty: 'there was no text to begin with',
  'no-body': "there was text, and none of it is an article's; `removed` has all of it",
  'no-article': 'the page has text and no article, as a list or an error page; `text` is the best guess',
  'invalid-json': 'a line of JSONL is not a JSON object; its characters are the document',
  'no-text-field': 'a line of JSONL, an item of JSON or a row has no text in a field known to hold one',
  'unknown-markup': 'XML of a kind that is not known: its text without the tags',
  'nul-bytes': 'the text held NUL characters; they are gone',
  'low-confidence-encoding': 'the encoding is a guess',
  'declared-encoding-wrong': 'the file says one encoding and is written in another',
  'mixed-encoding': 'some lines were in another encoding than the rest, and were read in their own',
  'replaced-bytes': 'some bytes fit no encoding and became U+FFFD; `encoding.replaced` counts them',
  'sampled-encoding': 'the encoding was decided on a part of the file',
  'gap-in-body': 'more than a trifle was taken out between the first and the last line of the body; see `removed`',
  'irrecoverable-characters':
    'some characters were destroyed before the file was saved (`锟斤拷`, U+FFFD, `?` among the text)',
  'suspected-mojibake':
    'a line looks misread in a way that could not be undone; it is left as it is, and not converted',
  'guessed-characters': 'some characters were chosen by likelihood; `steps` counts them, `--trace` shows',
} as const;

export type Warning = keyof typeof WARNINGS;
