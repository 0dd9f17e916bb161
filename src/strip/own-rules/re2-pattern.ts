import { createRequire } from 'node:module';
import { matchFormOf } from '../../text/match-form.ts';
import type { Pattern } from '../rules/line-rule.ts';

/** The part of the package that is used. */
interface Re2 {
  readonly RE2JS: {
    readonly compile: (source: string) => { readonly test: (text: string) => boolean };
    readonly translateRegExp: (source: string) => string;
  };
}

const load = createRequire(import.meta.url);

/**
 * Compiles a user's regular expression to a pattern for match forms. RE2 runs in time linear in the line, whatever the pattern.
 * Throws an Error with the reason for an invalid expression.
 */
export function linearPattern(source: string): Pattern {
  const { RE2JS } = load('re2js') as Re2;
  const compiled = RE2JS.compile(RE2JS.translateRegExp(foldExpression(source)));
  return { exec: (matchForm) => (compiled.test(matchForm) ? {} : null) };
}

const SCRIPT = /\\([pP])\{(?:Script|sc)=(\w+)\}/g;
const SYNTAX = /[\\^$.*+?()[\]{}|/-]/;

/** Folds an expression to the script and width of match forms; characters that become syntax by folding are escaped. */
function foldExpression(source: string): string {
  const plain = source.replace(SCRIPT, '\\$1{$2}');
  return Array.from(plain, (character) => {
    const fold = matchFormOf(character);
    return fold !== character && SYNTAX.test(fold) ? `\\${fold}` : fold;
  }).join('');
}
