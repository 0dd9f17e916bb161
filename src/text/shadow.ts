import type { LineSpan } from './lines.ts';
import { simplifyCharacters, simplifyUnits } from './simplify.ts';

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

const FOLDABLE = /[\u00a0\u2000-\u200b\u202f\u3000\ufeff\uff01-\uff5e︰﹕∶╱∕⁄│┃丨∣︱▏›»〉•‧・･●◦∙〔〕]/;
const FOLDED = new RegExp(FOLDABLE, 'g');

/**
 * What rules match on: simplified script, full-width Latin letters, digits, punctuation and spaces narrowed, separators folded.
 * Same length in UTF-16 units, so that an offset in the shadow is an offset in the text.
 */
export function shadowOf(text: string): string {
  return simplifyCharacters(text.replace(FOLDED, fold));
}

/** The shadows of all lines of a text, joined as the lines are: several times as fast as line by line. */
export function shadowOfLines(text: string, lines: readonly LineSpan[]): string {
  const units = new Uint16Array(text.length);
  folds ??= Uint16Array.from({ length: 0x10000 }, (_, unit) => foldedUnit(unit));
  for (let i = 0; i < text.length; i++) units[i] = folds[text.charCodeAt(i)] ?? 0;
  for (const { start, end } of lines) simplifyUnits(units, start, end);
  return Buffer.from(units.buffer).toString('utf16le');
}

/** What each unit is folded into. */
let folds: Uint16Array | null = null;

function foldedUnit(unit: number): number {
  const character = String.fromCharCode(unit);
  return FOLDABLE.test(character) ? fold(character).charCodeAt(0) : unit;
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
