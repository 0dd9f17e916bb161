import { isObject } from '../../text/is-object.ts';
import { readJson } from '../../text/json.ts';
import type { Part, ReadContext, Refusal, Values } from '../content.ts';
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
  if (isWikitext(value, json)) return [WIKITEXT];
  if (context.textField === null && isObject(value) && notebookText(value) !== null)
    return [{ member: null, text: null }];
  const path = areTexts(value, context) ? [] : listIn(value, context.textField);
  if (path !== null) return elements(json, alikeIn(value, path));
  if (typeof value === 'string') return whole(json, text);
  const named = context.extension === 'json' || isObject(value);
  if (findText(value, context.textField) !== null) return whole(json, text);
  const dictionary = dictionaryIn(value, context.textField, 0);
  if (dictionary !== null) return entries(json, dictionary);
  return named ? [noText(value, context)] : null;
}

/** Whether a value is an answer of MediaWiki with pages as they are written. */
function isWikitext(value: unknown, json: string): boolean {
  return isObject(value) && isObject(value['query']) && /"contentmodel"\s*:\s*"wikitext"/.test(json);
}

const WIKITEXT: Refusal = {
  kind: 'failed',
  reason: 'unsupported',
  why: 'is an answer of MediaWiki with its markup, which is not read; ask it for prop=extracts or action=parse instead',
};

/** Whether a value is a list of documents that are strings, or lists of strings, in a file that is not named as text. */
function areTexts(value: unknown, { textField, extension }: ReadContext): boolean {
  if (textField !== null || !(extension === 'json' || extension === '') || !Array.isArray(value)) return false;
  return value.length > 0 && value.every((element) => bareText(element) !== null);
}

function whole(json: string, text: string): readonly Part[] {
  return [{ member: null, text: json === text ? null : json }];
}

/** A path through an array, and those of its siblings that lead to lists alike: `chats.list.messages`, `left_chats.list.messages`. */
function alikeIn(value: unknown, path: readonly string[]): readonly (readonly string[])[] {
  const [first, ...rest] = path;
  if (!isObject(value) || first === undefined || !isThroughArray(value, path)) return [path];
  const isAlike = (key: string): boolean =>
    key === first ||
    (isThroughArray(value, [key, ...rest]) && lengthAlong(value[key], [...rest, ''], 0) === rest.length);
  return Object.keys(value)
    .filter(isAlike)
    .map((key) => [key, ...rest]);
}

/** Whether a path leads to an array before its end. */
function isThroughArray(value: unknown, path: readonly string[]): boolean {
  let held = value;
  for (const [index, step] of path.entries()) {
    if (!isObject(held)) break;
    held = held[step];
    if (Array.isArray(held)) return index < path.length - 1;
  }
  return false;
}

function* elements(json: string, paths: readonly (readonly string[])[]): Generator<Part, void> {
  let number = 0;
  for (const path of paths)
    for (const { start, end } of elementsAt(json, path)) {
      number++;
      if (json.slice(start, end) !== 'null') yield { member: `item:${number}`, text: json.slice(start, end) };
    }
}

/** Keys that lead to an object of documents by their keys; null if there is none. */
function dictionaryIn(value: unknown, textField: string | null, depth: number): readonly string[] | null {
  if (!isObject(value) || depth > MAX_DEPTH) return null;
  if (isDictionary(value, textField)) return [];
  for (const [key, held] of Object.entries(value)) {
    const inner = dictionaryIn(held, textField, depth + 1);
    if (inner !== null) return [key, ...inner];
  }
  return null;
}

/** Whether a value is an object of documents by their keys: all have their text in the same place, or all keys are numbers and one has a text. */
function isDictionary(value: Values, textField: string | null): boolean {
  const [first, ...others] = Object.values(value).map((document) => findText(document, textField)?.path.join('.'));
  if (Object.keys(value).every((key) => /^-?\d{1,20}$/.test(key)))
    return [first, ...others].some((place) => place !== undefined);
  return first !== undefined && others.length > 0 && others.every((place) => place === first);
}

