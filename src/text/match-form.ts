import { TRADITIONAL } from './han-classes.ts';
import { lineSpans } from './lines.ts';
import { simplifyCharacters, simplifyUnits } from './simplify.ts';
import { holds } from './character-classes.ts';
import { withUnits } from './utf16.ts';

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

/** Spaces of any kind. */
const SPACES: readonly (readonly [first: number, last: number])[] = [
  [0xa0, 0xa0],
  [0x2000, 0x200b],
  [0x202f, 0x202f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];

/**
 * What rules match on: simplified script, full-width Latin letters, digits, punctuation and spaces narrowed, separators folded.
 * Same length in UTF-16 units, so that an offset in the shadow is an offset in the text.
 */
export function shadowOf(text: string): string {
  const folds = foldTable();
  const folded = withUnits(text, (units) => {
    fold(units, text.length, folds);
  });
  return simplifyCharacters(folded);
}

/** Some lines of a text, one after the other, and their shadows, joined as they are. */
export interface Block {
  readonly text: string;
  readonly shadow: string;
}

/** A text of more UTF-16 units is cast in several blocks, so that none needs memory of its own. */
const BLOCK = 1 << 15;

/** The shadows of all lines of a text, at least one block: several times as fast as line by line. */
export function shadowsOfLines(text: string): readonly Block[] {
  const traditional = holds(text, TRADITIONAL);
  const blocks: Block[] = [];
  for (let start = 0; start < text.length || blocks.length === 0;) {
    const end = blockEnd(text, start);
    const block = text.slice(start, end);
    blocks.push({ text: block, shadow: shadowOfBlock(block, traditional) });
    start = end;
  }
  return blocks;
}

/** Behind the last line feed within reach, the first beyond it, or the end of the text. */
function blockEnd(text: string, start: number): number {
  if (text.length - start <= BLOCK) return text.length;
  const within = text.lastIndexOf('\n', start + BLOCK - 1);
  const feed = within >= start ? within : text.indexOf('\n', start + BLOCK);
  return feed < 0 ? text.length : feed + 1;
}

function shadowOfBlock(text: string, traditional: boolean): string {
  const folds = foldTable();
  const lines = traditional ? lineSpans(text) : [];
  return withUnits(text, (units) => {
    fold(units, text.length, folds);
    for (const { start, end } of lines) simplifyUnits(units, start, end);
  });
}

function fold(units: Uint16Array, length: number, folds: Uint16Array): void {
  for (let i = 0; i < length; i++) {
    const folded = folds[units[i] ?? 0] ?? 0;
    if (folded !== 0) units[i] = folded;
  }
}

let table: Uint16Array | null = null;

/** What each unit is folded into, 0 for what stays: a table that is filled for all units costs more than a small run. */
function foldTable(): Uint16Array {
  if (table !== null) return table;
  const folds = new Uint16Array(0x10000);
  for (let unit = 0xff01; unit <= 0xff5e; unit++) folds[unit] = unit - 0xfee0;
  for (const [first, last] of SPACES) folds.fill(0x20, first, last + 1);
  for (const [shape, folded] of SEPARATORS) folds[shape.charCodeAt(0)] = folded.charCodeAt(0);
  table = folds;
  return folds;
}

function shapes(characters: string, folded: string): readonly (readonly [string, string])[] {
  return Array.from(characters, (character) => [character, folded] as const);
}
