import type { Edit, TextRule } from '../types.ts';
import { digitsOf, folded, foundIn, inOrder, masked } from './masked.ts';

/** In one piece, or in groups: region, day of birth, and the rest. */
const MAINLAND = /(?<![\dA-Z])(?<!\d\.)[1-8]\d{5}(?<gap>[ -]?)\d{4}\k<gap>?\d{4}\k<gap>\d{3}[\dX](?![\dA-Z])/gi;
const TAIWAN = /(?<![\dA-Za-z])[A-Z][1289]\d{8}(?![\dA-Za-z])/g;
const HONG_KONG = /(?<![\dA-Za-z])[A-Z]{1,2}\d{6} ?[(（][\dA][)）]/g;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** GB 11643: a day of birth (its example is of 1880), and a check digit of ISO 7064. */
function isMainland(number: string): boolean {
  const text = number.replace(/[ -]/g, '');
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)].map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  if (date.getUTCFullYear() !== year || date.getUTCMonth() + 1 !== month || year < 1850 || year > 2099) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(text.charAt(at)), 0);
  return CHECKS.charAt(sum % 11) === text.charAt(17).toUpperCase();
}

/** Letters by the number that they stand for in Taiwan, from 10 on. */
const TAIWAN_LETTERS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';

function isTaiwan(text: string): boolean {
  const letter = TAIWAN_LETTERS.indexOf(text.charAt(0)) + 10;
  const digits = [Math.floor(letter / 10), letter % 10, ...digitsOf(text)];
  const sum = digits.reduce((total, digit, at) => total + digit * (at === 0 || at === 10 ? 1 : 10 - at), 0);
  return sum % 10 === 0;
}

/** Letters count 10 to 35, a missing first letter 36; the check digit makes the sum a multiple of 11. */
function isHongKong(text: string): boolean {
  const [, letters = '', number = '', check = ''] = /^([A-Z]+)(\d+) ?[(（](.)/.exec(text) ?? [];
  const values = [...Array.from(letters.padStart(2), valueOf), ...Array.from(number, Number), valueOf(check)];
  return values.reduce((total, value, at) => total + value * (9 - at), 0) % 11 === 0;
}

function valueOf(character: string): number {
  return character === ' ' ? 36 : Number.parseInt(character, 36);
}

function numbers(text: string): readonly Edit[] {
  const plain = folded(text);
  const found = [
    ...foundIn(plain, MAINLAND).filter((number) => isMainland(number.text)),
    ...foundIn(plain, TAIWAN).filter((number) => isTaiwan(number.text)),
    ...foundIn(plain, HONG_KONG).filter((number) => isHongKong(number.text)),
  ];
  return masked(text, inOrder(found), 'id');
}

export const id: TextRule = {
  name: 'mask-id',
  summary: 'Masks identity card numbers of the mainland, Taiwan and Hong Kong whose check digits are right',
  examples: [
    { before: '身份证号：11010519491231002X', after: '身份证号：[id]' },
    { before: '110101 19900307 1233，440524188001010014', after: '[id]，[id]' },
    { before: '身分證字號 A123456789', after: '身分證字號 [id]' },
    { before: '身份證 G123456(A) 或 A123456（3）', after: '身份證 [id] 或 [id]' },
    { before: '订单号 110105194912310021，货号 A123456788', after: '订单号 110105194912310021，货号 A123456788' },
  ],
  gate: (text) => /[\d\uff10-\uff19]{6}/.test(text),
  propose: numbers,
};
