import type { OwnRule } from './strip/own-rules/types.ts';
import type { Templates } from './strip/templates/apply.ts';
import type { Format } from './read/formats.ts';

/** Everything a person may choose, as the library takes it. Absent means the default. */
export interface Options {
  readonly format?: Format | 'auto';
  /** Stages or rules that do not run. */
  readonly skip?: readonly string[];
  /** Rules of strip whose lines stay in the text; what they tell goes into the fields all the same. */
  readonly keep?: readonly string[];
  /** Line rules besides the built-in ones. */
  readonly rules?: readonly OwnRule[];
  /** Lines that sites repeat, as learned from their pages. */
  readonly templates?: Templates;
  /** Field of JSON that holds the document, a key or keys parted by dots; `text` and other usual names if absent. */
  readonly textField?: string;
  /** What fields that come with a document are called: our name to theirs, a key or keys parted by dots. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The encoding of every input: no detection. */
  readonly encoding?: string;
  /** The only encodings to consider. */
  readonly encodings?: readonly string[];
  /** `hans` (default) converts to simplified script, `keep` leaves the script alone. */
  readonly script?: 'hans' | 'keep';
  /** What the text is taken to be: decided per document and line (`auto`, default), or all of it traditional or simplified. */
  readonly from?: 'auto' | 'hant' | 'hans';
  /** `mainland` also replaces vocabulary of Taiwan and Hong Kong. */
  readonly vocab?: 'keep' | 'mainland';
  /** False: repairs only what is certain. True if absent. */
  readonly guess?: boolean;
  /** False leaves `removed` empty. True if absent. */
  readonly removed?: boolean;
  /** True adds `trace`: all edits with offsets. */
  readonly trace?: boolean;
}
