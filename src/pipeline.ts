import { conversions, languageOf } from './convert/index.ts';
import { decode } from './detect/index.ts';
import { extract, NO_FIELDS } from './extract/index.ts';
import { read } from './read/index.ts';
import type { Page } from './read/index.ts';
import { makeRecord } from './record.ts';
import type { CorpusRecord } from './record.ts';
import { repairs, repairWarnings } from './repair/index.ts';
import { removeLines, runRules } from './run.ts';
import { findBoilerplate } from './strip/index.ts';
import { tidies, withoutBlankLines } from './tidy/index.ts';
import type { Options } from './options.ts';
import type { Document, Source, TextContext, TextRule, Warning } from './types.ts';

/** One source to one record: the whole program. Never throws on content. */
export function normalize(source: Source, options: Options = {}): CorpusRecord {
  const decoded = decode(source.bytes, {
    charset: source.charset,
    encoding: options.encoding ?? null,
    candidates: options.encodings ?? null,
  });
  const page = read(source, decoded, options);
  const document = runStages(page.document, options);
  const fields = options.skip?.includes('extract') === true ? NO_FIELDS : extract(document);
  const finished = { ...document, warnings: [...document.warnings, ...findings(page, document)] };
  return makeRecord(
    source,
    decoded.encoding,
    finished,
    { ...fields, url: page.url ?? fields.url },
    page.fields,
    options,
  );
}

/** The stages between reading and extraction, in order. */
function runStages(document: Document, options: Options): Document {
  const off = new Set([...(options.skip ?? []), ...(options.keep ?? [])]);
  if (options.script === 'keep') off.add('convert');
  const context = contextOf(options);
  const repaired = off.has('repair') ? document : repair(document, without(off, repairs), context);
  const found = { ...repaired, language: languageOf(repaired.text) };
  const known = { ...context, language: found.language };
  const converted = off.has('convert') ? found : runRules(found, 'convert', without(off, conversions), known);
  const stripped = off.has('strip') ? converted : removeLines(converted, findBoilerplate(converted, off));
  return off.has('tidy') ? stripped : runRules(withoutBlankLines(stripped), 'tidy', without(off, tidies), known);
}

function repair(document: Document, rules: readonly TextRule[], context: TextContext): Document {
  const repaired = runRules(document, 'repair', rules, context);
  return { ...repaired, warnings: [...repaired.warnings, ...repairWarnings(repaired.text)] };
}

function contextOf(options: Options): TextContext {
  return {
    guess: options.guess ?? true,
    language: 'und',
    from: options.from ?? 'auto',
    vocab: options.vocab ?? 'keep',
  };
}

function without<T extends { readonly name: string }>(off: ReadonlySet<string>, rules: readonly T[]): readonly T[] {
  return off.size === 0 ? rules : rules.filter((rule) => !off.has(rule.name));
}

/** What can only be said at the end. */
function findings(page: Page, document: Document): readonly Warning[] {
  const warnings: Warning[] = [];
  const before = page.document.text;
  if (page.document.warnings.includes('no-text-field')) return warnings;
  if (before.trim() === '') warnings.push('empty');
  else if (document.text.trim() === '') warnings.push('no-body');
  if (before.includes('\0')) warnings.push('nul-bytes');
  if (document.steps.some((step) => step.guessed > 0)) warnings.push('guessed-characters');
  return warnings;
}
