import { createRequire } from 'node:module';

/** The part of iconv-lite that is used. Its own types would require users of this package to install those of Node. */
interface Iconv {
  readonly encodingExists: (label: string) => boolean;
  readonly decode: (bytes: Buffer, label: string, options?: { readonly stripBOM?: boolean }) => string;
}

const require = createRequire(import.meta.url);
let loaded: Iconv | null = null;

/** iconv-lite, loaded on first use: most files are UTF-8 and never need it. */
export function iconv(): Iconv {
  loaded ??= require('iconv-lite') as Iconv;
  return loaded;
}
