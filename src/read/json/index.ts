import { isObject } from '../../text/is-object.ts';
import { readJson } from '../../text/json.ts';
import type { Part, ReadContext, Refusal } from '../content.ts';
import { elementsAt, entriesAt, valuesIn } from './elements.ts';
import { bareText } from './document.ts';
import { machineFile } from './machine-files.ts';
import { notebookText } from './notebook.ts';
import { findText, inWrappers } from './text-field.ts';

export { readJsonDocument, readJsonValue } from './document.ts';

/** JSONP wrapper or anti-hijacking prefix of a server response. */
const CALL = /^\s*(?:\/\*[^*]{0,100}\*\/\s*)?(?:(?:window\.)?[A-Za-z_$][\w$.]{0,100}\s*\(|\)\]\}',?)\s*(?=[[{])/;

/** The mark in front of each value of a sequence (RFC 7464). */
const SEPARATOR = /^\s*\x1e\s*/;

/** Whether a text begins like a JSON object or array, or in a file of that name like a string. */
export function isJson(head: string, extension: string): boolean {
  const start = head.replace(SEPARATOR, '').replace(CALL, '').trimStart();
  if (extension === 'json' && start.startsWith('"')) return true;
  return /^\{\s*(?:"|\}|$)/.test(start) || /^\[\s*(?:[[{"\]]|$)/.test(start);
}

/** Removes a JSONP wrapper or prefix from JSON. */
export function unwrapped(text: string): string {
  const call = CALL.exec(text)?.[0];
  if (call === undefined) return text;
  const body = text.slice(call.length);
  if (!call.includes('(')) return body;
  const close = body.lastIndexOf(')');
  return close < 0 ? body : body.slice(0, close);
}

/** The documents of a JSON file; null if it is not JSON after all. */
export function splitJson(text: string, context: ReadContext): Iterable<Part | Refusal> | null {
  const json = unwrapped(text);
  const value = parse(json);
  if (value === undefined) return splitBroken(json, context);
  const machine = context.textField === null ? machineFile(value, context.name) : null;
  if (machine !== null) return [{ kind: 'skipped', reason: 'not-a-document', why: `is ${machine}` }];
  if (context.textField === null && isObject(value) && notebookText(value) !== null)
    return [{ member: null, text: null }];
  const path = areTexts(value, context) ? [] : listIn(value, context.textField);
  if (path !== null) return elements(json, path);
  if (typeof value === 'string') return whole(json, text);
  const named = context.extension === 'json' || isObject(value);
  if (findText(value, context.textField) !== null) return whole(json, text);
  if (isDictionary(value, context.textField)) return entries(json);
  return named ? [noText(value, context)] : null;
}

/** Whether a value is a list of documents that are strings, or lists of strings, in a file that is not named as text. */
function areTexts(value: unknown, { textField, extension }: ReadContext): boolean {
  if (textField !== null || !(extension === 'json' || extension === '') || !Array.isArray(value)) return false;
  return value.length > 0 && value.every((element) => bareText(element) !== null);
}

function whole(json: string, text: string): readonly Part[] {
  return [{ member: null, text: json === text ? null : json }];
}

function* elements(json: string, path: readonly string[]): Generator<Part, void> {
  let number = 0;
  for (const { start, end } of elementsAt(json, path)) {
    number++;
    if (json.slice(start, end) !== 'null') yield { member: `item:${number}`, text: json.slice(start, end) };
  }
}

/** Whether a value is an object of documents by their keys: all have their text in the same place. */
function isDictionary(value: unknown, textField: string | null): boolean {
  const held = Object.values(isObject(value) ? value : {});
  const [first, ...others] = held.map((document) => findText(document, textField)?.path.join('.'));
  return first !== undefined && others.length > 0 && others.every((place) => place === first);
}

function* entries(json: string): Generator<Part, void> {
  let number = 0;
  for (const { key, start, end } of entriesAt(json, 0))
    yield { member: `item:${++number}`, text: json.slice(start, end), fields: { key } };
}

function noText(value: unknown, { textField }: ReadContext): Refusal {
  const held = Object.keys(isObject(value) ? value : {}).slice(0, 10);
  const keys = held.length === 0 ? '' : ` (it holds ${held.map((key) => JSON.stringify(key.slice(0, 40))).join(', ')})`;
  const what = textField === null ? 'no field known to hold a text' : `no text at ${JSON.stringify(textField)}`;
  return { kind: 'skipped', reason: 'no-text-field', why: `is JSON with ${what}${keys}; --text-field names one` };
}

/** Keys that lead to an array of documents; null if the value is one document or contains none. */
function listIn(value: unknown, textField: string | null): readonly string[] | null {
  if (Array.isArray(value)) return value.some((element) => isObject(element)) ? [] : null;
  if (textField === null) return findText(value, null) === null ? usualList(value, null, 0) : strongerList(value);
  return findText(value, textField) === null
    ? (listAlong(value, textField.split('.')) ?? usualList(value, textField, 0))
    : null;
}

/** An object whose only own text is a description is the header of a list, if a list in it contains texts. */
function strongerList(value: unknown): readonly string[] | null {
  const own = findText(value, null);
  const weak = own !== null && /^(?:desc|summary|abstract|digest|摘要)/i.test(own.path[0] ?? '');
  const list = weak ? usualList(value, null, 0) : null;
  return list !== null && list.length > 0 ? list : null;
}

/** A path that leads through an array yields one document per element. */
function listAlong(value: unknown, steps: readonly string[]): readonly string[] | null {
  let held = value;
  for (const [index, step] of steps.entries()) {
    held = isObject(held) && Object.hasOwn(held, step) ? held[step] : undefined;
    if (Array.isArray(held)) return steps.slice(0, index + 1);
  }
  return null;
}

const MAX_DEPTH = 5;

/** The first array of objects that contains a text, first under the usual names of responses, then under any. */
function usualList(value: unknown, textField: string | null, depth: number): readonly string[] | null {
  if (!isObject(value) || depth > MAX_DEPTH) return null;
  const keys = Object.keys(value);
  const usual = inWrappers(keys);
  for (const key of [...usual, ...keys.filter((name) => !usual.includes(name))]) {
    const held = value[key];
    if (Array.isArray(held) && held.some((element) => isObject(element) && findText(element, textField) !== null))
      return [key];
    const inner = usualList(held, textField, depth + 1);
    if (inner !== null) return [key, ...inner];
  }
  return null;
}

/** Splits truncated JSON or concatenated values. Null for what may be a plain text that begins like JSON. */
function splitBroken(json: string, { extension }: ReadContext): Iterable<Part | Refusal> | null {
  const spans = json.trimStart().startsWith('[') ? elementsAt(json, []) : valuesIn(json);
  const parts: Part[] = [];
  let reached = 0;
  for (const { start, end } of spans) {
    const text = json.slice(start, end);
    if (!isObject(parse(text))) break;
    parts.push({ member: `item:${parts.length + 1}`, text });
    reached = end;
  }
  const rest = json.slice(reached).trim();
  if ((rest === '' || rest === ',') && parts.length > 1) return parts;
  const surely = extension === 'json' || (parts.length > 0 && json.trimStart().startsWith('['));
  if (!surely) return null;
  const line = json.slice(0, reached).split('\n').length;
  const where = `after ${parts.length} ${parts.length === 1 ? 'document' : 'documents'}, at line ${line}`;
  return [...parts, { kind: 'failed', reason: 'damaged', why: `is JSON that breaks off or is malformed ${where}` }];
}

function parse(json: string): unknown {
  try {
    return readJson(json);
  } catch {
    return undefined;
  }
}
