import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse, stringify } from 'lossless-json';
import { nearest, UserError } from '../../index.ts';
import { isObject } from '../../text/is-object.ts';
import { messageOf } from '../error-message.ts';
import { escapeLine } from '../terminal/escape.ts';
import { KINDS } from './kinds.ts';
import { attributeOf, longNameOf } from './option.ts';
import { isAddress } from '../store/address.ts';
import type { CliOption } from './option.ts';
import { sizeText } from './size.ts';
import { optionsOf } from './table.ts';

/** What a config file sets an option to, and where: `file:line`. */
export interface Setting {
  readonly value: unknown;
  readonly place: string;
}

/** The settings of a config file, by option. */
export type Config = ReadonlyMap<CliOption, Setting>;

/** Options that select the config file and so cannot appear in one. */
const NOT_IN_FILES: ReadonlySet<string> = new Set(['config', 'no-config', 'print-config']);

/** Reads a config file, keyed by long option names. Throws a UserError that says what is wrong and on which line. */
export function readConfig(path: string): Config {
  const text = contentsOf(path);
  const known = new Map(optionsInFiles().map((option) => [longNameOf(option), option]));
  const read = new Map<CliOption, Setting>();
  for (const [key, value] of Object.entries(parsed(text, path))) {
    const place = `${escapeLine(path)}:${lineOf(key, text)}`;
    const option = known.get(key);
    if (option === undefined)
      throw new UserError(`${place}: no option is called '${escapeLine(key)}'; ${suggestion(key, [...known.keys()])}`);
    const found = valueOf(option, value, path);
    if (found === null)
      throw new UserError(
        `${place}: ${key} cannot be ${escapeLine(JSON.stringify(value))}; it takes ${acceptedValues(option)}`,
      );
    read.set(option, { value: found.value, place });
  }
  return read;
}

/** Options allowed in a config file: those of the default command. */
function optionsInFiles(): readonly CliOption[] {
  return optionsOf('normalize').filter((option) => !NOT_IN_FILES.has(longNameOf(option)));
}

/** Suggests the names that may have been meant. */
function suggestion(key: string, names: readonly string[]): string {
  const withPlainNumbers = key.toLowerCase().replace(/^-+/, '').replaceAll('_', '-');
  const near = names.includes(withPlainNumbers) ? [withPlainNumbers] : nearest(withPlainNumbers, names);
  return near.length > 0 ? `did you mean ${near.join(' or ')}?` : '`normalize --help` lists the options';
}

function contentsOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new UserError(`${escapeLine(path)}: cannot be read: ${messageOf(error)}`);
  }
}

function parsed(text: string, path: string): object {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    const why = messageOf(error);
    const [, position] = /position (\d+)/.exec(why) ?? [];
    throw new UserError(`${escapeLine(path)}:${placeAt(Number(position ?? text.length), text)}: ${escapeLine(why)}`);
  }
  if (isObject(value)) return withPlainNumbers(value);
  throw new UserError(`${escapeLine(path)}: holds no object of options, such as {"max-bytes": "1G"}`);
}

/** Numbers as numbers. */
function withPlainNumbers(value: object): object {
  return JSON.parse(stringify(value) ?? '{}') as object;
}

/** 1-based line number of a key. */
function lineOf(key: string, text: string): number {
  for (const { 0: name, index } of text.matchAll(/"(?:[^"\\]|\\.)*"(?=\s*:)/g))
    if (JSON.parse(name) === key) return lineAt(index, text);
  return 1;
}

/** 1-based line and column, as editors take them. */
function placeAt(position: number, text: string): string {
  return `${lineAt(position, text)}:${position - text.lastIndexOf('\n', position - 1)}`;
}

function lineAt(position: number, text: string): number {
  return text.slice(0, position).split('\n').length;
}

/** The option's value as set by a config file; null if the value is invalid. */
function valueOf(option: CliOption, value: unknown, path: string): { readonly value: unknown } | null {
  const { kind, choices, whole } = option;
  if (kind === 'flag')
    return typeof value === 'boolean'
      ? { value: option.flags.startsWith('--no-') ? !value : value || undefined }
      : null;
  if (whole !== undefined && typeof value === 'boolean') return { value: value ? [whole] : undefined };
  if ((kind === 'list' || kind === 'names' || kind === 'condition') && Array.isArray(value))
    return value.every((item) => typeof item === 'string') ? { value } : null;
  const isNumber = kind === 'bytes' || kind === 'count' || kind === 'seconds';
  if (typeof value !== 'string' && !(isNumber && typeof value === 'number')) return null;
  if (choices !== undefined) return choices.includes(String(value)) ? { value } : null;
  if (kind === 'path') return { value: relativeTo(String(value), path) };
  const read = KINDS[kind].read(String(value));
  return read === null ? null : { value: read };
}

/** Paths are relative to the config file. */
function relativeTo(path: string, config: string): string {
  return path === '-' || isAddress(path) ? path : resolve(dirname(config), path);
}

function acceptedValues({ kind, choices }: CliOption): string {
  if (kind === 'flag') return 'true or false';
  return choices?.join(', ') ?? KINDS[kind].takes;
}

/** A config file with the given settings. Paths are absolute, so that it works from any folder. */
export function configOf(options: readonly CliOption[], values: Readonly<Record<string, unknown>>): string {
  const entries = options.flatMap((option): [string, unknown][] => {
    const name = longNameOf(option);
    const value = values[attributeOf(option)];
    if (NOT_IN_FILES.has(name) || value === undefined) return [];
    if (option.kind === 'path' && typeof value === 'string')
      return [[name, value === '-' || isAddress(value) ? value : resolve(value)]];
    if (option.kind === 'bytes') return [[name, sizeText(Number(value))]];
    if (option.kind !== 'flag') return [[name, value]];
    return value === !name.startsWith('no-') ? [[name, true]] : [];
  });
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}
