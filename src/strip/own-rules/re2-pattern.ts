import { createRequire } from 'node:module';
import { shadowOf } from '../../text/match-form.ts';
import type { Pattern } from '../rules/line-rule.ts';

/** What is used of the package. */
interface Re2 {
  readonly RE2JS: {
    readonly compile: (source: string) => { readonly test: (text: string) => boolean };
    readonly translateRegExp: (source: string) => string;
  };
}

const load = createRequire(import.meta.url);

/**
 * A pattern for shadows, from an expression as a person writes it. Runs in the time of RE2, linear in the line whatever the pattern.
 * Throws an Error that says what cannot be read.
 */
export function linearPattern(source: string): Pattern {
  const { RE2JS } = load('re2js') as Re2;
  const compiled = RE2JS.compile(RE2JS.translateRegExp(folded(source)));
  return { exec: (shadow) => (compiled.test(shadow) ? {} : null) };
}

const SCRIPT = /\\([pP])\{(?:Script|sc)=(\w+)\}/g;
const SYNTAX = /[\\^$.*+?()[\]{}|/-]/;

/** An expression in the script and width of shadows; what becomes a sign of the syntax by that is escaped. */
function folded(source: string): string {
  const plain = source.replace(SCRIPT, '\\$1{$2}');
  return Array.from(plain, (character) => {
    const fold = shadowOf(character);
    return fold !== character && SYNTAX.test(fold) ? `\\${fold}` : fold;
  }).join('');
}
