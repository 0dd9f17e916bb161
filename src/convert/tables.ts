import HKPhrasesRev from 'opencc-js/dict/HKPhrasesRev';
import TWPhrasesRev from 'opencc-js/dict/TWPhrasesRev';
import { OVERLAY, PHRASES } from '../tables/generated/script.ts';
import { TRADITIONAL, hanClasses, standardCodes, visitCharacterPairs } from '../text/han-classes.ts';
import { CONTEXT_RULES, CAREFUL_RULES } from './context-rules.ts';
import { compileTable, pairOf } from './script-table.ts';
import type { Entry, ScriptTable } from './script-table.ts';

/** Characters that the notes of the standard list keep in some words: 摺扇, 拚弃, 搧动. */
const KEPT_IN_SOME_WORDS = '摺拚搧';

let full: ScriptTable | null = null;
let careful: ScriptTable | null = null;
let vocabulary: ScriptTable | null = null;

/** The table for traditional text: OpenCC's `t2s`, characters and phrases, with our overlay. */
export function fullTable(): ScriptTable {
  return (full ??= compileTable(entries(), { characters: true, rules: CONTEXT_RULES }));
}

function entries(): readonly Entry[] {
  return [...dictionary(PHRASES), ...dictionary(OVERLAY)];
}

/**
 * The table for simplified text: only characters outside the standard list that have exactly one simplified form, and 於 where
 * it is a preposition. Its phrases protect names.
 */
export function carefulTable(): ScriptTable {
  return (careful ??= makeCarefulTable());
}

function makeCarefulTable(): ScriptTable {
  const pairs = entries().map(pairOf);
  const chosen = [...strayPairs(pairs), ...unambiguous(pairs)].map(([from, to]) => `${from} ${to}`);
  return compileTable(chosen, { characters: false, rules: CAREFUL_RULES });
}

/**
 * The table from Taiwan and Hong Kong to mainland vocabulary, both in traditional script, from OpenCC. Single characters are left
 * out: 埠 (port, for 端口) is part of too many other words.
 */
export function vocabularyTable(): ScriptTable {
  return (vocabulary ??= compileTable(
    [...dictionary(HKPhrasesRev), ...dictionary(TWPhrasesRev)].filter((entry) => entry.charAt(1) !== ' '),
    { characters: false, rules: [] },
  ));
}

/** The entries of a dictionary in the format of opencc-js: `from to|from to|…`. */
function dictionary(packed: string): readonly Entry[] {
  return packed.split('|');
}

type Pair = readonly [from: string, to: string];

/** Names with 於, in either script, which stay, and words that mainland spelling replaces in simplified text too. */
function strayPairs(pairs: readonly Pair[]): readonly Pair[] {
  const names = pairs.filter(([from, to]) => from.length > 1 && from.includes('於') && to.includes('於'));
  const words = pairs.filter(([from]) => from === '甚麼' || from === '甚麽');
  return [...words, ...names, ...names.map(([, to]): Pair => [to, to])];
}

/** Traditional characters that have the same simplified form in every word, one in the standard list. */
function unambiguous(pairs: readonly Pair[]): readonly Pair[] {
  const classes = hanClasses();
  const standard = new Set(standardCodes());
  const forms = new Map<string, string>();
  visitCharacterPairs((from, to) => {
    if (from <= 0xffff) forms.set(String.fromCodePoint(from), String.fromCodePoint(to));
  });
  for (const [from, to] of pairs) if (from.length === 1) forms.set(from, to);
  for (const [from, to] of pairs) {
    if (from.length === 1 || from.length !== to.length) continue;
    for (let i = 0; i < from.length; i++) if (forms.get(from.charAt(i)) !== to.charAt(i)) forms.delete(from.charAt(i));
  }
  for (const character of KEPT_IN_SOME_WORDS) forms.delete(character);
  return [...forms].filter(
    ([from, to]) => ((classes[from.charCodeAt(0)] ?? 0) & TRADITIONAL) !== 0 && standard.has(to.charCodeAt(0)),
  );
}
