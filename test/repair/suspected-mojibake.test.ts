import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { recordOf } from '../run/records.ts';
import { isSuspectedMojibake, repairWarnings } from '../../src/repair/index.ts';

const clean = '今天天氣很好，大家一起到公園裡散步。';
/** UTF-8 read as Big5 by a decoder that replaces every invalid byte: too much is lost. */
const lost = new TextDecoder('big5').decode(iconv.encode('他們把雨傘放在門口，等了很久才走。', 'utf-8'));

test('conversion leaves a line that looks like mojibake unchanged, with a warning', () => {
  const record = recordOf(`${clean}\n${lost}\n${clean}`, { format: 'text', skip: ['strip', 'tidy'] });
  expect(record.warnings).toContain('suspected-mojibake');
  expect(record.text.split('\n')).toEqual([
    '今天天气很好，大家一起到公园里散步。',
    lost,
    '今天天气很好，大家一起到公园里散步。',
  ]);
});

test('repaired text is not suspected', () => {
  const damaged = new TextDecoder('windows-1251').decode(iconv.encode(clean, 'big5'));
  const record = recordOf(damaged, { format: 'text', skip: ['convert'] });
  expect(record.text).toBe(clean);
  expect(record.warnings).not.toContain('suspected-mojibake');
});

/** Names in GBK as lists of ZIP files show them. */
test.each(['cp437', 'cp850', 'cp866'])('a name read as %s is suspected', (page) => {
  for (const name of ['用户管理系统', '新建文件夹', '三年级二班']) {
    const misread = iconv.decode(iconv.encode(name, 'gbk'), page);
    expect(`${misread} ${String(isSuspectedMojibake(`${misread}.txt`))}`).toBe(`${misread} true`);
  }
});

test.each([
  '┌──┬──┐╔══╦══╗╒══╤══╕╓──╥──╖',
  '│├┤│║╠╣║╚╝┘└╝╚┐┌╗╔ ┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬',
  '███████╗██╗  ██╗██╔══██╗╚██████╔╝╚═╝╚══╝',
  '├─Été\n└─Ärzte│Übung├╢├┤',
  '├┼┼┼┼┤ ┝━┿━┥ ┏┳┓┣╋┫┗┻┛ ╂╃╄╅╆╇╈╉╊╋╌╍╎╏ ╭╮╰╯',
])('%s is a drawing', (text) => {
  expect(repairWarnings(text)).toEqual([]);
});

test.each([lost, 'ÐŸÑ?Ð¸Ð²Ð?Ñ‚ Ð´Ñ?ÑƒÐ³Ð¸Ðµ', '§¹¤£·½¨¸ö»º®¿ªª¯¬´', '滲杅汒隴滲杅汒隴'])('%s is suspected', (text) => {
  expect(isSuspectedMojibake(text)).toBe(true);
});

test.each([
  clean,
  'Python（英国发音：/ˈpaɪθən/ 美国发音：/ˈpaɪθɑːn/）, 是一种面向对象的解释型计算机程序设计语言。',
  'dictionary /ˈdɪkʃəˌnɛri/、pronunciation /pɹəˌnʌnsiˈeɪʃən/',
  '饕餮、貔貅、麒麟、狻猊，魑魅魍魎',
  '駅前の駐輪場で読み込みエラー',
  '谢琛偲 秦犇婳 雷犇昇 郇煊犇 贾垚堃 仉骞媞',
  'Мʼянма, өчүрүлгөн, МҮЧӨНҮН-АТЫ',
  'Příliš žluťoučký kůň úpěl ďábelské ódy',
  '╔═══╗ ├──┤ ░▒▓█ ∞ ≤ ≥ ±½',
  '用错编码打开，“我们”就成了“鎴戜滑”。',
  'café « été », 5 €, £3½, 20 °C, ½ ¼',
])('%s is not', (text) => {
  expect(isSuspectedMojibake(text)).toBe(false);
  expect(repairWarnings(text)).toEqual([]);
});

test('the bytes of a misread line that could not be repaired stay', () => {
  const line = '§¹¤£·½\u0080\u0083¨¸ö»º®¿ªª¯¬\u00a0´';
  const record = recordOf(`${line}\n正常\u0081的\u00a0文字`, { format: 'text', skip: ['strip'] });
  expect(record.text).toBe(`${line}\n正常的 文字`);
  expect(record.warnings).toContain('suspected-mojibake');
});

test('verse of rare characters is not suspected, and is converted', () => {
  const record = recordOf(`${clean}\n鱖鰣鯽鱅，魴鱮鰻鱸。\n磽磽崿崿，嵾嵯崱崱。`, {
    format: 'text',
    skip: ['strip', 'tidy'],
  });
  expect(record.warnings).toEqual([]);
  expect(record.text).toContain('鳜鲥鲫鳙，鲂鱮鳗鲈。');
});

test('a question mark in a word is suspected only in a text that was misread', () => {
  const text = '渡船在夜里靠岸，船夫说天亮前?走不了。';
  expect(repairWarnings(text)).toEqual([]);
  const misread = iconv.decode(iconv.encode(text, 'gbk'), 'latin1');
  expect(recordOf(misread, { format: 'text', skip: ['strip'] })).toMatchObject({
    text,
    warnings: ['irrecoverable-characters'],
  });
});
