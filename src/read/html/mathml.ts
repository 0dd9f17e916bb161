import { createRequire } from 'node:module';
import { decodeHTML } from './entities.ts';

/** The part of mathml-to-latex that is used. */
interface Converter {
  readonly MathMLToLaTeX: { readonly convert: (xml: string) => string };
}

const require = createRequire(import.meta.url);
let loaded: Converter | null = null;

/** Longest source of a formula, in UTF-16 code units. */
const MAX_UNITS = 20_000;
const ENTITY = /&[a-z]\w*;/gi;
/** What XML has no other way to write. */
const XML_ENTITIES: ReadonlySet<string> = new Set(['&lt;', '&gt;', '&amp;', '&quot;', '&apos;']);

/** The TeX of presentation MathML; empty if it has an error. The converter is loaded on first use. */
export function texOfMathml(source: string): string {
  if (source.length > MAX_UNITS) return '';
  const xml = source.replace(ENTITY, (entity) =>
    XML_ENTITIES.has(entity) ? entity : decodeHTML(entity).replaceAll('&', '&amp;'),
  );
  loaded ??= require('mathml-to-latex') as Converter;
  try {
    return withCommands(loaded.MathMLToLaTeX.convert(xml)).trim();
  } catch {
    return '';
  }
}

/** Commands and text, which stay; names of functions, Han characters, and characters that are not displayed. */
const PIECES =
  /\\text\{[^{}]*\}|\\[a-zA-Z]+|(?<![a-zA-Z])(sin|cos|tan|cot|sec|csc|arcsin|arccos|arctan|sinh|cosh|tanh|exp|log|ln|lg|lim|max|min|sup|inf|det|dim|gcd|arg)(?![a-zA-Z])|([\u3400-\u9fff\uf900-\ufaff\u3001\u3002\uff00-\uffef]+)|[\u2061-\u2064\u200b]/g;

/** The converter leaves functions and Chinese as they are. */
function withCommands(tex: string): string {
  return tex.replace(PIECES, (whole, name?: string, han?: string) => {
    if (name !== undefined) return `\\${name}`;
    if (han !== undefined) return `\\text{${han}}`;
    return whole.startsWith('\\') ? whole : '';
  });
}
