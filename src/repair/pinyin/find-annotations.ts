import { isFrequent } from '../decoder/language-model.ts';
import { charactersRead, readingsOf } from './readings.ts';
import { hanClasses, TRADITIONAL } from '../../text/han-classes.ts';
import { ACCENTED, holds } from '../../text/character-classes.ts';

/** A reading in parentheses after a character: `業(yè)`. */
export interface Annotation {
  /** Offset of the opening parenthesis, directly after the character. */
  readonly at: number;
  readonly length: number;
  readonly syllable: string;
}

const READING =
  /[(（]([a-zü]{0,4}(?:[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿế]|[aeiounm][\u0300\u0301\u0304\u030c])[a-z]{0,3})[)）]/gu;

/** Quick check before the full pattern, which few texts need. */
const QUICK_READING = /[(（][a-zü]{0,5}[\u00e0-\u030c\u1e3f\u1ebf]/u;

/** True if the text has a reading with a tone mark in parentheses. */
export function hasAnnotation(text: string): boolean {
  return holds(text, ACCENTED) && QUICK_READING.test(text) && text.search(READING) >= 0;
}

/** Every syllable with a tone mark in parentheses, in order; not checked against the character before it. */
export function findAnnotations(text: string): readonly Annotation[] {
  const found: Annotation[] = [];
  for (const match of text.matchAll(READING)) {
    const syllable = (match[1] ?? '').normalize('NFC');
    if (charactersRead(syllable) !== '') found.push({ at: match.index, length: match[0].length, syllable });
  }
  return found;
}

/** True for readings inserted by a program with a list of traditional characters; false for a lesson, a dictionary or a gloss. */
export function areInserted(text: string, annotations: readonly Annotation[]): boolean {
  const counts = { traditional: 0, other: 0, shifted: 0, alone: 0 };
  const annotated = new Map<string, number>();
  for (const { at, length, syllable } of annotations) {
    const char = text[at - 1] ?? '';
    if (!charactersRead(syllable).includes(char)) {
      if (/[A-Za-z?]/u.test(char)) counts.shifted++;
      continue;
    }
    if (isTraditional(char)) counts.traditional++;
    else counts.other++;
    if (!isHan(text[at - 2]) && text[at - 2] !== ')' && !isHan(text[at + length])) counts.alone++;
    annotated.set(char, (annotated.get(char) ?? 0) + 1);
  }
  if (counts.traditional === 0) return counts.shifted > 0 && counts.other === 0;
  if (counts.other > counts.traditional / 8 || counts.alone > counts.traditional / 3) return false;
  const plain = [...annotated.keys()].filter((char) => isFrequent(char));
  if (counts.traditional < 3 && !plain.some((char) => readingsOf(char) === 1)) return false;
  return (
    10 * plain.length > 6 * annotated.size &&
    appliesEverywhere(text, annotated) &&
    (counts.traditional > 2 || !teaches(text))
  );
}

/** More readings of frequent characters than a glossed text has. */
const MIN_INSERTED = 10;

/** A program annotates every occurrence, except where a cut split the character; a gloss is put at the first one. */
function appliesEverywhere(text: string, annotated: ReadonlyMap<string, number>): boolean {
  let bare = 0;
  let total = 0;
  for (const char of text) if (annotated.has(char)) bare++;
  for (const count of annotated.values()) total += count;
  return bare - total <= (total < MIN_INSERTED ? total / 4 : total);
}

function teaches(text: string): boolean {
  return /[拼注]音|[读讀][音作]|多音字|生字|[声聲][调調]|部首|[笔筆][画畫]/u.test(text);
}

function isTraditional(char: string): boolean {
  return ((hanClasses()[char.charCodeAt(0)] ?? 0) & TRADITIONAL) !== 0;
}

function isHan(char: string | undefined): boolean {
  return char !== undefined && char >= '\u3400' && char <= '\u9fff';
}
