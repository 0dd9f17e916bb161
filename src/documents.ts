import { decode } from './detect/index.ts';
import type { Options } from './options.ts';
import { hintsOf } from './pipeline.ts';
import { isRefusal } from './read/content.ts';
import type { Part, Refusal } from './read/content.ts';
import { FORMAT_NAMES, FORMATS } from './read/formats.ts';
import type { Format } from './read/formats.ts';
import { contextOf, formatOf } from './read/index.ts';
import { isSqlDump, mayBeNone, notDocument } from './read/not-documents.ts';
import type { Decoded, Source } from './types.ts';

/** Why a source, or what is left of it, gives no document. */
export interface Refused extends Refusal {
  /** Place in the file, as in the source. */
  readonly member: string | null;
}

/** Bytes that are looked at to tell whether a file may hold several documents. */
const HEAD = 4096;

/** The kinds a file may be of that hold several documents or none, by its first bytes; the surest first. */
export function severalOf(source: Source, options: Options): readonly Format[] {
  const format = formatOf(source, options);
  if (format !== null) return FORMATS[format].split === undefined || isPart(source) ? [] : [format];
  const head = headOf(source.bytes);
  const { extension } = contextOf(source, options);
  return FORMAT_NAMES.filter((name) => FORMATS[name].split !== undefined && FORMATS[name].opens?.(head, extension));
}

/**
 * The documents of a source: itself, or the parts of a file that holds several. The bytes of a part are UTF-8, whatever the
 * encoding of the file, which the part keeps as its own.
 */
export function* documentsIn(source: Source, options: Options): Generator<Source | Refused, void> {
  const formats = severalOf(source, options);
  const context = contextOf(source, options);
  const doubted = formatOf(source, options) === null && mayBeNone(context.name);
  if (formats.length > 0 || doubted) {
    const decoded = decode(source.bytes, hintsOf(source, options));
    for (const format of formats) {
      const parts = FORMATS[format].split?.(decoded.text, context) ?? null;
      if (parts === null) continue;
      for (const part of parts)
        yield isRefusal(part) ? { ...part, member: source.member } : partOf(source, format, part, decoded);
      return;
    }
    if (doubted && isSqlDump(decoded.text, context.name)) {
      const why = 'is a dump of a database, which is not read; export the table as CSV or JSON';
      yield { kind: 'failed', member: source.member, reason: 'unsupported', why };
      return;
    }
    const none = doubted ? notDocument(decoded.text, context.name) : null;
    if (none !== null) {
      yield { kind: 'skipped', member: source.member, reason: 'not-a-document', why: `is ${none}` };
      return;
    }
  }
  yield source;
}

/** A part stands in a file that has been decoded. */
function isPart(source: Source): boolean {
  return source.decoded !== undefined;
}

function partOf(source: Source, format: Format, { member, text, fields }: Part, decoded: Decoded): Source {
  const place = source.member === null || member === null ? (member ?? source.member) : `${source.member}!${member}`;
  const given = fields === undefined ? source.fields : { ...source.fields, ...fields };
  const known = { ...source, member: place, format, ...(given === undefined ? {} : { fields: given }) };
  if (text === null) return known;
  const { encoding } = decoded;
  const replaced = encoding.replaced === 0 ? 0 : (text.match(/\uFFFD/g)?.length ?? 0);
  const warnings = decoded.warnings.filter((warning) => warning !== 'replaced-bytes' || replaced > 0);
  return { ...known, bytes: Buffer.from(text), decoded: { encoding: { ...encoding, replaced }, warnings } };
}

/** The beginning of a file as text as far as ASCII goes, without byte order mark and white space. */
function headOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD));
  const wide =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : null;
  const text =
    wide === null ? head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '') : new TextDecoder(wide).decode(head);
  return text.trimStart();
}
