import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { repairedDocument } from '../run/repaired.ts';

const repaired = (text: string): string => repairedDocument(text).text;
const misread = (text: string, reader: string): string => iconv.decode(Buffer.from(text), reader);

const LATIN = [
  'Bitte wähle einen Ort für das Gerät',
  'Où êtes-vous allé hier après-midi ?',
  'El niño está en el jardín, ¿qué pasó?',
  'Não é possível; ação; você',
  'Hår på hovedet, blåbær og grønne æbler',
  'Wählen\nÖffnen\nLöschen\nZurück\nübergeben',
];
const CYRILLIC = ['Пожалуйста, выберите место', 'Привет', 'Настройки\nФайл не найден\nОтмена', 'Её ещё не было дома.'];

describe.each(['gbk', 'big5', 'cp949'])('letters read as %s', (reader) => {
  const read = LATIN.map((text) => ({ text, bad: misread(text, reader) })).filter(({ bad }) => !bad.includes('\ufffd'));

  test.each(read)('$text', ({ text, bad }) => {
    expect(bad).not.toBe(text);
    expect(repaired(bad)).toBe(text);
  });

  test('lines in Chinese beside them stay', () => {
    const text = `点击确定，继续安装。\n${misread(LATIN[0] ?? '', reader)}\n我没有猫，也没有帽子。`;
    expect(repaired(text)).toBe(text.replace(misread(LATIN[0] ?? '', reader), LATIN[0] ?? ''));
  });
});

test.each(CYRILLIC)('%s read as GBK', (text) => {
  expect(repaired(misread(text, 'gbk'))).toBe(text);
});

/** Words of two languages without spaces, and characters of one radical, in a line or an entry each. */
test.each([
  'my猫cat your帽hat',
  'T恤shirt K么bro',
  '用Python写code没bug\nmy猫cat\nso忙so\nno毛no\n今天的会议改到明天下午。\n他没来。\n明天见。\n好的。\n再见。',
  '谢谢谢谢谢谢',
  '笑些谢校鞋',
  '衼褉褋褌褍褎褏褑褔褕褖',
  '褉\n褋\n褌\n褍\n褎\n褏\n褑\n褔\n褕',
  '袗袘袙袚袛袝袞袟袠袡',
  '한국의K팝song과 J팝song',
])('%j stays', (text) => {
  expect(repaired(text)).toBe(text);
});
