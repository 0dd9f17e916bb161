import { expect, test } from 'vitest';
import { recordOf } from './run/records.ts';

/** Units that are repeated to a size: inputs on which careless matching becomes quadratic. */
const units: readonly string[] = [
  '?',
  '(yè)',
  '(',
  '（',
  'ä½',
  '浣',
  '鎴戜滑',
  '?眲',
  '★',
  '💥',
  ' ',
  '\u3000',
  '\t',
  '\u00A0',
  '\n',
  ' \n',
  '\r',
  '\r\n',
  '\0',
  '\u200B',
  '\uFFFD',
  '\uE034',
  '<',
  '<a',
  '<a href=x>',
  '<div>',
  '</p>',
  '<!--',
  '&',
  '&#',
  '&nbsp',
  '&amp;',
  '"',
  '业',
  '業',
  '我',
  '本报记者',
  '责任编辑：',
  '来源：',
  '、',
  '：',
  '> ',
  '－',
  '【',
  '2021-01-01 ',
  '声明：\n',
  '相关新闻\n',
  '1、',
  '记者 王',
  '/',
  'a',
  '0',
  '㐂',
  '𠮷',
  '\uD800',
  'あ',
  '한',
  '~{',
  '\u001B$)A',
];

/** Long enough that anything quadratic takes minutes and hits the time limit. */
const SIZE = 2 ** 17;
const LIMIT = 20_000;

test.each(units.map((unit) => [JSON.stringify(unit), unit]))(
  '%s repeated ends in time, as text and as markup',
  (_, unit) => {
    const written = unit.repeat(SIZE / unit.length);
    for (const format of ['text', 'html'] as const) expect(recordOf(written, { format }).source.format).toBe(format);
  },
  LIMIT,
);

test(
  'a line of one megabyte with words of every stage terminates',
  () => {
    const unit = '我們的業(yè)績★很好?眲&nbsp;（記者 王小明）';
    const record = recordOf(unit.repeat(2 ** 20 / unit.length), { format: 'text', skip: ['strip'] });
    expect(record.text.length).toBeGreaterThan(2 ** 18);
  },
  LIMIT,
);
