import type { Options } from '../options.ts';
import type { Decoded, Document, Source, Step, Warning } from '../types.ts';
import type { Content, ReadContext, Values } from './content.ts';
import { FORMATS, sniffed } from './formats.ts';
import type { Format } from './formats.ts';
import { idIn, knownMeta, knownUrl } from './known.ts';

/** A document as read, before the other stages, with the metadata of its container. */
export interface Page {
  readonly document: Document;
  /** Values that came with the text. */
  readonly fields: Values | null;
  readonly url: string | null;
  /** What the field for the record's id holds, or null. */
  readonly id: string | null;
  /** How it was read. */
  readonly context: ReadContext;
}

/** Reads decoded text as a document: markup becomes lines with features. */
export function read(source: Source, decoded: Decoded, options: Options): Page {
  const context = contextOf(source, options);
  const format = formatOf(source, options) ?? sniffed(decoded.text, context.extension);
  const content = FORMATS[format].read(decoded.text, context);
  const given = source.fields ?? null;
  const about = given === null ? content.about : [...content.about, given];
  const names = options.fields ?? {};
  const id = idIn(about, options.idField);
  const nameless = options.idField !== undefined && id === null && about.length > 0;
  const warnings: readonly Warning[] = nameless ? [...content.warnings, 'no-id-field'] : content.warnings;
  return {
    document: open(withoutText({ ...content, warnings }, source), format, decoded, knownMeta(about, names)),
    fields: given === null ? content.fields : { ...given, ...content.fields },
    url: source.url ?? knownUrl(about, names),
    id,
    context,
  };
}

function withoutText(content: Content, { hasText }: Source): Content {
  return hasText === false ? { ...content, warnings: [...content.warnings, 'no-text-field'] } : content;
}

/** The format set by the container or by the options, or null. */
export function formatOf(source: Source, options: Options): Format | null {
  const asked = options.format === 'auto' ? undefined : options.format;
  return (source.format as Format | null) ?? asked ?? null;
}

/** Context of a source for the reader. */
export function contextOf({ path, member, url }: Source, options: Options): ReadContext {
  const names = [member?.split('!').at(-1), path, url?.split(/[?#]/, 1)[0]].filter((name) => name !== undefined);
  const name = names.find((found) => EXTENSION.test(found)) ?? names[0] ?? '';
  const extension = EXTENSION.exec(name)?.[1]?.toLowerCase() ?? '';
  const structured = options.markdown === true || options.blocks === true;
  return { textField: options.textField ?? null, name, extension, structured, nodes: options.posts === true };
}

const EXTENSION = /\.([a-z\d]{1,12})$/i;

function open({ reading, warnings }: Content, format: Format, decoded: Decoded, known: Document['meta']): Document {
  const step: Step = { stage: 'read', rule: 'markup', count: 1, guessed: 0, edits: reading.edits };
  return {
    text: reading.text,
    lines: reading.lines,
    origins: reading.origins,
    meta: known.length === 0 ? reading.meta : [...known, ...reading.meta],
    format,
    language: 'und',
    steps: reading.markup ? [step] : [],
    removed: [],
    warnings: [...decoded.warnings, ...warnings],
  };
}
