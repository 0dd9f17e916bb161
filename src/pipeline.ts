import { conversions, languageOf, mayBeJapanese } from './convert/index.ts';
import { decode } from './detect/index.ts';
import { continuationOf, extract, urlOf } from './extract/index.ts';
import { PLAIN } from './read/text.ts';
import { read } from './read/index.ts';
import type { Page } from './read/index.ts';
import { NO_FIELDS } from './record/fields.ts';
import type { CorpusRecord } from './record/fields.ts';
import { makeRecord } from './record/record.ts';
import { postsOf, withLayout } from './posts/index.ts';
import type { FoundPost } from './posts/index.ts';
import { isSuspectedMojibake, repairs, repairWarnings } from './repair/index.ts';
import { render, withStructure } from './render/index.ts';
import { maskedMarks, maskedText, masksOf } from './mask/index.ts';
import { maskedRecord } from './record/mask.ts';
import { signalNames, signalsOf } from './signals/index.ts';
import type { MeasuredPage } from './signals/index.ts';
import { checkNames } from './engine/check-names.ts';
import { edited, removeLines, runRules } from './engine/apply.ts';
import { findBoilerplate, findingsOf, hasGap, observationOf } from './strip/index.ts';
import type { Findings, Observation } from './strip/index.ts';
import { CONTROL_CODE, holds } from './text/character-classes.ts';
import { lineSpans } from './text/lines.ts';
import { preformattedLines, tidies, withoutBlankLines } from './tidy/index.ts';
import type { Options } from './options.ts';
import type {
  Decoded,
  Document,
  EncodingHints,
  PageVerdict,
  Removal,
  Source,
  Step,
  TextContext,
  TextRule,
  Warning,
} from './types.ts';

/** A record and what it was made of. */
export interface Normalized {
  readonly record: CorpusRecord;
  /** The document as read, before the first repair. */
  readonly read: string;
  /** What turned it into the text of the record, in order. */
  readonly steps: readonly Step[];
  /** The document as decoded. */
  readonly decoded: string;
  /** What signals are computed from. */
  readonly measured: MeasuredPage;
}

/** Normalizes one source to one record. Throws `UserError` for wrong options, never because of content. */
export function normalize(source: Source, options: Options = {}): CorpusRecord {
  return normalized(source, options).record;
}

/** `normalize` with what the record was made of. */
export function normalized(source: Source, options: Options = {}): Normalized {
  const decoded = decodedOf(source, options);
  checkNames(options);
  const page = read(source, decoded, options);
  const nul = holds(page.document.text, CONTROL_CODE) && page.document.text.includes('\0');
  const { found, converted } = beforeStrip(page.document, options);
  const { structured, extension } = page.context;
  const before = structured ? withStructure(converted, extension) : converted; // Markup has been read with its own.
  const { document, stripped, verdict, removals } = stripAndTidy(before, options, page.url);
  const off = offOf(options);
  const fields = off.has('extract') ? NO_FIELDS : extract(stripped, page.url, verdict);
  const finished = { ...document, warnings: [...document.warnings, ...findings(page, document, verdict, nul)] };
  const all = { ...fields, url: page.url ?? fields.url };
  const masks = off.has('mask') ? [] : without(off, masksOf(options.mask ?? []));
  const hidden = maskedDocument(finished, masks, options);
  const { rendered, asked } = renderedAs(hidden, options);
  const posts =
    options.posts === true ? { posts: tidiedPosts(before, postsOf(before, removals, verdict), options) } : {};
  const measured: MeasuredPage = {
    text: hidden.text,
    found: found.text,
    lines: found.lines,
    steps: hidden.steps,
    removed: hidden.removed,
  };
  const more = { ...asked, ...posts, ...signalsIn(measured, options) };
  const continues = continuationOf(stripped, source, all.url, verdict);
  const named = page.id === null ? source : { ...source, id: page.id };
  const made = makeRecord(named, decoded.encoding, rendered, all, { fields: page.fields, continues }, more, options);
  const record = masks.length === 0 ? made : maskedRecord(made, masks, contextOf(options));
  const { text: readText, steps: readSteps } = page.document;
  const steps = rendered.steps.slice(readSteps.length);
  return { record, read: readText, steps, decoded: decoded.text, measured };
}

