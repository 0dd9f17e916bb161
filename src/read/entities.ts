import { createRequire } from 'node:module';
import type * as Entities from 'entities/decode';

const require = createRequire(import.meta.url);
let loaded: typeof Entities | null = null;

/** The package, loaded at first use: its tables take longer than a small text. */
function entities(): typeof Entities {
  loaded ??= require('entities/decode') as typeof Entities;
  return loaded;
}

/** Text of an element with its references resolved. */
export function decodeHTML(text: string): string {
  return text.includes('&') ? entities().decodeHTML(text) : text;
}

/** As `decodeHTML`, by the rules for the value of an attribute. */
export function decodeHTMLAttribute(value: string): string {
  return value.includes('&') ? entities().decodeHTMLAttribute(value) : value;
}
