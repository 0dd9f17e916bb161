import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { c1Controls } from '../../src/repair/mojibake/c1-controls.ts';
import { doubleEncoded } from '../../src/repair/mojibake/double-encoded.ts';
import type { TextRule } from '../../src/types.ts';
import { repairedDocument } from '../run/repaired.ts';

// Some of the short cases below are from the test suite of ftfy (https://github.com/rspeer/python-ftfy, Apache-2.0).

const after = (text: string, rules?: readonly TextRule[]): string => repairedDocument(text, rules).text;

/** A text's UTF-8 bytes as shown by a decoder that passes undefined bytes through. */
function misread(text: string, page: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const unit = iconv.decode(Buffer.from([byte]), page);
      return unit === '\ufffd' ? String.fromCharCode(byte) : unit;
    })
    .join('');
}

/** Self-written, in scripts for which UTF-8 was made. */
const sentences = [
  'Le garçon a mangé un gâteau très sucré à la fenêtre.',
  'Die Bäckerei schließt früher, weil es heftig stürmt.',
  'El niño pequeño corrió detrás del pingüino.',
  'A manhã começou fria, e o pão já não estava quente.',
  'Příliš žluťoučký kůň úpěl ďábelské ódy.',
  'Zażółć gęślą jaźń, powiedział chłopiec.',
  'Åsa köpte fyra påsar kärnfria vindruvor på ön.',
  'Küçük çocuk ağacın altında şarkı söylüyordu.',
  'Hôm nay trời đẹp, chúng tôi đi dạo trong công viên.',
  'Сегодня хорошая погода, и мы пошли гулять в парк.',
  'Сьогодні гарна погода, і ми пішли гуляти до парку.',
  'Σήμερα ο καιρός είναι καλός και πήγαμε βόλτα.',
  'היום מזג האוויר יפה והלכנו לטייל בפארק.',
  'الطقس جميل اليوم وذهبنا للتنزه في الحديقة.',
  'วันนี้อากาศดีเราไปเดินเล่นในสวน',
  'आज मौसम अच्छा है और हम पार्क में घूमने गए।',
  '今日は天気がいいので、公園を散歩しました。',
  '오늘은 날씨가 좋아서 공원에 갔습니다.',
  '他说：“今天天气很好。”大家一起到公园里散步……',
  '他說：「今天天氣很好。」大家一起到公園裡散步。',
  'She said “it’s fine” – twice • © 2020 Café Nestlé',
  'Finally done 😀🎉 see you at the café',
];
const pages = [
  'windows-1252',
  'iso-8859-1',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'iso-8859-2',
  'iso-8859-15',
  'macroman',
  'cp437',
  'cp850',
  'koi8-r',
];

/** ISO 8859-15 differs from windows-1252 in eight printable characters, and either gives equally likely Hangul. */
const isAmbiguous = (text: string, page: string): boolean => page === 'iso-8859-15' && /\p{Script=Hangul}/u.test(text);

describe.each(pages)('UTF-8 read as %s', (page) => {
  test.each(sentences.filter((text) => !isAmbiguous(text, page)))('%s comes back', (text) => {
    expect(after(misread(text, page))).toBe(text);
  });

  test.each(sentences.slice(0, 12))('%s is restored after another misreading', (text) => {
    for (const outer of ['windows-1252', 'iso-8859-1']) expect(after(misread(misread(text, page), outer))).toBe(text);
  });

  test('several sentences are restored', () => {
    const some = fc.shuffledSubarray(sentences.slice(0, 12), { minLength: 2 }).map((picked) => picked.join(' '));
    fc.assert(
      fc.property(some, (text) => {
        expect(after(misread(text, page))).toBe(text);
      }),
      { numRuns: 10 },
    );
  });
});

test.each(sentences)('%s is unchanged', (text) => {
  for (const form of [text, text.toUpperCase(), text.normalize('NFD'), `«${text}»`, text.replaceAll(' ', '\u00a0')])
    expect(after(form, [doubleEncoded, c1Controls])).toBe(form);
});

test('any text in these languages is unchanged', () => {
  const words = fc
    .array(fc.constantFrom(...sentences.flatMap((sentence) => sentence.split(' '))), { minLength: 1, maxLength: 8 })
    .map((picked) => picked.join(' '));
  fc.assert(
    fc.property(words, (text) => {
      expect(after(text, [doubleEncoded, c1Controls])).toBe(text);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['itâ€™s a cafÃ©', 'it’s a café'],
  ['Wikipedia â€“ Â© 2020 â€¢ NestlÃ© 雀巢', 'Wikipedia – © 2020 • Nestlé 雀巢'],
  ['约翰Â·史密斯说：“好。”', '约翰·史密斯说：“好。”'],
  ['他说：â€œ你好â€\u009d，走了', '他说：“你好”，走了'],
  ['priceÂ\u00a0list: Â£5', 'price\u00a0list: £5'],
  ['thanks \u00ed\u00a0\u00bd\u00ed\u00b8\u008d bye', 'thanks 😍 bye'],
  ['the l’humanitÃ©, a clean mark beside it', 'the l’humanité, a clean mark beside it'],
  ['voilÃ le grand cafÃ©', 'voilà le grand café'],
  ['Г\u00a0 la fenГЄtre, trГЁs sucrГ©', 'à la fenêtre, très sucré'],
])('%j in part', (text, expected) => {
  expect(after(text)).toBe(expected);
});

test('lost characters are marked', () => {
  expect(after('â€œthe endâ€\ufffd of the cafÃ©')).toBe('“the end\ufffd of the café');
  expect(after('Ð¿Ñ\ufffdÐ¸Ð²ÐµÑ‚, Ð´Ñ€ÑƒÐ³')).toBe('п\ufffdивет, друг');
});

test.each([
  'Charlotte Brontë…” and “Zoë”',
  'TRADEMARKĂ™ MARQUÉ… NESTLÉ® VOCÊ…',
  'HÅØYA ER BLÅØYD, ÄÖÜ ÑÍ',
  '├──┬──┐ │ ├──┤ └──┴──┘',
  '2×3=6, 5×£35, √π ≠ ∞, 20°C ±1',
  '(ô_ô) o¬ô `¬´ ¯\\_(ツ)_/¯',
  'ВІКІ, ПоздравЂаво, И.О. Фамилия',
  'Η ¨ανατροφή¨ δυστυχώς',
  'C O N C L U S Ã O e MANHÃ',
  '€5, ₽100, £3½, 10 Å, µm, Ω',
])('%s is unchanged', (text) => {
  expect(after(text)).toBe(text);
});

test('a long line of mojibake takes linear time', () => {
  const started = process.cpuUsage();
  for (const piece of ['Ã', 'â€', 'Ã©', 'Р', 'ÃƒÂ©x']) after(piece.repeat(100_000 / piece.length), [doubleEncoded]);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(5000);
});
