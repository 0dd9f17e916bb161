import { conversions, languageOf } from './convert/index.ts';
import { decode } from './detect/index.ts';
import { extract, NO_FIELDS } from './extract/index.ts';
import { read } from './read/index.ts';
import { makeRecord } from './record.ts';
import type { CorpusRecord } from './record.ts';
import { repairs } from './repair/index.ts';
import { removeLines, runRules } from './run.ts';
import { findBoilerplate } from './strip/index.ts';
import { tidies } from './tidy/index.ts';
import type { Document, Options, Source, TextContext } from './types.ts';

/** One source to one record: the whole program. Never throws on content. */
export function normalize(source: Source, options: Options = {}): CorpusRecord {
  const off: ReadonlySet<string> = new Set([...(options.skip ?? []), ...(options.keep ?? [])]);
  const decoded = decode(source.bytes, {
    charset: source.charset,
    encoding: options.encoding ?? null,
    candidates: options.encodings ?? null,
  });
  const page = read(source, decoded, options);
  const repaired = off.has('repair') ? page.document : runRules(page.document, 'repair', on(repairs), context('und'));
  const language = languageOf(repaired.text);
  const found: Document = { ...repaired, language };
  const converted = off.has('convert') ? found : runRules(found, 'convert', on(conversions), context(language));
  const stripped = off.has('strip') ? converted : removeLines(converted, findBoilerplate(converted, off));
  const tidied = off.has('tidy') ? stripped : runRules(stripped, 'tidy', on(tidies), context(language));
  const fields = off.has('extract') ? NO_FIELDS : extract(tidied);
  return makeRecord(source, decoded.encoding, tidied, { ...fields, url: page.url ?? fields.url }, page.fields, options);

  function on<T extends { readonly name: string }>(rules: readonly T[]): readonly T[] {
    return off.size === 0 ? rules : rules.filter((rule) => !off.has(rule.name));
  }
  function context(of: Document['language']): TextContext {
    return { guess: options.guess ?? true, language: of, from: options.from ?? 'auto', vocab: options.vocab ?? 'keep' };
  }
}
