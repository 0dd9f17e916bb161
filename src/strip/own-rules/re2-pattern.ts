import { matchFormOf } from '../../text/match-form.ts';
import { re2 } from '../../text/re2.ts';
import type { Pattern } from '../rules/line-rule.ts';

/**
 * Compiles a user's regular expression to a pattern for match forms. RE2 runs in time linear in the line, whatever the pattern.
 * Throws an Error with the reason for an invalid expression.
 */
export function linearPattern(source: string): Pattern {
  const compiled = re2().compile(re2().translateRegExp(foldExpression(source)));
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
