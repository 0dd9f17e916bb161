import { resolve } from 'node:path';
import { checkNames, UserError } from '../../index.ts';
import type { Options } from '../../index.ts';
import { isAddress } from '../store/address.ts';
import type { Given, RunOptions } from './types.ts';
import { fieldNames, validate } from './validate.ts';

/** `all`, alone or among names, as the library takes it. */
function signalsAsked(names: readonly string[]): true | readonly string[] {
  if (!names.includes('all')) return names;
  checkNames({ signals: names.filter((name) => name !== 'all') }, '--');
  return true;
}

/** The conditions of `--where` and `--preset`, and the signals asked for and those that the conditions name. */
async function conditionsOf(given: Given): Promise<Pick<RunOptions, 'where' | 'signals'>> {
  const { where = [], preset = [], signals = [] } = given;
  const asked = signalsAsked(signals);
  if (where.length === 0 && preset.length === 0) return given.signals === undefined ? {} : { signals: asked };
  const conditions = await (await import('./load-conditions.ts')).loadConditions(where, preset, given);
  if (asked === true) return { where: conditions.where, signals: asked };
  const all = [...new Set([...asked, ...conditions.signals])];
  return { where: conditions.where, ...(all.length === 0 ? {} : { signals: all }) };
}

function without<T extends object, K extends keyof T & string>(value: T, keys: readonly K[]): Omit<T, K> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.some((name) => name === key))) as Omit<T, K>;
}

/** Checks the options and loads the files they name. Throws a UserError. */
export async function loaded(given: Given): Promise<RunOptions> {
  const { rules, templates, field, rejected, ...others } = given;
  const read: Pick<Options, 'rules' | 'templates'> = {
    ...(rules === undefined ? {} : { rules: await (await import('./load-rules.ts')).loadRules(rules) }),
    ...(templates === undefined
      ? {}
      : { templates: (await import('./load-templates.ts')).loadTemplates(templates).templates }),
  };
  const options: RunOptions = {
    ...without(others, ['signals', 'where', 'preset']),
    ...read,
    ...(field === undefined ? {} : { fields: fieldNames(field) }),
    ...(rejected === undefined ? {} : { rejected: isAddress(rejected) ? rejected : resolve(rejected) }),
    ...(await conditionsOf(given)),
  };
  validate(options);
  if (rejected === '-') throw new UserError('--rejected takes a file: standard output is for the other records');
  if (rejected !== undefined && options.where === undefined)
    throw new UserError('--rejected needs --where or --preset');
  return options;
}
