import type { Options } from '../../index.ts';

/** Options as they are typed: files that hold some are named, not read. */
export type Typed<T extends Options> = Omit<T, 'rules' | 'templates'> & {
  readonly rules?: string;
  readonly templates?: string;
};

/** Options with what the files hold that they name. Throws a UserError. */
export async function loaded<T extends Options>(typed: Typed<T>): Promise<T> {
  const { rules, templates, ...plain } = typed;
  const read: Pick<Options, 'rules' | 'templates'> = {
    ...(rules === undefined ? {} : { rules: await (await import('./load-rules.ts')).loadRules(rules) }),
    ...(templates === undefined
      ? {}
      : { templates: (await import('./load-templates.ts')).loadTemplates(templates).templates }),
  };
  return { ...plain, ...read } as unknown as T;
}
