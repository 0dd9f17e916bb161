import { HANGUL, KANA } from '../../text/han-classes.ts';
import { isNoise } from '../../text/noise.ts';
import { holds, MISREAD_BYTE } from '../../text/character-classes.ts';
import { visitLines } from '../../text/lines.ts';
import { decoded } from '../../text/decoded.ts';
import type { Edit, TextRule } from '../../types.ts';
import { hasGarbledStretch } from '../decoder/garbled-stretch.ts';
import { isHanUnit, textCost } from '../decoder/language-model.ts';
import { undoMended } from './gbk-mended.ts';
import { oddness } from './oddness.ts';
import { hasRare } from './rare-han.ts';
import { eastAsianReaders, singleByteReaders } from './readers.ts';
import type { Reader } from './readers.ts';
import { chineseBehind } from './readings.ts';
import { mostReplaced, quotesMojibake } from './undo-misreading.ts';

/** GBK or Big5 decoded as another encoding without loss. */
export const chineseAsOtherSet: TextRule = {
  name: 'chinese-as-other-set',
  summary:
    'Undoes GBK and Big5 read as windows-1250 to 1257, ISO 8859, MacRoman, KOI8-R, code pages 437, 850, 932 and 949',
  examples: [
    { before: 'ÓůÓĂČíĽţ(YYRJ)', after: '御用软件(YYRJ)' },
    { before: 'ÏÂÔØ±¾Êé', after: '下载本书' },
    { before: 'ÎÒÃǵĹ«ÒæÊÂÒµ', after: '我们的公益事业' },
    { before: 'Всё хорошо, МОСКВА', after: 'Всё хорошо, МОСКВА' },
    { before: 'ｺﾝﾋﾟｭｰﾀと大韓民國', after: 'ｺﾝﾋﾟｭｰﾀと大韓民國' },
  ],
  gate: (text) => holds(text, MISREAD_BYTE | KANA | HANGUL),
  propose: (text) => {
    const edits: Edit[] = [];
    let attemptsLeft = isNoise(text) ? NOISE_LINES : Infinity;
    visitLines(text, (start, end) => {
      if (attemptsLeft === 0 && edits.length === 0) return;
      const line = text.slice(start, end);
      const found = lineEdits(line);
      attemptsLeft--;
      if (!quotesMojibake(line, found)) for (const edit of found) edits.push({ ...edit, at: edit.at + start });
    });
    return edits;
  },
};

/** Lines searched in noise: if none is repaired, it is nothing else. */
const NOISE_LINES = 4;
/** Longer lines are skipped. */
const MAX_LINE_UNITS = 4000;
/** Least oddness per non-ASCII character of a suspect stretch. */
const MIN_ODDNESS = 3.2;
/** The same for stretches of at least `MIN_LONG_CHARS` such characters. */
const MIN_ODDNESS_LONG = 2.3;
const MIN_LONG_CHARS = 12;

function lineEdits(line: string): readonly Edit[] {
  if (line.length > MAX_LINE_UNITS) return [];
  let best: Candidate = { edits: [], gain: 0, mended: false };
  for (const reader of readersOf(line)) {
    const segments = segmentsOf(line, reader);
    for (const written of ['gbk', 'big5'] as const) {
      const found = candidate(segments, reader, written);
      if (found.gain > best.gain) best = found;
    }
  }
  return best.mended ? mostReplaced([undoMended(line), best.edits]) : best.edits;
}

const STRETCH = /[\u0080-\u2dff\ufb00-\ufb06\ufffd][\0-\u2dff\ufb00-\ufb06\ufffd]*/g;
const WESTERN = /[\u0080-\u2dff\ufb00-\ufb06]/g;
/** Half-width katakana, and Hangul among Han, one of which Chinese read as Japanese or Korean nearly always has. */
const HALF_WIDTH = /[\uff61-\uff9f]/g;
const HANGUL_UNIT = /[\uac00-\ud7a3]/g;
const MIN_SUSPECT_CHARS = 3;

function readersOf(line: string): readonly Reader[] {
  const single = line.match(STRETCH)?.some(isOdd) === true ? singleByteReaders() : [];
  const [katakana, hangul] = [line.match(HALF_WIDTH)?.length ?? 0, line.match(HANGUL_UNIT)?.length ?? 0];
  const [japanese, korean] = [
    katakana >= MIN_SUSPECT_CHARS,
    hangul >= MIN_SUSPECT_CHARS && /[\u4e00-\u9fff\uf900-\ufaff]/.test(line),
  ];
  return [...single, ...eastAsianReaders().filter(({ name }) => (name === 'cp932' ? japanese : korean))];
}

