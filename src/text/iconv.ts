import { createRequire } from 'node:module';

/** What is used of iconv-lite; its own types would ask every user of ours for those of Node. */
interface Iconv {
  readonly encodingExists: (label: string) => boolean;
  readonly decode: (bytes: Buffer, label: string, options?: { readonly stripBOM?: boolean }) => string;
}

const require = createRequire(import.meta.url);
let loaded: Iconv | null = null;

/** iconv-lite, loaded at first use: most files are UTF-8 and never need it. */
export function iconv(): Iconv {
  loaded ??= require('iconv-lite') as Iconv;
  return loaded;
}
