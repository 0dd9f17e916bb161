import type { Page } from '../page.ts';

/** Metadata fields that state the type of a page. */
export type TypeName = 'json-ld:@type' | 'meta:og:type';

/** Whether the linked data of a page, or the metadata fields given, state a type that matches. */
export function declares({ meta }: Page, type: RegExp, names: readonly TypeName[] = ['json-ld:@type']): boolean {
  return meta.some(({ name, value }) => names.some((one) => one === name) && type.test(value));
}
