import { CYRILLIC_AS_GBK, holds } from '../../text/character-classes.ts';
import { visitLines } from '../../text/lines.ts';
import type { Edit, TextRule } from '../../types.ts';
import { doubleByte } from '../decoder/double-byte.ts';
import type { DoubleByteName } from '../decoder/double-byte.ts';
import { isAboutMojibake } from './about-mojibake.ts';
import { rareUnits } from './rare-han.ts';
import { areInOrder } from './readings.ts';

/** Letters that take two bytes in UTF-8, read in pairs: each becomes one Han character or hangul syllable, and nothing is lost. */
export const lettersAsOtherSet: TextRule = {
  name: 'letters-as-other-set',
  summary: 'Undoes accented and Cyrillic letters in UTF-8 read as GBK, Big5 or code page 949',
  sparesCode: true,
  examples: [
    { before: 'Bitte w盲hle einen Ort f眉r das Ger盲t', after: 'Bitte wähle einen Ort für das Gerät' },
    { before: 'S찾o Paulo e regi천es, voc챗', after: 'São Paulo e regiões, você' },
    { before: '袩芯卸邪谢褍泄褋褌邪', after: 'Пожалуйста' },
    { before: 'T恤shirt、K么bro', after: 'T恤shirt、K么bro' },
    { before: 'my猫cat, your帽hat', after: 'my猫cat, your帽hat' },
    { before: '乱码：f眉r, Ger盲t, sch枚n', after: '乱码：f眉r, Ger盲t, sch枚n' },
  ],
  gate: (text) => INSIDE_WORD.test(text) || holds(text, CYRILLIC_AS_GBK),
  propose: (text) => {
    const lines = linesOf(text);
    return lines.length === 0
      ? []
      : ALPHABETS.flatMap((alphabet) => editsIn(lines, alphabet)).sort((a, b) => a.at - b.at);
  },
};

const EAST_ASIAN = /[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uffee]+/g;

function eastAsianIn(line: string): string {
  return line.match(EAST_ASIAN)?.join('') ?? '';
}

/** East Asian characters that begin or go on inside a Latin word. */
const INSIDE_WORD = /[A-Za-z][\u3400-\u9fff\uac00-\ud7a3]{1,3}[a-z]/;

/** Letters of one script, and the set they were read in. */
interface Alphabet {
  readonly read: DoubleByteName;
  readonly letters: string;
  /** The characters of a line that tell. */
  readonly telling: (line: string) => readonly string[];
  /** How many a line must have by itself, how many of them different, and how many different ones lines have together that are most of a text's. */
  readonly inLine: number;
  readonly different: number;
  readonly inAll: number;
  /** Whether a line without any may belong to others that have enough. */
  readonly fits: (line: string) => boolean;
}

const LATIN = 'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýœ¿¡«»°ªº';
const CYRILLIC = 'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяЁё';

const ALPHABETS: readonly Alphabet[] = [
  ...(['gbk', 'big5', 'cp949'] as const).map((read) => ({
    read,
    letters: LATIN,
    telling: insideWords,
    inLine: 3,
    different: 2,
    inAll: 3,
    fits: isInWords,
  })),
  { read: 'gbk', letters: CYRILLIC, telling: rareOnes, inLine: 3, different: 3, inAll: 4, fits: isLong },
];

/** Characters inside Latin words and at the end of them, if there are any inside: behind a word alone, they may be one of their own. */
function insideWords(line: string): readonly string[] {
  if (!INSIDE_WORD.test(line)) return [];
  const runs = line.matchAll(
    /(?<=[A-Za-z])[\u3400-\u9fff\uac00-\ud7a3]{1,3}(?=[a-z]|(?![\u3400-\u9fff\uac00-\ud7a3A-Z]))/g,
  );
  return Array.from(runs).flatMap(([run]) => Array.from(run));
}

function isInWords(line: string): boolean {
  return Array.from(line.matchAll(EAST_ASIAN)).every(({ 0: run, index }) =>
    /[A-Z]/i.test(`${line[index - 1] ?? ''}${line[index + run.length] ?? ''}`),
  );
}

/** Fewer characters are a Chinese word by chance, or an entry of an index. */
const LONG = 3;

function rareOnes(line: string): readonly string[] {
  const rare = rareUnits();
  const characters = eastAsianIn(line);
  if (characters.length < LONG || areInOrder(characters)) return [];
  return Array.from(characters).filter((char) => rare[char.charCodeAt(0)] === 1);
}

function isLong(line: string): boolean {
  return eastAsianIn(line).length >= LONG;
}

interface Line {
  readonly start: number;
  readonly line: string;
}

/** Lines with East Asian characters, not about encodings. */
function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  visitLines(text, (start, end) => {
    const line = text.slice(start, end);
    if (line.search(EAST_ASIAN) >= 0 && !isAboutMojibake(line)) lines.push({ start, line });
  });
  return lines;
}

/** Edits in lines all of whose East Asian characters are letters of an alphabet; other lines are in a language that has such characters. */
function editsIn(lines: readonly Line[], alphabet: Alphabet): readonly Edit[] {
  const known = lettersOf(alphabet);
  const found = lines
    .filter(({ line }) => Array.from(eastAsianIn(line)).every((char) => known.has(char)))
    .map((each) => ({ ...each, telling: alphabet.telling(each.line) }));
  const all = new Set(found.flatMap(({ telling }) => telling));
  const isSure = all.size >= alphabet.inAll && 2 * found.length >= lines.length;
  const isMeant = ({ line, telling }: (typeof found)[number]): boolean =>
    isSure
      ? telling.length > 0 || alphabet.fits(line)
      : telling.length >= alphabet.inLine && new Set(telling).size >= alphabet.different;
  return found.filter(isMeant).flatMap(({ start, line }) =>
    Array.from(line.matchAll(EAST_ASIAN), ({ 0: old, index }) => ({
      at: start + index,
      old,
      new: Array.from(old, (char) => known.get(char) ?? char).join(''),
    })),
  );
}

const tables = new Map<Alphabet, ReadonlyMap<string, string>>();

/** The letters of an alphabet by the characters that they become. */
function lettersOf(alphabet: Alphabet): ReadonlyMap<string, string> {
  const known = tables.get(alphabet);
  if (known !== undefined) return known;
  const { chars } = doubleByte(alphabet.read);
  const made = new Map<string, string>();
  for (const letter of alphabet.letters) {
    const [lead = 0, trail = 0] = Buffer.from(letter);
    const unit = chars[(lead << 8) | trail] ?? 0;
    if (unit !== 0) made.set(String.fromCharCode(unit), letter);
  }
  tables.set(alphabet, made);
  return made;
}
