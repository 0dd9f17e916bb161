/*
 * How odd a few characters are one behind the other, whatever the language: a cost in about natural logarithms, lowest for what
 * writing is made of. Misread text is odd in places where no writer is: a capital behind a small letter, a currency sign
 * inside a word, a letter of another script.
 */

/** Class of a character, as far as it matters to its neighbours. */
type Kind =
  | 'other'
  | 'space'
  | 'lower'
  | 'upper'
  | 'letter'
  | 'mark'
  | 'open'
  | 'close'
  | 'dash'
  | 'digit'
  | 'trade'
  | 'symbol'
  | 'currency'
  | 'box'
  | 'pictograph'
  | 'control';

interface CharacterTraits {
  readonly kind: Kind;
  /** Equal for letters of one script; 0 for other characters. */
  readonly script: number;
  /** Cost of the character by itself. */
  readonly cost: number;
}

type Ranges = readonly (readonly [first: number, last: number, cost: number])[];

/** Costs by block; characters outside all ranges are rare. ASCII costs nothing. */
const COSTS: Ranges = [
  [0x80, 0x9f, 12],
  [0xa0, 0xa0, 1],
  [0xa1, 0xbf, 3],
  [0xc0, 0xd6, 2],
  [0xd7, 0xd7, 4],
  [0xd8, 0xf6, 2],
  [0xf7, 0xf7, 5],
  [0xf8, 0xff, 2],
  [0x100, 0x17e, 2.5],
  [0x17f, 0x17f, 12],
  [0x18f, 0x192, 5],
  [0x1a0, 0x1b0, 4],
  [0x218, 0x21b, 4],
  [0x2b9, 0x2bc, 3],
  [0x300, 0x36f, 5],
  [0x386, 0x3ce, 2],
  [0x401, 0x45f, 2],
  [0x460, 0x489, 6],
  [0x48a, 0x52f, 3],
  [0x531, 0x587, 3.5],
  [0x5b0, 0x5ea, 2],
  [0x610, 0x61a, 6],
  [0x60c, 0x669, 2],
  [0x66a, 0x6d5, 3.5],
  [0x6f0, 0x6f9, 3],
  [0x900, 0xdff, 3],
  [0xe01, 0xe5b, 2.5],
  [0xe81, 0xedf, 3.5],
  [0x1000, 0x109f, 4],
  [0x10d0, 0x10ff, 3],
  [0x1780, 0x17dd, 3.5],
  [0x1ea0, 0x1ef9, 2],
  [0x1f00, 0x1fff, 4],
  [0x2009, 0x200f, 5],
  [0x2010, 0x2026, 2],
  [0x2030, 0x203a, 3],
  [0x20ac, 0x20ac, 2],
  [0x2100, 0x22ff, 3],
  [0x2300, 0x24ff, 4],
  [0x2500, 0x257f, 2],
  [0x2580, 0x259f, 2],
  [0x25a0, 0x27bf, 3],
  [0x2800, 0x2800, 3],
  [0x2b00, 0x2bff, 4],
  [0x3000, 0x30ff, 2],
  [0x4e00, 0x9fa5, 3],
  [0xac00, 0xd7a3, 3],
  [0xfb01, 0xfb02, 3],
  [0xfe0f, 0xfe0f, 2],
  [0xff01, 0xff5e, 2],
  [0xfffd, 0xfffd, 3],
  [0x1f000, 0x1faff, 2.5],
];
/** The most frequent accented letters of European languages. */
const FREQUENT = 'áéíóúñüöäçãàèê';
const RARE_COST = 8;
/** Cost of unassigned and private-use characters and surrogates. */
const NEVER_COST = 30;
/** Extra cost after `Ã` and `Â`, which misread UTF-8 begins with and writers do not put before signs. */
const AFTER_LEAD_COSTS: Partial<Readonly<Record<Kind, number>>> = {
  symbol: 6,
  control: 6,
  trade: 6,
  space: 6,
  dash: 3,
  currency: 3,
};

const KINDS: readonly (readonly [kind: Kind, pattern: RegExp])[] = [
  ['control', /[\u0080-\u009f]/u],
  ['space', /[\s\u00ad]/u],
  ['open', /[“‘„‚«‹¿¡]/u],
  ['close', /[”’»›…]/u],
  ['dash', /[–—―·•\u3000-\u303f\uff00-\uff20]/u],
  ['trade', /[©®™]/u],
  ['currency', /\p{Sc}/u],
  ['box', /[\u2500-\u259f]/u],
  ['pictograph', /[\u2190-\u21ff\u2600-\u27bf\ufffd\u{1f000}-\u{1faff}]/u],
  ['pictograph', /\ufe0f/],
  ['digit', /\d/],
  ['mark', /\p{M}/u],
  ['lower', /\p{Ll}/u],
  ['upper', /\p{Lu}/u],
  ['letter', /(?![ªºˆˇ])\p{L}/u],
  ['symbol', /[^\0-\x7f]/u],
  ['other', /./su],
];

