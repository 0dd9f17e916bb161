import HKPhrasesRev from 'opencc-js/dict/HKPhrasesRev';
import TWPhrasesRev from 'opencc-js/dict/TWPhrasesRev';
import { OVERLAY, PHRASES } from '../tables/generated/script.ts';
import { TRADITIONAL, characterPairs, hanClasses, standardCodes } from '../text/han-classes.ts';
import { compileTable } from './script-table.ts';
import type { Entry, ScriptTable } from './script-table.ts';

/** The notes of the standard list keep these where another word needs them: 摺扇, 拚弃, 搧动. */
const SEVERAL_FORMS = '摺拚搧';

let full: ScriptTable | null = null;
let careful: ScriptTable | null = null;
let vocabulary: ScriptTable | null = null;

/** For text in traditional script: OpenCC's dictionaries with our overlay. */
export function fullTable(): ScriptTable {
  return (full ??= compileTable([...openccEntries(), ...dictionary(OVERLAY)]));
}

/** For text in simplified script: only characters outside the standard list that have exactly one simplified form. No phrases. */
export function carefulTable(): ScriptTable {
  return (careful ??= compileTable(unambiguous([...openccEntries(), ...dictionary(OVERLAY)])));
}

/**
 * OpenCC's vocabulary of Taiwan and Hong Kong with that of the mainland, both in traditional script. Not its single characters:
 * 埠 (port, for 端口) is part of too many other words.
 */
export function vocabularyTable(): ScriptTable {
  return (vocabulary ??= compileTable(
    [...dictionary(HKPhrasesRev), ...dictionary(TWPhrasesRev)].filter(([from]) => from.length > 1),
  ));
}

/** OpenCC's `t2s`: characters, and phrases that go before them. */
export function openccEntries(): readonly Entry[] {
  return [...characterPairs(), ...dictionary(PHRASES)];
}

/** The entries of a dictionary in the form of opencc-js: `from to|from to|…`. */
export function dictionary(packed: string): readonly Entry[] {
  return packed.split('|').map((entry) => {
    const space = entry.indexOf(' ');
    return [entry.slice(0, space), entry.slice(space + 1)];
  });
}

/** Entries of traditional characters with one form, in the standard list, wherever they stand. */
function unambiguous(entries: readonly Entry[]): readonly Entry[] {
  const classes = hanClasses();
  const standard = new Set(standardCodes());
  const forms = new Map<string, string>();
  for (const [from, to] of entries) if (from.length === 1) forms.set(from, to);
  for (const [from, to] of entries) {
    if (from.length === 1 || from.length !== to.length) continue;
    for (let i = 0; i < from.length; i++) if (forms.get(from.charAt(i)) !== to.charAt(i)) forms.delete(from.charAt(i));
  }
  for (const character of SEVERAL_FORMS) forms.delete(character);
  return [...forms].filter(
    ([from, to]) => ((classes[from.charCodeAt(0)] ?? 0) & TRADITIONAL) !== 0 && standard.has(to.charCodeAt(0)),
  );
}
