import type { CliCommand } from '../commands/command.ts';
import type { CliOption } from '../options/option.ts';

/** What may follow an option. */
export type Value =
  | { readonly kind: 'none' }
  /** A free value, with nothing to complete. */
  | { readonly kind: 'any' }
  | { readonly kind: 'file' }
  | { readonly kind: 'folder' }
  /** One of these words, or several separated by commas for a list. */
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly several: boolean };

/** An option as a shell completes it. */
export interface OptionWords {
  /** With dashes; the long name last. */
  readonly names: readonly string[];
  readonly summary: string;
  readonly value: Value;
}

/** A command as a shell completes it. */
export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionWords[];
  /** Its arguments. */
  readonly argument: Value;
}

const HELP: OptionWords = { names: ['-h', '--help'], summary: 'print this help', value: { kind: 'none' } };
const VERSION: OptionWords = { names: ['-V', '--version'], summary: 'print the version', value: { kind: 'none' } };

/** Commands and their options; the first is the default command. */
export function wordsOf(command: CliCommand, options: readonly CliOption[]): CommandWords {
  const { name, summary, argument } = command;
  const common = name === 'normalize' ? [VERSION, HELP] : [HELP];
  return { name, summary, options: [...options.map(optionWords), ...common], argument: argumentOf(argument) };
}

function optionWords(option: CliOption): OptionWords {
  return { names: option.flags.match(/(?<=^|\s)-[a-z-]+/gi) ?? [], summary: option.summary, value: valueOf(option) };
}

function valueOf({ flags, kind, choices, suggests }: CliOption): Value {
  if (kind === 'flag') return { kind: 'none' };
  if (kind === 'path') return { kind: flags.includes('<folder>') ? 'folder' : 'file' };
  const words = choices ?? suggests?.();
  return words === undefined ? { kind: 'any' } : { kind: 'words', words, several: kind === 'list' || kind === 'names' };
}

function argumentOf(argument: CliCommand['argument']): Value {
  if (argument === null) return { kind: 'none' };
  if (argument.choices !== undefined) return { kind: 'words', words: argument.choices, several: false };
  return { kind: argument.name.includes('folder') ? 'folder' : 'file' };
}
