import type { Page } from '../page.ts';

/** Metadata in which a page tells machines what it is. */
export type TypeName = 'json-ld:@type' | 'meta:og:type';

/** Whether a page says in its linked data, or in the metadata named, that it is of a type. */
export function declares({ meta }: Page, type: RegExp, names: readonly TypeName[] = ['json-ld:@type']): boolean {
  return meta.some(({ name, value }) => names.some((one) => one === name) && type.test(value));
}
