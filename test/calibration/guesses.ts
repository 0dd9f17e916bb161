import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import iconv from 'iconv-lite';
import { repairs } from '../../src/repair/index.ts';
import type { TextContext } from '../../src/types.ts';
import { shift } from '../made/byte-shift-damage.ts';
import { traditional } from './detect.ts';

const require = createRequire(import.meta.url);
const CONTEXT: TextContext = { guess: true, language: 'und', from: 'auto', vocab: 'keep' };

/** Lower bounds of the classes of confidence. */
export const CLASSES = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98] as const;

/** A way to misread a text with losses. */
export interface LossyMisreading {
  readonly rule: string;
  readonly damage: (text: string) => string;
}

const UNDEFINED = /[\u0081\u008d\u008f\u0090\u009d]/gu;
const asWindows1252 = (text: string): string => new TextDecoder('windows-1252').decode(Buffer.from(text));

/** The rules that guess, with losses that they have to make up for. */
export const LOSSY: readonly LossyMisreading[] = [
  { rule: 'utf8-as-single-byte-gaps', damage: (text) => asWindows1252(text).replace(UNDEFINED, '?') },
  { rule: 'utf8-as-single-byte-gaps', damage: (text) => asWindows1252(text).replace(UNDEFINED, '') },
  { rule: 'utf8-as-gbk', damage: (text) => inGbk(Buffer.from(text)) },
  // Code page 950 lacks rows C6A1 to C8FE, where one in twenty characters of simplified text lies.
  { rule: 'gbk-as-big5', damage: (text) => iconv.decode(iconv.encode(text, 'gbk'), 'cp950') },
];

/** As readers of GBK without the user-defined areas do. */
function inGbk(bytes: Uint8Array): string {
  return new TextDecoder('gbk').decode(bytes).replace(/[\ue000-\uf8ff]/gu, '\ufffd');
}

/** Guesses of one rule in one class of confidence. */
export interface GuessShare {
  readonly rule: string;
  /** Lower bound of the class. */
  readonly least: number;
  readonly guesses: number;
  /** Mean confidence stated. */
  readonly stated: number;
  /** Share of guesses that were right. */
  readonly right: number;
}

interface Sum {
  guesses: number;
  stated: number;
  right: number;
}

/** What guesses stated and how many were right, on `size` texts for each misreading. */
export function measureGuesses(size: number, misreadings: readonly LossyMisreading[] = LOSSY): readonly GuessShare[] {
  const sums = new Map<string, Sum>();
  for (const { rule, damage } of misreadings) {
    for (const text of messages(size)) addGuesses(sums, rule, damage(text), text);
  }
  return sharesOf(sums);
}

function sharesOf(sums: ReadonlyMap<string, Sum>): readonly GuessShare[] {
  return [...sums].map(([key, { guesses, stated, right }]) => {
    const [rule = '', least = ''] = key.split(' ');
    return { rule, least: Number(least), guesses, stated: stated / guesses, right: right / guesses };
  });
}

/** Readings that a mirror site inserts. */
const READINGS =
  '業yè 發fā 產chǎn 內nèi 數shù 區qū 經jīng 統tǒng 節jié 監jiān 學xué 機jī 當dāng 務wù 現xiàn 時shí 個gè 關guān 類lèi 變biàn 檔dàng 項xiàng 導dǎo 應yīng';
const READING = /\([a-zāáǎàēéěèīíǐìōóǒòūúǔù]+\)/gu;
const MESSAGES_OF_A_PAGE = 30;

/** What edits of `byte-shift` stated and how many were right as a whole, on pages of a mirror site made of these messages. */
export function measureShifts(size: number): readonly GuessShare[] {
  const sums = new Map<string, Sum>();
  const lines = messages(size).map(traditional());
  for (let at = 0; at < lines.length; at += MESSAGES_OF_A_PAGE) {
    const truth = lines.slice(at, at + MESSAGES_OF_A_PAGE).join('');
    for (const user of ['kept', 'dropped'] as const)
      addShifts(sums, shift(truth, { marks: '！？，；', user, readings: READINGS, folded: false }), truth);
  }
  return sharesOf(sums);
}

function addShifts(sums: Map<string, Sum>, page: string, truth: string): void {
  const rule = repairs.find(({ name }) => name === 'byte-shift');
  const proposal = rule?.gate(page) === true ? rule.propose(page, CONTEXT) : [];
  for (const { at, old, new: made, guessed = 0, confidence = 0 } of 'count' in proposal ? proposal.edits() : proposal) {
    if (guessed === 0) continue;
    const before = page
      .slice(Math.max(0, at - 40), at)
      .replace(READING, '')
      .slice(-6);
    const after = page
      .slice(at + old.length, at + old.length + 40)
      .replace(READING, '')
      .slice(0, 3);
    add(sums, 'byte-shift', confidence, guessed, truth.includes(before + made + after) ? guessed : 0);
  }
}

function add(sums: Map<string, Sum>, name: string, confidence: number, guesses: number, right: number): void {
  const key = `${name} ${String(CLASSES.findLast((least) => confidence >= least) ?? 0)}`;
  const sum = sums.get(key) ?? { guesses: 0, stated: 0, right: 0 };
  sum.guesses += guesses;
  sum.stated += guesses * confidence;
  sum.right += right;
  sums.set(key, sum);
}

/** Edits whose text is longer or shorter than the truth are wrong in every guess. */
function addGuesses(sums: Map<string, Sum>, name: string, damaged: string, truth: string): void {
  const rule = repairs.find((one) => one.name === name);
  const proposal = rule?.gate(damaged) === true ? rule.propose(damaged, CONTEXT) : [];
  const edits = 'count' in proposal ? proposal.edits() : proposal;
  const change = edits.reduce((sum, edit) => sum + edit.new.length - edit.old.length, damaged.length);
  let shift = 0;
  for (const edit of edits) {
    const wrong = change === truth.length ? wrongIn(edit.new, truth.slice(edit.at + shift)) : edit.new.length;
    shift += edit.new.length - edit.old.length;
    const { guessed = 0, confidence = 0 } = edit;
    if (guessed === 0) continue;
    add(sums, name, confidence, guessed, guessed - Math.min(guessed, wrong));
  }
}

function wrongIn(made: string, truth: string): number {
  return Array.from(made, (char, i) => char !== '\ufffd' && char !== truth[i]).filter(Boolean).length;
}

/** Chinese messages of the TypeScript compiler, simplified, one line each, evenly spread. */
export function messages(size: number): readonly string[] {
  const path = require.resolve('typescript/lib/zh-cn/diagnosticMessages.generated.json');
  const all = Object.values(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>).filter(
    (text) => text.length >= 20 && /^[^\n\ufffd?]+$/.test(text) && (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= 12,
  );
  const step = Math.max(1, Math.floor(all.length / size));
  return all.filter((_, i) => i % step === 0).slice(0, size);
}
