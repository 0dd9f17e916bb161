const DIGITS = '〇一二三四五六七八九';
const DIGIT = '[〇○零O0一二三四五六七八九]';
/** Numbers up to 31, as days are written. */
const NUMBER = '[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]';

const WRITTEN = new RegExp(`([一二]${DIGIT}{3}|\\d{4})年(${NUMBER})月(${NUMBER})日`, 'gi');
const REPUBLIC = new RegExp(
  `(?:中华)?民国\\s?(元|\\d{1,3}|${DIGIT}{2,3}|[一二]?百?[〇○零]?(?:${NUMBER}))\\s?(?=[-/.年])`,
  'gi',
);
/** What only such dates have. */
const GATE = /民国|[一二][〇○零O九]/i;

/** A text in simplified script with the dates in Chinese numbers and the years of the Republic as digits: `二〇一三年九月二十一日` and `民国102年9月21日` are `2013年9月21日`. */
export function withDigits(matchForm: string): string {
  if (!GATE.test(matchForm)) return matchForm;
  return matchForm
    .replace(REPUBLIC, (_, year: string) => String(1911 + yearOf(year)))
    .replace(WRITTEN, (_, year: string, month: string, day: string) => {
      return `${digitsOf(year)}年${String(numberOf(month))}月${String(numberOf(day))}日`;
    });
}

function yearOf(year: string): number {
  if (year === '元') return 1;
  if (/^\d+$/.test(year)) return Number(year);
  return /[十百]/.test(year) ? numberOf(year) : Number(digitsOf(year));
}

/** `二〇一三` digit by digit. */
function digitsOf(written: string): string {
  return written
    .replace(/[○零O]/gi, '〇')
    .replace(/./g, (char) => (/\d/.test(char) ? char : String(DIGITS.indexOf(char))));
}

/** `二十一`, `一百零二`. */
function numberOf(written: string): number {
  const [, hundreds, rest = ''] = /^(?:(.?)百)?[〇○零]?(.*)$/.exec(written) ?? [];
  const [, ten = '', one = ''] = /^(?:(.?)十)?(.?)$/.exec(rest) ?? [];
  const tens = rest.includes('十') ? Math.max(1, DIGITS.indexOf(ten === '' ? '一' : ten)) : 0;
  const hundred = hundreds === undefined ? 0 : Math.max(1, DIGITS.indexOf(hundreds === '' ? '一' : hundreds));
  return 100 * hundred + 10 * tens + (one === '' ? 0 : DIGITS.indexOf(one));
}
