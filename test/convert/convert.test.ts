import { ConverterFactory } from 'opencc-js/core';
import TSCharacters from 'opencc-js/dict/TSCharacters';
import TSPhrases from 'opencc-js/dict/TSPhrases';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesIn } from '../../src/convert/changes.ts';
import { convertInto, newTarget, textOf } from '../../src/convert/convert-text.ts';
import { conversions, languageOf } from '../../src/convert/index.ts';
import { compileTable } from '../../src/convert/script-table.ts';
import type { ScriptTable } from '../../src/convert/script-table.ts';
import { fullTable } from '../../src/convert/tables.ts';
import { apply } from '../../src/engine/edits.ts';
import { TRADITIONAL, classesIn } from '../../src/text/han-classes.ts';
import type { Language, TextContext } from '../../src/types.ts';

function convert(text: string, choices: Partial<TextContext> = {}): string {
  const context: TextContext = { guess: true, language: languageOf(text), from: 'auto', vocab: 'keep', ...choices };
  return conversions.reduce((before, rule) => {
    if (!rule.gate(before)) return before;
    const rewrite = apply(before, rule.propose(before, context), rule.name);
    const edits = rewrite.edits();
    expect(edits.length).toBe(rewrite.count);
    expect(apply(before, edits, rule.name).text).toBe(rewrite.text);
    return rewrite.text;
  }, text);
}

function converted(table: ScriptTable, text: string): { text: string; count: number } {
  const target = newTarget(text.length);
  convertInto(table, text, target);
  return { text: textOf(target), count: target.count };
}

const opencc = compileTable(TSPhrases.split('|'), { characters: true, rules: [] });
const keys = [...TSPhrases.split('|'), ...TSCharacters.split('|')].map((entry) => entry.split(' ')[0] ?? '');
const pieces = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...keys) },
  { weight: 3, arbitrary: fc.constantFrom(...new Set(keys.join(''))) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('一', '。', '\n', 'a', '𠀀', '⿰言吳', '⿳亠口冋', '\ud840', '\udc00', '\u200b'),
  },
);
const texts = fc.array(pieces, { maxLength: 60 }).map((list) => list.join(''));

describe('the matcher', () => {
  const reference = ConverterFactory([TSPhrases, TSCharacters]);
  test('agrees with opencc-js on its own dictionaries', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(converted(opencc, text).text).toBe(reference(text));
      }),
      { numRuns: 2000 },
    );
  });
  test('reports its edits', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(opencc, fullTable()), (text, table) => {
        const { text: made, count } = converted(table, text);
        const edits = [...changesIn(table, text, 0, text.length)];
        expect(edits.length).toBe(count);
        expect(apply(text, edits, 'test').text).toBe(made);
      }),
    );
  });
});

test.each<[string, Language]>([
  ['', 'und'],
  ['12 + 3 = 15', 'und'],
  ['The weather in the north is cold.', 'en'],
  ['他们说这个问题很复杂。', 'zh-Hans'],
  ['他們說這個問題很複雜。', 'zh-Hant'],
  ['你好', 'zh'],
  ['今日は天気がいいですね。', 'ja'],
  ['東京国際空港', 'ja'],
  ['오늘은 날씨가 좋습니다', 'ko'],
  ['韓國 사람 안녕하세요 저는 학생입니다', 'ko'],
  ['大韓民國 정부는 오늘 새로운 계획을 발표했습니다', 'ko'],
  ['老師說這是韓語的「안녕하세요」，我們來學習', 'zh-Hant'],
  ['葉韻、叶韻', 'zh'],
  ['這首歌的歌名叫「夜に駆ける」', 'zh-Hant'],
  ['大日本帝國ハ萬世一系ノ天皇之ヲ統治ス', 'ja'],
  ['漢字는 어렵습니다', 'ko'],
  ['Thơ chữ Hán của Nguyễn Du: 天下何人泣素如', 'vi'],
])('the language of %j is %s', (text, language) => {
  expect(languageOf(text)).toBe(language);
});

test('a very long text is judged by samples', () => {
  expect(languageOf('他們說這個問題很複雜。'.repeat(40_000))).toBe('zh-Hant');
  expect(languageOf('他們說這個問題很複雜。\n这个问题很复杂。\n'.repeat(40_000))).toBe('zh');
});

