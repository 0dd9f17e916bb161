import type { CorpusRecord } from '../../src/index.ts';
import type { InputSource } from '../../src/library/index.ts';

/** A condition on a record besides its body. */
export interface Check {
  readonly name: string;
  /** A field is stated by the page; a flag is a judgement of the program about the page. */
  readonly about: 'field' | 'flag';
  readonly wanted: unknown;
  readonly found: (record: CorpusRecord) => unknown;
  /** Default: equality as JSON. `inScript` converts text of the page to the script of the record. */
  readonly holds?: (found: unknown, inScript: (text: string) => string) => boolean;
}

/** A document and its expected result. */
export interface Case {
  readonly id: string;
  /** Scores are the means over the cases of a kind. */
  readonly kind: string;
  readonly source: InputSource;
  /** Lines of the body as in the document, unconverted; null if the body is not scored. */
  readonly body: readonly string[] | null;
  /** Whether `body` may include the headline, which a record keeps separate. */
  readonly headlineInBody: boolean;
  /** Whether the lines of `body` are those of a record; else only its characters are compared. */
  readonly linesKnown: boolean;
  readonly checks: readonly Check[];
}