function isOdd(stretch: string): boolean {
  const count = stretch.match(WESTERN)?.length ?? 0;
  return (
    count >= MIN_SUSPECT_CHARS &&
    oddness(stretch, '', '') >= (count < MIN_LONG_CHARS ? MIN_ODDNESS : MIN_ODDNESS_LONG) * count
  );
}

interface Candidate {
  readonly edits: readonly Edit[];
  /** Gain in log-likelihood of the line, in nats. */
  readonly gain: number;
  /** True if each character was taken for one byte or for UTF-8 without a choice. */
  readonly mended: boolean;
}

function candidate(segments: readonly Segment[], reader: Reader, written: 'gbk' | 'big5'): Candidate {
  const edits: Edit[] = [];
  const mended = reader.name === 'mended';
  let gain = 0;
  for (const { at, old, bytes } of segments) {
    const made = textOf(old, bytes, reader, written);
    if (!isChinese(made, old) || (mended && hasGarbledStretch(made))) return { edits: [], gain: 0, mended };
    edits.push(trimmed(at, old, made));
    gain += textCost(old) - textCost(made);
  }
  return { edits, gain, mended };
}

/** What a misreading leaves beside a segment that another reader would have taken along: a repair of half a word is none. */
const RESIDUE = /[\u00a1-\u00b6\u00b8-\u052f\u2190-\u25ff\uac00-\ud7a3\uff61-\uff9f]/;

function isTornOff(line: string, start: number, end: number): boolean {
  return RESIDUE.test(line[start - 1] ?? '') || RESIDUE.test(line[end] ?? '');
}

/** In code page 932 some characters have two pairs of bytes. */
function textOf(old: string, bytes: readonly number[], { name }: Reader, written: 'gbk' | 'big5'): string {
  const known = name === 'cp932' || name === 'cp949' ? chineseBehind(old, name, written) : null;
  return known ?? decoded(Uint8Array.from(bytes), written);
}

interface Segment {
  readonly at: number;
  readonly old: string;
  readonly bytes: readonly number[];
}

/**
 * Stretches of a line that the reader can produce: from a non-ASCII character on, including the ASCII after it. None if one is torn
 * off, as nearly always in noise: the reader is wrong.
 */
function segmentsOf(line: string, { bytesOf }: Reader): readonly Segment[] {
  const found: Segment[] = [];
  let at = -1;
  let bytes: number[] = [];
  let nonAscii = 0;
  const close = (end: number): boolean => {
    if (nonAscii > 1 && isTornOff(line, at, end)) return false;
    if (nonAscii > 1) found.push({ at, old: line.slice(at, end), bytes });
    [at, bytes, nonAscii] = [-1, [], 0];
    return true;
  };
  for (let i = 0; i < line.length; i++) {
    const unit = line.charCodeAt(i);
    const behind = unit < 0x80 ? (at < 0 ? null : [unit]) : bytesOf(unit);
    if (behind === null) {
      if (!close(i)) return [];
      continue;
    }
    if (at < 0) at = i;
    if (unit >= 0x80) nonAscii++;
    for (const byte of behind) bytes.push(byte);
  }
  return close(line.length) ? found : [];
}

/** Largest cost per character, in nats: clean text has about 5, chance 10 and more. Short runs are held to less. */
const MAX_COST = 7.5;
const MAX_COST_SHORT = 6.5;
const MIN_HAN_NOT_SHORT = 6;

function isChinese(made: string, old: string): boolean {
  if (/[\ufffd\ue000-\uf8ff\u0080-\u00a6\u2028\u2029]/.test(made)) return false;
  const han: string[] = [];
  for (const character of made) if (isHanUnit(character.charCodeAt(0))) han.push(character);
  const distinct = new Set(han).size;
  const plain = made.replace(/[\0-\x7f]+/g, '');
  if (distinct < 2 || 2 * han.length < plain.length || (han.length < MIN_HAN_NOT_SHORT && hasRare(made))) return false;
  const most = han.length < MIN_HAN_NOT_SHORT ? MAX_COST_SHORT : MAX_COST;
  return textCost(plain) < most * plain.length && textCost(old) > textCost(made);
}

function trimmed(at: number, old: string, made: string): Edit {
  let behind = 0;
  while (behind < made.length && behind < old.length && isSame(old, made, behind + 1)) behind++;
  return { at, old: old.slice(0, old.length - behind), new: made.slice(0, made.length - behind) };
}

function isSame(old: string, made: string, fromEnd: number): boolean {
  return old.charCodeAt(old.length - fromEnd) === made.charCodeAt(made.length - fromEnd);
}
