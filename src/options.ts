import type { OwnRule } from './strip/own-rules/types.ts';
import type { Templates } from './strip/templates/apply.ts';
import type { Format } from './read/formats.ts';

/** Options of the library. An absent option has its default. */
export interface Options {
  readonly format?: Format | 'auto';
  /** Names of stages or rules to leave out. */
  readonly skip?: readonly string[];
  /** Names of strip rules whose lines stay in the text. Fields are still read from those lines. */
  readonly keep?: readonly string[];
  /** Line rules in addition to the built-in ones. */
  readonly rules?: readonly OwnRule[];
  /** Lines repeated across the pages of a site, as learned by `normalize learn`. */
  readonly templates?: Templates;
  /** JSON field that holds the document: a key or a dotted path. Default: `text` and other common names. */
  readonly textField?: string;
  /** Field of JSON and tables that takes the place of path and member in the record's id: a key or a dotted path. */
  readonly idField?: string;
  /** Names of fields in the input: record field to input field, a key or a dotted path. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Encoding of every input; turns detection off. */
  readonly encoding?: string;
  /** The only encodings that detection considers. */
  readonly encodings?: readonly string[];
  /** `hans` (default) converts to simplified script; `keep` leaves the script as it is. */
  readonly script?: 'hans' | 'keep';
  /**
   * Script of the input: detected per document and line (`auto`, default), or fixed as traditional (`hant`) or simplified
   * (`hans`).
   */
  readonly from?: 'auto' | 'hant' | 'hans';
  /** `mainland` also replaces Taiwan and Hong Kong vocabulary; default `keep`. */
  readonly vocab?: 'keep' | 'mainland';
  /** False allows only certain repairs. Default true. */
  readonly guess?: boolean;
  /** False leaves `removed` empty. Default true. */
  readonly removed?: boolean;
  /** True adds `posts`: the posts of a thread, the answers to a question, the comments below an article. Default false. */
  readonly posts?: boolean;
  /** True adds `signals`: figures to filter by; names: those alone. Default none. */
  readonly signals?: boolean | readonly string[];
  /** What is masked: `email`, `phone`, `id`, `ip`. Default none. */
  readonly mask?: readonly string[];
  /** True adds `trace`: all edits with offsets. Default false. */
  readonly trace?: boolean;
  /** True makes `text` Markdown: CommonMark with the tables of GFM. Default false. */
  readonly markdown?: boolean;
  /** True keeps links in Markdown. Default false. */
  readonly links?: boolean;
  /** True adds `blocks`: kind and place of each block of the text. Default false. */
  readonly blocks?: boolean;
}
