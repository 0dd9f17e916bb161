import { createRequire } from 'node:module';

/** The part of the package re2js that is used. It runs in time linear in the text, whatever the expression. */
interface Re2 {
  readonly compile: (source: string) => { readonly test: (text: string) => boolean };
  readonly translateRegExp: (source: string) => string;
}

const load = createRequire(import.meta.url);

/** Loads RE2 when it is first asked for. */
export function re2(): Re2 {
  return (load('re2js') as { readonly RE2JS: Re2 }).RE2JS;
}
