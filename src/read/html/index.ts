import type { LineFeatures, MarkupSpan, Origins, Reading } from '../../types.ts';
import { editsBetween } from './source-map.ts';
import { layOut } from './layout.ts';
import type { Line } from './line-builder.ts';
import { finished } from './line-structure.ts';
import { markedNames } from './labelled-elements.ts';
import type { Mutable } from './tokenizer.ts';
import { PLAIN } from '../text.ts';

/** Reads HTML as lines with features, in time linear in its length however deep or broken it is. The edits trace every kept character to its place in the source. `nodes` records the elements around lines. */
export function readHtml(decoded: string, structured = false, nodes = false): Reading {
  const { lines, meta } = layOut(decoded, { structured, nodes });
  const text = joined(lines);
  return {
    text,
    markup: true,
    edits: () => editsBetween(decoded, text, layOut(decoded, { recording: true }).lines),
    lines: lines.length === 0 ? [PLAIN] : featuresIn(lines),
    origins: originsOf(decoded, lines),
    meta: [...meta.found, ...markedNames(decoded)],
  };
}

function joined(lines: readonly Line[]): string {
  return lines.map((line) => line.text).join('\n');
}

function featuresOf({ text, element, linkLength, prose, code, spans, structure }: Line, start: number): LineFeatures {
  const features: Mutable<LineFeatures> = {
    tag: element?.tag ?? 'body',
    heading: element?.heading ?? 0,
    linkLength,
    classHint: element?.classHint ?? 0,
    block: element?.container?.number ?? 0,
    container: element?.container ?? null,
    shape: element?.shape ?? 0,
    preformatted: prose !== true && element?.preformatted === true,
  };
  if (prose !== true && (element?.listing?.stated ?? 'nothing') !== 'nothing') features.listing = true;
  if (element !== null && element.paragraph > 0) features.paragraph = element.paragraph;
  if (code !== undefined) features.code = code.map((column) => start + column);
  if (spans !== undefined) features.spans = spansOf(spans, text.length);
  if (structure !== undefined) features.structure = finished(structure, start, prose === true);
  return features;
}

function featuresIn(lines: readonly Line[]): readonly LineFeatures[] {
  let offset = 0;
  return lines.map((line) => {
    const start = offset;
    offset += line.text.length + 1;
    return featuresOf(line, start);
  });
}

function spansOf(spans: NonNullable<Line['spans']>, length: number): readonly MarkupSpan[] {
  return spans.map(({ start, node }, index) => ({ start, end: spans[index + 1]?.start ?? length, node }));
}

/** One for each line; a page without lines has one empty line. */
function originsOf(html: string, lines: readonly Line[]): Origins {
  const lineAt = lineCounter(html);
  return lines.length === 0 ? [1] : lines.map(({ source }) => lineAt(source));
}

/** Returns a function from offset to 1-based line; offsets must be ascending. */
function lineCounter(html: string): (offset: number) => number {
  const next = breaksOf(html);
  let number = 1;
  let end = next();
  return (offset) => {
    for (; end < offset; end = next()) number++;
    return number;
  };
}

/** Returns a function that gives the start offset of each line break in turn, then Infinity. Most pages have only line feeds. */
function breaksOf(html: string): () => number {
  if (hasOtherBreaks(html)) {
    const terminator = /\r\n|[\n\r\u2028\u2029]/g;
    return () => terminator.exec(html)?.index ?? Infinity;
  }
  let at = -1;
  return () => {
    at = html.indexOf('\n', at + 1);
    return at < 0 ? Infinity : at;
  };
}

function hasOtherBreaks(html: string): boolean {
  let at = html.indexOf('\r');
  while (at >= 0 && html.charCodeAt(at + 1) === LINE_FEED) at = html.indexOf('\r', at + 2);
  return at >= 0 || html.includes('\u2028') || html.includes('\u2029');
}

const LINE_FEED = 0x0a;