/** The signals asked for. */
export function signalsIn(page: MeasuredPage, { signals = false }: Options): Pick<CorpusRecord, 'signals'> {
  return signals === false ? {} : { signals: signalsOf(page, signalNames(signals)) };
}

/** The document with what its text and its links hold masked, a step for each rule that changed the text. */
function maskedDocument(document: Document, masks: readonly TextRule[], options: Options): Document {
  if (masks.length === 0) return document;
  const context = contextOf(options);
  const lines = maskedMarks(document.lines, (text) => maskedText(text, masks, context));
  return masks.reduce<Document>(
    (now, { name, gate, propose }) => {
      const proposal = gate(now.text) ? propose(now.text, context) : [];
      return Array.isArray(proposal) ? edited(now, 'mask', name, proposal) : now;
    },
    { ...document, lines },
  );
}

/** The finished document as Markdown and its blocks, as far as these are asked for. */
function renderedAs(
  document: Document,
  { markdown = false, links = false, blocks = false }: Options,
): { rendered: Document; asked: Pick<CorpusRecord, 'blocks'> } {
  if (!markdown && !blocks) return { rendered: document, asked: {} };
  const { edits, blocks: blocksOf } = render(document, markdown, links);
  const rendered = edited(document, 'render', 'markdown', edits);
  return { rendered, asked: blocks ? { blocks: blocksOf(rendered.text) } : {} };
}

/** Posts with their text as the body has it: converted lines, tidied. */
function tidiedPosts(
  document: Document,
  posts: readonly FoundPost[],
  options: Options,
): NonNullable<CorpusRecord['posts']> {
  const spans = lineSpans(document.text);
  const off = offOf(options);
  return posts.flatMap(({ author, published, role, text: slices, said: stated }) => {
    const text = withLayout(document, spans, slices);
    const own = stated?.split('\n').map(() => PLAIN);
    const pieces = text.map(({ line, start, end }) => {
      const from = spans[line]?.start ?? 0;
      return document.text.slice(from + start, from + end);
    });
    const part: Document = {
      ...document,
      text: stated ?? pieces.join('\n'),
      lines: own ?? text.flatMap(({ line }) => document.lines[line] ?? []),
      origins: own?.map(() => 1) ?? text.flatMap(({ line }) => document.origins[line] ?? []),
      meta: [],
      steps: [],
      removed: [],
    };
    const said = tidied(part, options, off).text;
    return said === '' ? [] : [{ author, published, text: said, role }];
  });
}

/** What one source contributes to the templates of its site, or null for a source without text. Throws as `normalize` does. */
export function observe(source: Source, options: Options = {}): Observation | null {
  checkNames(options);
  const { document, url } = prepare(source, options);
  if (document.text.trim() === '') return null;
  const removals = findBoilerplate(document, offOf(options), { own: options.rules, url, ...misreadLines(document) });
  return observationOf(document, removals, url);
}

/** Runs the stages before strip on a source and finds its address, or null. Throws as `normalize` does. */
export function prepare(source: Source, options: Options = {}): { document: Document; url: string | null } {
  const page = read(source, decodedOf(source, options), options);
  const document = beforeStrip(page.document, options).converted;
  return { document, url: page.url ?? urlOf(document) };
}

/** Decodes a source. A part of a file was decoded with the file, and its bytes are UTF-8. */
function decodedOf(source: Source, options: Options): Decoded {
  if (source.decoded === undefined) return decode(source.bytes, hintsOf(source, options));
  return { ...source.decoded, text: Buffer.from(source.bytes).toString('utf8') };
}

