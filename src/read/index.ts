import type { Options } from '../options.ts';
import type { Decoded, Document, Format, Reading, Source, Step, Warning } from '../types.ts';
import { readHtml } from './html/index.ts';
import { readJsonLine } from './jsonl.ts';
import { looksLikeHtml } from './sniff.ts';
import { readText } from './text.ts';

/** A document before any stage has touched it, with what its container said besides. */
export interface Page {
  readonly document: Document;
  /** Other fields of a JSONL line. */
  readonly fields: Readonly<Record<string, unknown>> | null;
  readonly url: string | null;
}

/** Decoded text as a document: markup becomes lines with features. */
export function read(source: Source, decoded: Decoded, options: Options): Page {
  const asked = options.format === 'auto' ? undefined : options.format;
  const format = source.format ?? asked ?? (looksLikeHtml(decoded.text) ? 'html' : 'text');
  if (format === 'jsonl') return readJsonl(source, decoded, options);
  const reading = format === 'html' ? readHtml(decoded.text) : readText(decoded.text);
  return { document: open(reading, format, decoded.warnings), fields: null, url: source.url };
}

function readJsonl(source: Source, decoded: Decoded, options: Options): Page {
  const line = readJsonLine(decoded.text, options.textField ?? 'text');
  const reading = looksLikeHtml(line.text) ? readHtml(line.text) : readText(line.text);
  const document = open(reading, 'jsonl', [...decoded.warnings, ...line.warnings]);
  return { document, fields: line.fields, url: source.url ?? line.url };
}

function open(reading: Reading, format: Format, warnings: readonly Warning[]): Document {
  const step: Step = { stage: 'read', rule: 'markup', count: 1, guessed: 0, edits: reading.edits };
  return {
    text: reading.text,
    lines: reading.lines,
    origins: reading.origins,
    meta: reading.meta,
    format,
    language: 'und',
    steps: reading.markup ? [step] : [],
    removed: [],
    warnings,
  };
}
