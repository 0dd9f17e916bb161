import { decode } from './detect/index.ts';
import type { Options } from './options.ts';
import { hintsOf } from './pipeline.ts';
import { isRefusal } from './read/content.ts';
import type { Part, Refusal } from './read/content.ts';
import { FORMAT_NAMES, FORMATS } from './read/formats.ts';
import type { Format } from './read/formats.ts';
import { contextOf, formatOf } from './read/index.ts';
import { isSqlDump, mayBeNotDocument, notDocument } from './read/not-documents.ts';
import { wideEncoding } from './read/sniff-jsonl.ts';
import type { Decoded, Source } from './types.ts';

/** Why a source, or the rest of it, yields no document. */
export interface Refused extends Refusal {
  /** Place inside the file, as in `Source.member`. */
  readonly member: string | null;
}

/** Length in bytes of the prefix that formats are sniffed from. */
const SNIFF_BYTES = 4096;

/** Multi-document formats that the first bytes of a source suggest, most reliable first; empty for a part of a file. */
export function severalOf(source: Source, options: Options): readonly Format[] {
  const format = formatOf(source, options);
  if (format !== null) return FORMATS[format].split === undefined || isPart(source) ? [] : [format];
  const head = headOf(source.bytes);
  const { extension } = contextOf(source, options);
  return FORMAT_NAMES.filter(
    (name) => FORMATS[name].split !== undefined && FORMATS[name].recognizes?.(head, extension),
  );
}

/**
 * Yields the documents of a source: the source itself, or the parts of a multi-document file. The bytes of a part are UTF-8
 * whatever the encoding of the file; the encoding reported for a part is that of its file.
 */
export function* documentsIn(source: Source, options: Options): Generator<Source | Refused, void> {
  const formats = severalOf(source, options);
  const context = contextOf(source, options);
  const mayBeNoDocument = formatOf(source, options) === null && mayBeNotDocument(context.name);
  if (formats.length > 0 || mayBeNoDocument) {
    const decoded = decode(source.bytes, hintsOf(source, options));
    for (const format of formats) {
      const parts = FORMATS[format].split?.(decoded.text, context) ?? null;
      if (parts === null) continue;
      for (const part of parts)
        yield isRefusal(part) ? { ...part, member: source.member } : partOf(source, format, part, decoded);
      return;
    }
    if (mayBeNoDocument && isSqlDump(decoded.text, context.name)) {
      const why = 'is a database dump, which is not supported; export the table as CSV or JSON';
      yield { kind: 'failed', member: source.member, reason: 'unsupported', why };
      return;
    }
    const none = mayBeNoDocument ? notDocument(decoded.text, context.name) : null;
    if (none !== null) {
      yield { kind: 'skipped', member: source.member, reason: 'not-a-document', why: `is ${none}` };
      return;
    }
  }
  yield source;
}

/** Whether a source is a part of a file: only parts come already decoded. */
function isPart(source: Source): boolean {
  return source.decoded !== undefined;
}

function partOf(source: Source, format: Format, { member, text, fields }: Part, decoded: Decoded): Source {
  const place = source.member === null || member === null ? (member ?? source.member) : `${source.member}!${member}`;
  const fieldsOfPart = fields === undefined ? source.fields : { ...source.fields, ...fields };
  const part = { ...source, member: place, format, ...(fieldsOfPart === undefined ? {} : { fields: fieldsOfPart }) };
  if (text === null) return part;
  const { encoding } = decoded;
  const replaced = encoding.replaced === 0 ? 0 : (text.match(/\uFFFD/g)?.length ?? 0);
  const warnings = decoded.warnings.filter((warning) => warning !== 'replaced-bytes' || replaced > 0);
  return { ...part, bytes: Buffer.from(text), decoded: { encoding: { ...encoding, replaced }, warnings } };
}

/** The first bytes of a file as text, without byte order mark and leading white space. Only its ASCII characters are reliable. */
function headOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, SNIFF_BYTES));
  const wide = wideEncoding(head) ?? unmarkedWide(head);
  const text =
    wide === null ? head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '') : new TextDecoder(wide).decode(head);
  return text.trimStart();
}

/** UTF-16 without a byte order mark, by two ASCII characters, as which all formats of several documents begin. */
function unmarkedWide(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  const [a = 0, b = 0, c = 0, d = 0] = head;
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le';
  return a === 0 && b !== 0 && c === 0 && d !== 0 ? 'utf-16be' : null;
}
