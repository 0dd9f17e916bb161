import type { CorpusRecord } from '../../src/index.ts';
import type { InputSource } from '../../src/library/index.ts';

/** One thing that must hold of a record besides its body. */
export interface Check {
  readonly name: string;
  /** A field is what the page says; a flag is what the program says of the page. */
  readonly about: 'field' | 'flag';
  readonly wanted: unknown;
  readonly found: (record: CorpusRecord) => unknown;
  /** Equal as JSON where this is not given. `inScript` gives text of the page in the script of the record. */
  readonly holds?: (found: unknown, inScript: (text: string) => string) => boolean;
}

/** A document and what must come of it. */
export interface Case {
  readonly id: string;
  /** Scores are the means over the cases of a kind. */
  readonly kind: string;
  readonly source: InputSource;
  /** Lines of the body as they stand in the document, unconverted; null where the body is not scored. */
  readonly body: readonly string[] | null;
  /** Whether `body` may hold the headline, which a record keeps apart. */
  readonly headlineInBody: boolean;
  /** Whether the lines of `body` are those of a record; else only its characters are compared. */
  readonly linesKnown: boolean;
  readonly checks: readonly Check[];
}