function* entries(json: string, path: readonly string[]): Generator<Part, void> {
  let number = 0;
  for (const { key, start, end } of entriesAt(json, path))
    yield { member: `item:${++number}`, text: json.slice(start, end), fields: { key } };
}

function noText(value: unknown, { textField }: ReadContext): Refusal {
  const held = Object.keys(isObject(value) ? value : {}).slice(0, 10);
  const keys = held.length === 0 ? '' : ` (it holds ${held.map((key) => JSON.stringify(key.slice(0, 40))).join(', ')})`;
  const what = textField === null ? 'no field known to hold a text' : `no text at ${JSON.stringify(textField)}`;
  return { kind: 'skipped', reason: 'no-text-field', why: `is JSON with ${what}${keys}; --text-field names one` };
}

/** Keys that lead to an array of documents, through any others; null if the value is one document or contains none. */
function listIn(value: unknown, textField: string | null): readonly string[] | null {
  if (Array.isArray(value)) return listInArray(value, textField);
  if (textField === null) return findText(value, null) === null ? anyList(value, null) : strongerList(value);
  if (findText(value, textField) !== null) return null;
  return listAlong(value, textField.split('.')) ?? anyList(value, textField);
}

function listInArray(list: readonly unknown[], textField: string | null): readonly string[] | null {
  if (!list.some(isObject)) return null;
  if (list.some((element) => findText(element, textField) !== null)) return [];
  return (textField === null ? null : listAlong(list, textField.split('.'))) ?? listInSome(list, textField, 0) ?? [];
}

/** An object whose only own text is a description is the header of a list, if a list in it contains texts. */
function strongerList(value: unknown): readonly string[] | null {
  const own = findText(value, null);
  const weak = own !== null && /^(?:desc|summary|abstract|digest|摘要)/i.test(own.path[0] ?? '');
  const list = weak ? usualList(value, null, false, 0) : null;
  return list !== null && list.length > 0 ? list : null;
}

/** A path that leads through arrays yields one document per element of the last. */
function listAlong(value: unknown, steps: readonly string[]): readonly string[] | null {
  const length = lengthAlong(value, steps, 0);
  return length < 0 ? null : steps.slice(0, length);
}

/** How many steps lead to the last array before the end of a path, or to the one at its end if there is no other; -1 if there is none. */
function lengthAlong(value: unknown, steps: readonly string[], taken: number): number {
  if (Array.isArray(value)) {
    const further =
      taken === steps.length ? [] : value.filter(isObject).map((element) => lengthAlong(element, steps, taken));
    return further.reduce((most, length) => (length < steps.length ? Math.max(most, length) : most), taken);
  }
  const step = steps[taken];
  return step !== undefined && isObject(value) && Object.hasOwn(value, step)
    ? lengthAlong(value[step], steps, taken + 1)
    : -1;
}

const MAX_DEPTH = 5;

/** The first array of documents, by itself or in the elements of another. */
function anyList(value: unknown, textField: string | null): readonly string[] | null {
  return usualList(value, textField, false, 0) ?? usualList(value, textField, true, 0);
}

/** The first array of objects that contains a text, first under the usual names of responses, then under any; one in the elements of another if asked. */
function usualList(
  value: unknown,
  textField: string | null,
  inArrays: boolean,
  depth: number,
): readonly string[] | null {
  if (!isObject(value) || depth > MAX_DEPTH) return null;
  const keys = Object.keys(value);
  const usual = inWrappers(keys);
  for (const key of [...usual, ...keys.filter((name) => !usual.includes(name))]) {
    const held = value[key];
    if (Array.isArray(held) && held.some((element) => isObject(element) && findText(element, textField) !== null))
      return [key];
    const inner =
      inArrays && Array.isArray(held)
        ? listInSome(held, textField, depth + 1)
        : usualList(held, textField, inArrays, depth + 1);
    if (inner !== null) return [key, ...inner];
  }
  return null;
}

/** The first array of documents in one of these elements. */
function listInSome(list: readonly unknown[], textField: string | null, depth: number): readonly string[] | null {
  for (const element of list) {
    const inner = usualList(element, textField, true, depth);
    if (inner !== null) return inner;
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
