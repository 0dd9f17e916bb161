import { conversions, languageOf } from './convert/index.ts';
import { decode } from './detect/index.ts';
import { extract, urlOf } from './extract/index.ts';
import { read } from './read/index.ts';
import type { Page } from './read/index.ts';
import { NO_FIELDS } from './record/fields.ts';
import type { CorpusRecord } from './record/fields.ts';
import { makeRecord } from './record/record.ts';
import { isSuspectedMojibake, repairs, repairWarnings } from './repair/index.ts';
import { checkNames } from './engine/check-names.ts';
import { removeLines, runRules } from './engine/apply.ts';
import { findBoilerplate, findingsOf, hasGap, observationOf } from './strip/index.ts';
import type { Findings, Observation } from './strip/index.ts';
import { CONTROL_CODE, holds } from './text/character-classes.ts';
import { preformattedLines, tidies, withoutBlankLines } from './tidy/index.ts';
import type { Options } from './options.ts';
import type { Decoded, Document, EncodingHints, Nature, Source, TextContext, TextRule, Warning } from './types.ts';

/** One source to one record: the whole program. Never throws on content. */
export function normalize(source: Source, options: Options = {}): CorpusRecord {
  const decoded = decodedOf(source, options);
  checkNames(options);
  const page = read(source, decoded, options);
  const nul = holds(page.document.text, CONTROL_CODE) && page.document.text.includes('\0');
  const converted = beforeStrip(page.document, options);
  const { document, told, nature } = stripAndTidy(converted, options, page.url);
  const fields = options.skip?.includes('extract') === true ? NO_FIELDS : extract(told, page.url, nature);
  const finished = { ...document, warnings: [...document.warnings, ...findings(page, document, nature, nul)] };
  return makeRecord(
    source,
    decoded.encoding,
    finished,
    { ...fields, url: page.url ?? fields.url },
    page.fields,
    options,
  );
}

/** What one source tells of the site it belongs to; null for what has no text. Never throws on content. */
export function observe(source: Source, options: Options = {}): Observation | null {
  checkNames(options);
  const { document, url } = prepare(source, options);
  if (document.text.trim() === '') return null;
  const removals = findBoilerplate(document, offOf(options), { own: options.rules, url });
  return observationOf(document, removals, url);
}

/** A source as strip is shown it, decoded, read, repaired, and converted, with its address or null. Never throws on content. */
export function prepare(source: Source, options: Options = {}): { document: Document; url: string | null } {
  const page = read(source, decodedOf(source, options), options);
  const document = beforeStrip(page.document, options);
  return { document, url: page.url ?? urlOf(document) };
}

/** The text of a source; that of a part of a file has been decoded with the file. */
function decodedOf(source: Source, options: Options): Decoded {
  if (source.decoded === undefined) return decode(source.bytes, hintsOf(source, options));
  return { ...source.decoded, text: Buffer.from(source.bytes).toString('utf8') };
}

/** The stages between reading and strip, in order. */
function beforeStrip(document: Document, options: Options): Document {
  const off = offOf(options);
  const context = contextOf(options);
  const repaired = off.has('repair') ? document : repair(document, without(off, repairs), context);
  const found = { ...repaired, language: languageOf(repaired.text) };
  const misread = found.warnings.includes('suspected-mojibake') ? { leaves: isSuspectedMojibake } : {};
  const known = { ...context, ...misread, language: found.language };
  return off.has('convert') ? found : runRules(found, 'convert', without(off, conversions), known);
}

/** Strip and tidy; `told` is the document without the lines that `keep` leaves in the text, which fields are read from. */
function stripAndTidy(
  document: Document,
  options: Options,
  address: string | null,
): { document: Document; told: Document; nature: Nature } {
  const off = offOf(options);
  const url = address ?? urlOf(document);
  const known = { own: options.rules, templates: options.templates, url };
  const { removals, nature } = off.has('strip') ? NOTHING : findingsOf(document, off, known);
  const told = tidied(removeLines(document, removals), options, off);
  const left = removals.filter(({ rule }) => options.keep?.includes(rule) !== true);
  const stripped = left.length === removals.length ? told : tidied(removeLines(document, left), options, off);
  const found = { told, nature: nature() };
  if (!found.nature.article || !hasGap(document, left)) return { document: stripped, ...found };
  return { document: { ...stripped, warnings: [...stripped.warnings, 'gap-in-body'] }, ...found };
}

/** What is found where strip does not run. */
const NOTHING: Findings = { removals: [], nature: () => ({ article: true, kind: null }) };

function tidied(document: Document, options: Options, off: ReadonlySet<string>): Document {
  if (off.has('tidy')) return document;
  const preformatted = preformattedLines(document);
  const context = { ...contextOf(options), language: document.language, ...(preformatted && { preformatted }) };
  return runRules(withoutBlankLines(document), 'tidy', without(off, tidies), context);
}

function offOf(options: Options): ReadonlySet<string> {
  return new Set([...(options.skip ?? []), ...(options.script === 'keep' ? ['convert'] : [])]);
}

/** What container and person say of the encoding. */
export function hintsOf(source: Source, options: Options): EncodingHints {
  return { charset: source.charset, encoding: options.encoding ?? null, candidates: options.encodings ?? null };
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
function findings(page: Page, document: Document, nature: Nature, nul: boolean): readonly Warning[] {
  const warnings: Warning[] = [];
  const before = page.document.text;
  if (page.document.warnings.includes('no-text-field')) return warnings;
  if (before.trim() === '') warnings.push('empty');
  else if (document.text.trim() === '') warnings.push('no-body');
  else if (!nature.article) warnings.push('no-article');
  if (nul) warnings.push('nul-bytes');
  if (document.steps.some((step) => step.guessed > 0)) warnings.push('guessed-characters');
  return warnings;
}
