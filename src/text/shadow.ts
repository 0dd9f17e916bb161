import { simplifyCharacters } from './simplify.ts';

/** Separators that sites write in many shapes, folded to the one that rules name. Each is one UTF-16 unit. */
const SEPARATORS: ReadonlyMap<string, string> = new Map([
  ...shapes('︰﹕∶', ':'),
  ...shapes('╱∕⁄', '/'),
  ...shapes('│┃丨∣︱▏', '|'),
  ...shapes('›»〉', '>'),
  ...shapes('•‧・･●◦∙', '·'),
  ...shapes('〔［', '['),
  ...shapes('〕］', ']'),
]);

const FOLDED = /[\u00a0\u2000-\u200b\u202f\u3000\ufeff\uff01-\uff5e︰﹕∶╱∕⁄│┃丨∣︱▏›»〉•‧・･●◦∙〔〕]/g;

/**
 * What rules match on: simplified script, full-width Latin letters, digits, punctuation and spaces narrowed, separators folded.
 * Same length in UTF-16 units, so that an offset in the shadow is an offset in the text.
 */
export function shadowOf(text: string): string {
  return simplifyCharacters(text.replace(FOLDED, fold));
}

function fold(character: string): string {
  const separator = SEPARATORS.get(character);
  if (separator !== undefined) return separator;
  const code = character.charCodeAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : ' ';
}

function shapes(characters: string, folded: string): readonly (readonly [string, string])[] {
  return Array.from(characters, (character) => [character, folded] as const);
}
