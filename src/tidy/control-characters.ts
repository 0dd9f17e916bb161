import { CONTROL_CODE, holds } from '../text/character-classes.ts';
import type { Edit, TextRule } from '../types.ts';
import { sparingMisreadLines } from './misread-bytes.ts';

/**
 * Removes C0 and C1 controls (except tab, line terminators and the controls that `page-breaks` replaces), escape sequences of
 * terminals, byte order marks and zero-width spaces. Zero-width joiners stay: emoji and Indic scripts need them.
 */
export const controlCharacters: TextRule = {
  name: 'control-characters',
  summary: 'Removes control characters, stray byte order marks and zero-width spaces',
  examples: [
    { before: '新\u0000闻\u200B稿', after: '新闻稿' },
    { before: '\u001B[1;31m警告\u001B[0m：磁盘已满', after: '警告：磁盘已满' },
    { before: '表头\t表身', after: '表头\t表身' },
    { before: '👨‍👩‍👧一家人', after: '👨‍👩‍👧一家人' },
  ],
  gate: (text) => holds(text, CONTROL_CODE),
  propose: (text, context) => {
    const edits: Edit[] = [];
    for (const match of text.matchAll(CONTROLS)) edits.push({ at: match.index, old: match[0], new: '' });
    return sparingMisreadLines(edits, text, context);
  },
};

/** Escape sequences of terminals (ECMA-48) go whole: without ESC their rest would stand as text. */
const CONTROLS = /(?:\x1B\[[\x30-\x3F]*[\x20-\x2F]*[\x40-\x7E]|[\0-\x08\x0E-\x1F\x7F-\x84\x86-\x9F\u200B\uFEFF])+/g;