const known = new Map<number, CharacterTraits>();

function traitsOf(code: number): CharacterTraits {
  const found = known.get(code);
  if (found) return found;
  const character = String.fromCodePoint(code);
  const kind = KINDS.find(([, pattern]) => pattern.test(character))?.[0] ?? 'other';
  const traits = { kind, script: /\p{L}/u.test(character) ? scriptOf(code) : 0, cost: costOf(code, character) };
  known.set(code, traits);
  return traits;
}

function costOf(code: number, character: string): number {
  if (code < 0x80) return 0;
  if (FREQUENT.includes(character)) return 1.5;
  if (/[\p{Cn}\p{Co}\p{Cs}]/u.test(character)) return NEVER_COST;
  return COSTS.find(([first, last]) => code >= first && code <= last)?.[2] ?? RARE_COST;
}

/** Numbers for Latin, Greek, Cyrillic and the East Asian scripts together; others by block. */
function scriptOf(code: number): number {
  if (code < 0x370 || (code >= 0x1e00 && code < 0x1f00) || (code >= 0xfb00 && code < 0xfb07)) return 1;
  if (code < 0x400 || (code >= 0x1f00 && code < 0x2000)) return 2;
  if (code < 0x530) return 3;
  if ((code >= 0x2e80 && code < 0xa000) || (code >= 0xac00 && code < 0xd7a4)) return 4;
  return 5 + (code >> 7);
}

/** Costs of a kind after a letter, and before one; pairs of letters are handled below. */
const AFTER_LETTER: Partial<Readonly<Record<Kind, number>>> = {
  symbol: 6,
  currency: 2,
  control: 6,
  open: 5,
  box: 3,
  dash: 1,
  close: 1,
  trade: 1,
  pictograph: 1,
};
const BEFORE_LETTER: Partial<Readonly<Record<Kind, number>>> = {
  symbol: 3,
  control: 4,
  close: 4,
  currency: 1,
  box: 2,
  dash: 1,
  trade: 3,
  pictograph: 1,
};
const SIGNS: ReadonlySet<Kind> = new Set<Kind>(['symbol', 'currency', 'control', 'open', 'close', 'trade', 'box']);

/** Cost of adjacent letters of two scripts, by the higher number: Greek in formulas and Han in names are common. */
const OTHER_SCRIPT: readonly number[] = [0, 0, 2.5, 6, 3];

function isLetter({ kind }: CharacterTraits): boolean {
  return kind === 'lower' || kind === 'upper' || kind === 'letter';
}

/** Cost of a digit next to a letter: only East Asian scripts put digits next to caseless letters. */
function besideDigit({ kind, script }: CharacterTraits): number {
  return kind === 'letter' && script !== 4 ? 4 : 0;
}

function transitionCost(before: CharacterTraits, traits: CharacterTraits): number {
  if (isLetter(before)) {
    if (traits.kind === 'digit') return besideDigit(before);
    if (!isLetter(traits)) return AFTER_LETTER[traits.kind] ?? 0;
    if (before.script !== traits.script) return OTHER_SCRIPT[Math.max(before.script, traits.script)] ?? 6;
    return before.kind === 'lower' && traits.kind === 'upper' ? 8 : 0;
  }
  if (isLetter(traits)) return before.kind === 'digit' ? besideDigit(traits) : (BEFORE_LETTER[before.kind] ?? 0);
  if (traits.kind === 'mark') return before.kind === 'mark' ? 0 : 3;
  if (before.kind === 'box' || (before.kind === 'close' && traits.kind === 'close')) return 0;
  return SIGNS.has(before.kind) && SIGNS.has(traits.kind) ? 4 : 0;
}

/** Oddness of a text, including its transitions from the character before and to the one after it; either may be empty. */
export function oddness(text: string, before: string, behind: string): number {
  let cost = 0;
  let last: CharacterTraits | null = before === '' ? null : traitsOf(before.codePointAt(0) ?? 0);
  let afterLead = false;
  for (const character of text + behind) {
    const code = character.codePointAt(0) ?? 0;
    const traits = traitsOf(code);
    if (last) cost += transitionCost(last, traits);
    if (afterLead && code >= 0x80) cost += AFTER_LEAD_COSTS[traits.kind] ?? 0;
    cost += traits.cost;
    afterLead = code === 0xc2 || code === 0xc3;
    last = traits;
  }
  return behind === '' ? cost : cost - traitsOf(behind.codePointAt(0) ?? 0).cost;
}
