import HKPhrasesRev from 'opencc-js/dict/HKPhrasesRev';
import TWPhrasesRev from 'opencc-js/dict/TWPhrasesRev';
import { OVERLAY, PHRASES } from '../tables/generated/script.ts';
import { TRADITIONAL, characterPairs, hanClasses, standardCodes } from '../text/han-classes.ts';
import { CONTEXT_RULES, CAREFUL_RULES } from './context-rules.ts';
import { compileTable } from './script-table.ts';
import type { Entry, ScriptTable } from './script-table.ts';

/** Characters that the notes of the standard list keep in some words: 摺扇, 拚弃, 搧动. */
const KEPT_IN_SOME_WORDS = '摺拚搧';

let full: ScriptTable | null = null;
let careful: ScriptTable | null = null;
let vocabulary: ScriptTable | null = null;

/** The table for traditional text: OpenCC's dictionaries with our overlay. */
export function fullTable(): ScriptTable {
  return (full ??= compileTable([...openccEntries(), ...dictionary(OVERLAY)], CONTEXT_RULES));
}

/**
 * The table for simplified text: only characters outside the standard list that have exactly one simplified form, and 於 where
 * it is a preposition. Its phrases protect names.
 */
export function carefulTable(): ScriptTable {
  return (careful ??= makeCarefulTable());
}

function makeCarefulTable(): ScriptTable {
  const entries = [...openccEntries(), ...dictionary(OVERLAY)];
  return compileTable([...strayEntries(entries), ...unambiguous(entries)], CAREFUL_RULES);
}

/**
 * The table from Taiwan and Hong Kong to mainland vocabulary, both in traditional script, from OpenCC. Single characters are left
 * out: 埠 (port, for 端口) is part of too many other words.
 */
export function vocabularyTable(): ScriptTable {
  return (vocabulary ??= compileTable(
    [...dictionary(HKPhrasesRev), ...dictionary(TWPhrasesRev)].filter(([from]) => from.length > 1),
  ));
}

/** The entries of OpenCC's `t2s`: characters, and phrases, which take precedence. */
export function openccEntries(): readonly Entry[] {
  return [...characterPairs(), ...dictionary(PHRASES)];
}

/** Parses a dictionary in the format of opencc-js: `from to|from to|…`. */
export function dictionary(packed: string): readonly Entry[] {
  return packed.split('|').map((entry) => {
    const space = entry.indexOf(' ');
    return [entry.slice(0, space), entry.slice(space + 1)];
  });
}

/** Names with 於, in either script, which stay, and words that mainland spelling replaces in simplified text too. */
function strayEntries(entries: readonly Entry[]): readonly Entry[] {
  const names = entries.filter(([from, to]) => from.length > 1 && from.includes('於') && to.includes('於'));
  const words = entries.filter(([from]) => from === '甚麼' || from === '甚麽');
  return [...words, ...names, ...names.map(([, to]): Entry => [to, to])];
}

/** Entries of traditional characters that have the same simplified form in every word, one in the standard list. */
function unambiguous(entries: readonly Entry[]): readonly Entry[] {
  const classes = hanClasses();
  const standard = new Set(standardCodes());
  const forms = new Map<string, string>();
  for (const [from, to] of entries) if (from.length === 1) forms.set(from, to);
  for (const [from, to] of entries) {
    if (from.length === 1 || from.length !== to.length) continue;
    for (let i = 0; i < from.length; i++) if (forms.get(from.charAt(i)) !== to.charAt(i)) forms.delete(from.charAt(i));
  }
  for (const character of KEPT_IN_SOME_WORDS) forms.delete(character);
  return [...forms].filter(
    ([from, to]) => ((classes[from.charCodeAt(0)] ?? 0) & TRADITIONAL) !== 0 && standard.has(to.charCodeAt(0)),
  );
}