describe('what is converted', () => {
  const traditional = '她們說這裡的風景很美，還會再來。';
  test.each<[string, string, string, Partial<TextContext>]>([
    ['words of writing', '他隨著著名學者研究顯著的著作。', '他随着著名学者研究显著的著作。', {}],
    ['a phrase ends with its line', `${traditional}\n乾\n隆`, '她们说这里的风景很美，还会再来。\n干\n隆', {}],
    [
      'variants of old printing',
      '厯史上羣衆的灋律，晩上値得一看的甘藷、鑛產和隣居。',
      '历史上群众的法律，晚上值得一看的甘薯、矿产和邻居。',
      {},
    ],
    ['a name keeps its variant', '宏碁電腦的員工見過黒木瞳。', '宏碁电脑的员工见过黒木瞳。', {}],
    ['a name', '徐乾學見過乾隆皇帝嗎？餅乾乾了。', '徐乾学见过乾隆皇帝吗？饼干干了。', {}],
    [
      'a simplified text keeps what is standard',
      '这部著作见于乾隆年间，征税的徵兵。',
      '这部著作见于乾隆年间，征税的徵兵。',
      {},
    ],
    ['a simplified text, a stray traditional character', '我们开车去東边看电影。', '我们开车去东边看电影。', {}],
    [
      'a Japanese line',
      `${traditional}\n東京駅で乗り換えます。`,
      '她们说这里的风景很美，还会再来。\n東京駅で乗り換えます。',
      {},
    ],
    ['a Japanese name', `${traditional}\n滝沢秀明`, '她们说这里的风景很美，还会再来。\n滝沢秀明', {}],
    [
      'a Japanese quotation',
      '她說：「東京駅でございます」，然後離開這裡。',
      '她说：「東京駅でございます」，然后离开这里。',
      {},
    ],
    [
      'one kana in a Chinese line',
      '這家店叫鮮の味，開了二十年，讓人難忘。',
      '这家店叫鲜の味，开了二十年，让人难忘。',
      {},
    ],
    [
      'a Korean line',
      `${traditional}\n大韓民國에서 만나요`,
      '她们说这里的风景很美，还会再来。\n大韓民國에서 만나요',
      {},
    ],
    [
      'a traditional line in simplified text',
      `我们去过很多地方。\n他們還沒準備著名單。`,
      `我们去过很多地方。\n他们还没准备着名单。`,
      {},
    ],
    [
      'a simplified line in traditional text',
      `${traditional}\n这里的乾隆说过什么，谁记得著者。`,
      `她们说这里的风景很美，还会再来。\n这里的乾隆说过什么，谁记得著者。`,
      {},
    ],
    ['forced', '看著', '看着', { from: 'hant' }],
    ['forced, even Japanese', '東京の駅', '东京の駅', { from: 'hant' }],
    ['forced the other way', '徵稅的人看著東邊', '徵税的人看著东边', { from: 'hans' }],
    ['a description, whole', '這個字寫作⿰言會，讀作會。', '这个字写作⿰言會，读作会。', {}],
    ['private use and other planes', '這個\ue000和𠀀還有𨥖', '这个\ue000和𠀀还有𨥖', {}],
    ['vocabulary', '這個軟體的程式碼佔用記憶體。', '这个软件的代码占用内存。', { vocab: 'mainland' }],
    [
      'vocabulary of text that is simplified',
      '这种软体动物占用记忆体。',
      '这种软体动物占用记忆体。',
      { vocab: 'mainland' },
    ],
    ['a secretary', '李祕書滿足於單純的生活。', '李秘书满足于单纯的生活。', {}],
  ])('%s', (_, before, after, choices) => {
    expect(convert(before, choices)).toBe(after);
  });
});

const sentences = fc.constantFrom(
  ...[
    '他們說這個問題很複雜。',
    '他们说这个问题很复杂。',
    '東京の図書館です。',
    '서울에서 만나요.',
    'Plain English.',
    '\n',
    '乾著',
    '什么',
  ],
);
const pages = fc
  .array(fc.oneof({ weight: 2, arbitrary: sentences }, texts), { maxLength: 12 })
  .map((list) => list.join(''));

test('conversion keeps the lines and reports its edits on any page', () => {
  fc.assert(
    fc.property(
      pages,
      fc.constantFrom('auto', 'hant', 'hans'),
      fc.constantFrom('keep', 'mainland'),
      (text, from, vocab) => {
        expect(convert(text, { from, vocab }).split('\n').length).toBe(text.split('\n').length);
      },
    ),
  );
});

test('converted text has no traditional characters, and converting again changes nothing', () => {
  const common = fc.constantFrom(
    ...Array.from('這個國對說時會過來後為發現學經還種麼樣應該業無問題進關當點開與從體書長東車馬魚鳥風雲電話讀寫'),
  );
  fc.assert(
    fc.property(fc.array(common, { minLength: 5 }), (characters) => {
      const once = convert(characters.join(''));
      expect(classesIn(once) & TRADITIONAL).toBe(0);
      expect(convert(once)).toBe(once);
    }),
  );
});

test.each([
  ['operators of description', '⿰'],
  ['starts of phrases', '乾'],
  ['a long line', '這個問題很複雜'],
  ['short lines in turn', '這個問題\n这个问题\nあいう\n'],
  ['clauses in turn', '這，あい，'],
  ['lone surrogates', '\ud840'],
])('takes time linear in its input: %s', (_, unit) => {
  const text = unit.repeat(100_000 / unit.length);
  const started = performance.now();
  const context: TextContext = { guess: true, language: languageOf(text), from: 'auto', vocab: 'mainland' };
  for (const rule of conversions) rule.propose(text, context);
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('a Korean line with a Hanja word stays as it is', () => {
  const korean = '韓國 사람 안녕하세요 저는 학생입니다';
  expect(convert(korean)).toBe(korean);
  expect(convert(`我們來學習這個語言。\n${korean}\n這是韓語。`)).toBe(`我们来学习这个语言。\n${korean}\n这是韩语。`);
});

test.each([
  ['依著作權法規定，向著作權人說明著。', '依著作权法规定，向著作权人说明着。'],
  ['請參照著作目錄，照著作業寫。', '请参照著作目录，照着作业写。'],
  ['無著與世親論學，全無著落。', '无著与世亲论学，全无着落。'],
  ['乾薑與乾坤，鄕間愼言，不言而喩。', '干姜与乾坤，乡间慎言，不言而喻。'],
  ['褎如充耳，有捄其角。', '褎如充耳，有捄其角。'],
])('%s', (before, after) => {
  expect(convert(before)).toBe(after);
});
