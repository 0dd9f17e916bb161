import { parseJson } from '../../text/json.ts';
import { isObject } from '../../text/is-object.ts';
import { plainContent } from '../content.ts';
import type { Content, ReadContext, Values } from '../content.ts';
import { readHtml } from '../html/index.ts';
import { isFragment, looksLikeFragment, looksLikeHtml } from '../sniff.ts';
import { readText } from '../text.ts';
import { notebookText } from './notebook.ts';
import { findText, without } from './text-field.ts';

/** Reads a JSON object as a document. Anything else is kept as text with the warning `invalid-json`, so that nothing is lost. */
export function readJsonDocument(json: string, context: ReadContext): Content {
  const { textField } = context;
  const value = parse(json);
  if (value === null)
    return { reading: textReading(json, 'text', context), fields: null, about: [], warnings: ['invalid-json'] };
  const notebook = textField === null ? notebookText(value) : null;
  if (notebook !== null) return notebookContent(notebook, value);
  const place = findText(value, textField);
  if (place === null) return { reading: readText(''), fields: value, about: [value], warnings: ['no-text-field'] };
  const fields = place.joined === undefined ? without(value, place.path) : value;
  // Replaces lone surrogates, which JSON can express and UTF-8 cannot.
  const text = place.text.toWellFormed();
  return {
    reading:
      place.joined === 'turns' ? turnsReading(text, context) : textReading(text, place.path.at(-1) ?? '', context),
    fields: Object.keys(fields).length > 0 ? fields : null,
    about: place.about,
    warnings: place.text.isWellFormed() ? [] : ['irrecoverable-characters'],
  };
}

/** Reads an element of a JSON file as a document: an object, or a text by itself. */
export function readJsonValue(json: string, context: ReadContext): Content {
  const text = context.textField === null ? bareText(parsed(json)) : null;
  return text === null
    ? readJsonDocument(json, context)
    : plainContent(textReading(text.toWellFormed(), 'text', context));
}

/** The text of a document that is a string, or a list of strings, a line for each; null for other values. */
export function bareText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  const isText = Array.isArray(value) && value.length > 0 && value.every((line) => typeof line === 'string');
  return isText ? value.join('\n') : null;
}

/** The cells are the text; the notebook's metadata are its fields. */
function notebookContent(text: string, { metadata }: Values): Content {
  const told = isObject(metadata) ? metadata : {};
  const isNamed = Object.keys(told).length > 0;
  return { reading: readText(text.toWellFormed()), fields: isNamed ? told : null, about: [told], warnings: [] };
}

/** Reads what is said in a conversation, which is about markup more often than it is written in it. */
function turnsReading(text: string, { structured, nodes }: ReadContext): Content['reading'] {
  if (isFragment(text)) return readHtml(text, structured, nodes);
  return { ...readText(text), meta: [{ name: 'turns', value: '' }] };
}

/** Reads markup in a field as HTML; in a field named `text`, fragments only if they are nothing but markup. */
function textReading(text: string, name: string, { structured, nodes }: ReadContext): Content['reading'] {
  const markup = looksLikeHtml(text) || (name === 'text' ? isFragment(text) : looksLikeFragment(text));
  return markup ? readHtml(text, structured, nodes) : readText(text);
}

function parse(json: string): Values | null {
  const value = parsed(json);
  return isObject(value) && !(json.length > 2 * MAX_DEPTH && isDeeper(value, MAX_DEPTH)) ? value : null;
}

/** A value of JSON; undefined for anything else. */
function parsed(json: string): unknown {
  try {
    return parseJson(json);
  } catch {
    return undefined;
  }
}

/** Values nested deeper cannot be written: serializers are recursive. */
const MAX_DEPTH = 2000;

function isDeeper(value: unknown, limit: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; depth < limit && level.length > 0; depth++)
    level = level.flatMap((outer): readonly unknown[] =>
      typeof outer === 'object' && outer !== null ? Object.values(outer) : [],
    );
  return level.length > 0;
}
