import type { Options } from '../../index.ts';
import type { Given, RunOptions } from './types.ts';
import { fieldNames, validate } from './validate.ts';

/** `all`, alone or among names, as the library takes it. */
function signalsAsked(names: readonly string[]): true | readonly string[] {
  return names.includes('all') ? true : names;
}

/** Checks the options and loads the files they name. Throws a UserError. */
export async function loaded(given: Given): Promise<RunOptions> {
  const { rules, templates, field, signals, ...plain } = given;
  const read: Pick<Options, 'rules' | 'templates'> = {
    ...(rules === undefined ? {} : { rules: await (await import('./load-rules.ts')).loadRules(rules) }),
    ...(templates === undefined
      ? {}
      : { templates: (await import('./load-templates.ts')).loadTemplates(templates).templates }),
  };
  const options = {
    ...plain,
    ...read,
    ...(field === undefined ? {} : { fields: fieldNames(field) }),
    ...(signals === undefined ? {} : { signals: signalsAsked(signals) }),
  };
  validate(options);
  return options;
}
