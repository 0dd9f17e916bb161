import { readFileSync } from 'node:fs';
import { ruleFaults, UserError } from '../../index.ts';
import type { OwnRule } from '../../index.ts';
import { messageOf } from '../error-message.ts';
import { escapeLine } from '../terminal/escape.ts';

/** Loads rules from YAML or JSON, with one line for each error in them. Throws a UserError if the file cannot be read. */
export async function readRules(path: string): Promise<{ rules: readonly OwnRule[]; faults: readonly string[] }> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(`${escapeLine(path)}: cannot be read: ${messageOf(error)}`);
  }
  return rulesIn(text, path);
}

/** The rules in the text of a file. Throws a UserError if it is neither YAML nor JSON. */
export async function rulesIn(
  text: string,
  path: string,
): Promise<{ rules: readonly OwnRule[]; faults: readonly string[] }> {
  const value = await parsed(text, path);
  const faults = ruleFaults(value).map((fault) => `${escapeLine(path)}: ${fault}`);
  return { rules: faults.length > 0 ? [] : (value as readonly OwnRule[]), faults };
}

/** Loads rules from a file. Throws a UserError that lists every error in them. */
export async function loadRules(path: string): Promise<readonly OwnRule[]> {
  const { rules: found, faults } = await readRules(path);
  if (faults.length > 0) throw new UserError(faults.join('\n'));
  return found;
}

async function parsed(text: string, path: string): Promise<unknown> {
  const { parse } = await import('yaml');
  try {
    return parse(text) as unknown;
  } catch (error) {
    throw new UserError(
      `${escapeLine(path)}: is neither YAML nor JSON: ${messageOf(error).split('\n', 1)[0]?.replace(/:$/, '') ?? ''}`,
    );
  }
}
