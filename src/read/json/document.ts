import { parseJson } from '../../text/json.ts';
import { isObject } from '../content.ts';
import type { Content, ReadContext, Values } from '../content.ts';
import { readHtml } from '../html/index.ts';
import { isFragment, looksLikeFragment, looksLikeHtml } from '../sniff.ts';
import { readText } from '../text.ts';
import { notebookText } from './notebook.ts';
import { findText, without } from './text-field.ts';

/** An object of JSON as a document. What is no object becomes a document of its own characters with the warning `invalid-json`, so that nothing is lost. */
export function readJsonDocument(json: string, { textField }: ReadContext): Content {
  const value = parse(json);
  if (value === null)
    return { reading: textReading(json, 'text'), fields: null, about: [], warnings: ['invalid-json'] };
  const notebook = textField === null ? notebookText(value) : null;
  if (notebook !== null) return notebookContent(notebook, value);
  const place = findText(value, textField);
  if (place === null) return { reading: readText(''), fields: value, about: [value], warnings: ['no-text-field'] };
  const fields = without(value, place.path);
  return {
    // Half of a pair, which JSON can write and UTF-8 cannot.
    reading: textReading(place.text.toWellFormed(), place.path.at(-1) ?? ''),
    fields: Object.keys(fields).length > 0 ? fields : null,
    about: place.about,
    warnings: place.text.isWellFormed() ? [] : ['irrecoverable-characters'],
  };
}

/** Cells are the text; what the notebook says of itself tells of it. */
function notebookContent(text: string, { metadata }: Values): Content {
  const told = isObject(metadata) ? metadata : {};
  const isNamed = Object.keys(told).length > 0;
  return { reading: readText(text.toWellFormed()), fields: isNamed ? told : null, about: [told], warnings: [] };
}

/** Markup in a field is read as such; in one that is called `text` only where it is nothing else. */
function textReading(text: string, name: string): Content['reading'] {
  const markup = looksLikeHtml(text) || (name === 'text' ? isFragment(text) : looksLikeFragment(text));
  return markup ? readHtml(text) : readText(text);
}

function parse(json: string): Values | null {
  try {
    const value = parseJson(json);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
