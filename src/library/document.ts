import { normalize as normalizeSource, observe as observeSource, UserError } from '../index.ts';
import type { CorpusRecord, Observation, Options, Source } from '../index.ts';
import { checkOptions, checkSource, described } from './check-arguments.ts';

/** A document with optional metadata. Exactly one of `bytes` and `text` is required. */
export interface InputSource extends Partial<Omit<Source, 'bytes'>> {
  readonly bytes?: Uint8Array;
  /** Text that has already been decoded. */
  readonly text?: string;
}

/** A document: text, bytes in any encoding, or either with metadata. */
export type Input = string | Uint8Array | InputSource;

/**
 * Normalizes one document to one record. Synchronous; does no I/O. Throws a TypeError for arguments of the wrong type, unknown
 * options, and unknown names in options; never because of content.
 */
export function normalize(input: Input, options: Options = {}): CorpusRecord {
  return checked('normalize', input, options, normalizeSource);
}

/**
 * What one document contributes to the templates of its site, for `addPage`; null if it has no text. Throws as `normalize` does.
 */
export function observe(input: Input, options: Options = {}): Observation | null {
  return checked('observe', input, options, observeSource);
}

function checked<T>(caller: string, input: Input, options: Options, run: (source: Source, options: Options) => T): T {
  checkOptions(options, caller);
  const { source, decoded } = sourceOf(input, caller);
  try {
    return run(source, decoded ? { ...options, encoding: 'utf-8' } : options);
  } catch (error) {
    if (error instanceof UserError) throw new TypeError(`${caller}: options.${error.message}`, { cause: error });
    throw error;
  }
}

/** Completes the input to a source. `decoded` is true if the input was text, which needs no detection. */
function sourceOf(input: unknown, caller: string): { readonly source: Source; readonly decoded: boolean } {
  if (typeof input === 'string') return { source: complete({}, Buffer.from(input)), decoded: true };
  if (input instanceof Uint8Array) return { source: complete({}, input), decoded: false };
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new TypeError(
      `${caller}: the first argument must be a string, a Uint8Array, or an object with 'bytes' or 'text'; got ${described(input)}`,
    );
  checkSource(input, caller);
  const { bytes, text, ...known } = input as InputSource;
  return { source: complete(known, bytes ?? Buffer.from(text ?? '')), decoded: bytes === undefined };
}

function complete(known: Partial<Omit<Source, 'bytes'>>, bytes: Uint8Array): Source {
  const defaults = { path: '-', pathBytes: null, member: null, format: null, charset: null, url: null };
  const given: [string, unknown][] = Object.entries(known);
  return { ...defaults, ...Object.fromEntries(given.filter(([, value]) => value !== undefined)), bytes };
}