/** Runs the stages between read and strip, in order: the document after repair (`found`) and after conversion. */
function beforeStrip(document: Document, options: Options): { found: Document; converted: Document } {
  const off = offOf(options);
  const context = contextOf(options);
  const repaired = off.has('repair') ? document : repair(document, without(off, repairs), context);
  const withLanguage = { ...repaired, language: languageOf(repaired.text) };
  const conversionContext = { ...context, ...misreadLines(withLanguage), language: withLanguage.language };
  const converted = off.has('convert')
    ? withLanguage
    : runRules(withLanguage, 'convert', without(off, conversions), conversionContext);
  if (converted.text === withLanguage.text || !mayBeJapanese(withLanguage.text))
    return { found: withLanguage, converted };
  return { found: withLanguage, converted: { ...converted, warnings: [...converted.warnings, 'uncertain-language'] } };
}

/** The lines that conversion, strip and tidying leave, if there are any. */
function misreadLines({ warnings }: Document): Pick<TextContext, 'leaves'> {
  return warnings.includes('suspected-mojibake') ? { leaves: isSuspectedMojibake } : {};
}

/** Runs strip and tidy. Fields are read from `stripped`, which also lacks the lines that `keep` leaves in `document`. */
function stripAndTidy(
  document: Document,
  options: Options,
  address: string | null,
): { document: Document; stripped: Document; verdict: PageVerdict; removals: readonly Removal[] } {
  const off = offOf(options);
  const url = address ?? urlOf(document);
  const knowledge = { own: options.rules, templates: options.templates, url, ...misreadLines(document) };
  const found = off.has('strip') ? NOTHING_FOUND : findingsOf(document, off, knowledge);
  const { removals } = found;
  const stripped = tidied(removeLines(document, removals), options, off);
  const notKept = removals.filter(({ rule }) => options.keep?.includes(rule) !== true);
  const kept = notKept.length === removals.length ? stripped : tidied(removeLines(document, notKept), options, off);
  const verdict = found.verdict();
  const isLost = (): boolean => options.keep?.includes('outside-body') !== true && found.losesProse();
  if (!verdict.article || (!hasGap(document, notKept) && !isLost()))
    return { document: kept, stripped, verdict, removals };
  const warnings: readonly Warning[] = [...kept.warnings, 'gap-in-body'];
  return { document: { ...kept, warnings }, stripped, verdict, removals };
}

/** The findings if strip is skipped. */
const NOTHING_FOUND: Findings = {
  removals: [],
  losesProse: () => false,
  verdict: () => ({ article: true, kind: null }),
};

function tidied(document: Document, options: Options, off: ReadonlySet<string>): Document {
  if (off.has('tidy')) return document;
  const preformatted = preformattedLines(document);
  const own = { language: document.language, ...(preformatted && { preformatted }), ...misreadLines(document) };
  const context = { ...contextOf(options), ...own };
  return runRules(withoutBlankLines(document), 'tidy', without(off, tidies), context);
}

function offOf(options: Options): ReadonlySet<string> {
  return new Set([...(options.skip ?? []), ...(options.script === 'keep' ? ['convert'] : [])]);
}

/** What the source and the options state about the encoding. */
export function hintsOf(source: Source, options: Options): EncodingHints {
  return { charset: source.charset, encoding: options.encoding ?? null, candidates: options.encodings ?? null };
}

function repair(document: Document, rules: readonly TextRule[], context: TextContext): Document {
  const repaired = runRules(document, 'repair', rules, context);
  return { ...repaired, warnings: [...repaired.warnings, ...repairWarnings(repaired.text, repaired.steps)] };
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

/** Warnings that depend on the finished document. */
function findings(page: Page, document: Document, verdict: PageVerdict, nul: boolean): readonly Warning[] {
  const warnings: Warning[] = [];
  const before = page.document.text;
  if (page.document.warnings.includes('no-text-field')) return warnings;
  if (before.trim() === '') warnings.push('empty');
  else if (document.text.trim() === '') warnings.push('no-body');
  else if (!verdict.article) warnings.push('no-article');
  if (nul) warnings.push('nul-bytes');
  if (document.steps.some((step) => step.guessed > 0)) warnings.push('guessed-characters');
  return warnings;
}
