import { remembering } from '../../text/memoize-last.ts';
import type { Edit, TextRule } from '../../types.ts';
import { isAboutMojibake } from './about-mojibake.ts';
import { difference } from './difference.ts';
import { isLossyUtf8 } from './utf8-as-other-set.ts';
import { hasRarePair } from './survey.ts';
import { bestReading, likeliest } from './readings.ts';
import type { Reading } from './readings.ts';
import { isUnlikely, unlikelyLines } from './unlikely-lines.ts';
import { hasWordWithGaps } from './words-with-gaps.ts';

/** Short lines, or words between spaces, that were read in another encoding from end to end: too little for the rules that search for a run. */
export const misreadLines: TextRule = {
  name: 'misread-lines',
  summary: 'Undoes short lines of Chinese, Japanese or Korean read from end to end in an encoding of one of the others',
  sparesCode: true,
  examples: [
    { before: '脳卯录脩', after: '最佳' },
    { before: '# 鏂囦欢', after: '# 文件' },
    { before: '煞屢互墊歹木引允', after: '警告が行われます' },
    { before: '嗰啲嘢冇咗', after: '嗰啲嘢冇咗' },
    { before: '喆喆、犇犇', after: '喆喆、犇犇' },
    { before: '嫄婲嫧嬒嫪婼媅嬍', after: '嫄婲嫧嬒嫪婼媅嬍' },
  ],
  gate: (text) => unlikelyLines(text).length > 0,
  propose: (text) => {
    const edits: Edit[] = [];
    for (const { start, line, found } of rareLines(text)) {
      if (found.length === 0 || isAboutMojibake(line)) continue;
      if (!found.every(({ reading }) => isCertain(reading)) || !isPlain(rest(line, found))) continue;
      for (const { at, piece, reading } of found) {
        const edit = difference(piece, reading.text);
        edits.push({ ...edit, at: start + at + edit.at });
      }
    }
    return edits;
  },
};

/** Longest line that is read as a whole, in UTF-16 code units. */
const MAX_LINE_UNITS = 400;

interface Found {
  readonly at: number;
  readonly piece: string;
  readonly reading: Reading;
}

interface RareLine {
  readonly start: number;
  readonly line: string;
  readonly rare: boolean;
  readonly found: readonly Found[];
}

/** Remembered, as the warning asks about the same text as the rule if nothing was repaired. */
const rareLines: (text: string) => readonly RareLine[] = remembering((text) => {
  if (text.length > MAX_LINE_UNITS || readings.size > MAX_KEPT_LINES) readings.clear();
  return unlikelyLines(text).map(({ start, end, rare }) => {
    const line = text.slice(start, end);
    return { start, line, rare, found: readingsOnce(line, rare) };
  });
});

/** Readings of the lines of the last text: conversion asks again about each, and lists have lines that come again. */
const readings = new Map<string, readonly Found[]>();
const MAX_KEPT_LINES = 1000;

function readingsOnce(line: string, rare: boolean): readonly Found[] {
  const found = readings.get(line) ?? readingsIn(line, rare);
  readings.set(line, found);
  return found;
}

/** Readings of a line, or of the words in it if the line has none as a whole. */
function readingsIn(line: string, rare: boolean): readonly Found[] {
  if (line.length > MAX_LINE_UNITS) return [];
  const whole = bestReading(line);
  if (whole !== null && isLikely(whole, rare)) return [{ at: 0, piece: line, reading: whole }];
  const found: Found[] = [];
  for (const { 0: piece, index } of line.matchAll(/[^\s:;,="'()[\]{}<>|/]+/g)) {
    const reading = piece.length === line.length || !isUnlikely(piece) ? null : bestReading(piece);
    if (reading !== null && isLikely(reading, rare)) found.push({ at: index, piece, reading });
  }
  return found;
}

/** What stands around the readings. */
function rest(line: string, found: readonly Found[]): string {
  return found.reduceRight((text, { at, piece }) => text.slice(0, at) + text.slice(at + piece.length), line);
}

/** Most that text costs per character, in nats: clean text has about 5. A line is repaired as a whole or not at all. */
const PLAIN_COST = 9;

function isPlain(text: string): boolean {
  const beyondAscii = text.replace(/[\0-\x7f]+/g, '');
  return likeliest(beyondAscii) <= PLAIN_COST * beyondAscii.length;
}

/**
 * Least gain, in nats, of a reading that may be right and of one that is. Of 217,000 words of a dictionary, each a line, 5 have a Chinese
 * reading with a gain above 8; of names with rare characters, none; of clean lines none above 6. Japanese and Korean have fewer
 * characters and no words here, so that chance makes more of them.
 */
const LIKELY = { zh: 8, ja: 12, ko: 12 } as const;
const LIKELY_OF_COMMON = { zh: 12, ja: 12, ko: 12 } as const;
const LIKELY_LOSSY = { zh: 10, ja: 14, ko: 14 } as const;
const CERTAIN = { zh: 12, ja: 20, ko: 20 } as const;
/** Kana that stand say which language it is. */
const LIKELY_AMONG_KANA = 10;
const CERTAIN_AMONG_KANA = 15;
/** Most that a reading may cost per character, in nats, and one that is certain: clean text has about 5, a rare word 10. */
const MAX_COST_LIKELY = { zh: 10.5, ja: 9, ko: 8.5 } as const;
const MAX_COST = 9;

function isLikely({ gain, cost, language, lossy, keepsKana }: Reading, rare: boolean): boolean {
  const likely = rare ? LIKELY : LIKELY_OF_COMMON;
  const least = lossy ? LIKELY_LOSSY[language] : keepsKana ? LIKELY_AMONG_KANA : likely[language];
  return cost <= MAX_COST_LIKELY[language] && gain >= least;
}

/** Where bytes were lost, what follows is put together wrongly, which shows in rare characters beside each other. */
function isCertain({ text, gain, cost, language, lossy, keepsKana }: Reading): boolean {
  const least = keepsKana ? CERTAIN_AMONG_KANA : CERTAIN[language];
  return !lossy && gain >= least && cost <= MAX_COST && !(language === 'zh' && hasRarePair(text));
}

/** A quotation mark or dash in UTF-8 read as GBK, of which the last byte was lost. */
const LOST_SIGN = /鈥[?\ufffd]/;

/** In an unlikely line, marks for lost characters at a quarter of the places: the others are halves of characters, too. */
const CHARS_PER_LOST = 4;

function isMostlyLost(line: string): boolean {
  if (!line.includes('\ufffd')) return false;
  const beyondAscii = line.match(/[^\0-\x7f]/gu) ?? [];
  return CHARS_PER_LOST * beyondAscii.filter((char) => char === '\ufffd').length >= beyondAscii.length;
}

/** Whether a quotation mark or dash in UTF-8 was read as GBK, in a text that is not about such things. */
export function hasLostSign(text: string): boolean {
  return LOST_SIGN.test(text) && !isAboutMojibake(text);
}

/** Whether a line of a text, or a word in it, is likelier to be something else that was misread. */
export function hasMisreadLine(text: string): boolean {
  if (hasLostSign(text)) return true;
  const isLikelier = ({ line, rare, found }: RareLine): boolean =>
    found.length > 0 || isMostlyLost(line) || (rare && (isLossyUtf8(line) || hasWordWithGaps(line)));
  return rareLines(text).some((rare) => isLikelier(rare) && !isAboutMojibake(rare.line));
}
