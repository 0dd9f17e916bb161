import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { apply } from '../../src/engine/edits.ts';
import { big5AsGbk } from '../../src/repair/mojibake/big5-as-gbk.ts';
import { gbkAsBig5 } from '../../src/repair/mojibake/gbk-as-big5.ts';
import { repairs } from '../../src/repair/index.ts';
import { readsAsJapanese } from '../../src/repair/mojibake/reads-as-japanese.ts';
import type { TextContext, TextRule } from '../../src/types.ts';

const context: TextContext = { guess: true, language: 'und', from: 'auto', vocab: 'keep' };
const after = (rule: TextRule, text: string): string =>
  rule.gate(text) ? apply(text, rule.propose(text, context), rule.name).text : text;

const foreign = [
  '東京では昨日から雨が続いており、国会でも法案の審議が続いており、政府は来年度予算の準備を進めている。',
  '政府は二十日、新たな経済対策の素案をまとめ、与党との協議に入った。年内の閣議決定を目指して調整を進める方針だ。',
  '県警によると、男性は駅前の駐輪場で自転車を整理していたところ、後ろから来た車にはねられたという。',
  '気象庁は、台風の接近に伴い、沿岸部では高波や浸水に警戒するよう呼びかけている。交通機関にも影響が出る見込み。',
  '議会の審議が続く\n準備を進める政府、与野党の議論は平行線\n住民からは「説明が足りない」といった声も上がっている。',
  'コンピューターの進歩によって、私たちの暮らしは大きく変わりました。インターネットで買い物をする人も増えています。',
  '昔々、ある村に貧しいけれど優しいおじいさんとおばあさんが住んでいました。',
  '“続いており”是日语',
  '老师说：“審議が続いており”的意思是“审议仍在继续”。',
  '日语里“準備を進めている”表示正在进行。',
  '議会の審議が続く',
  '首相、準備を急ぐ考え',
  '用いられる。',
  'さらに良いかも知れない。',
  '全ての (あるいは',
  '上書きできること',
  'CPU を使いきる前に、',
  '問題が起きるのを',
  '試みられる最も早い時',
  '新潟県の橋梁工事、来春に着手へ',
  '오늘은 날씨가 좋아서 친구와 함께 공원에 갔습니다. 大韓民國 정부는 새로운 계획을 발표했다.',
  'Сегодня хорошая погода, и мы пошли гулять в парк. Затем все вернулись домой.',
  '“Спасибо”是俄语的谢谢，“я”是我，“и”是和。',
  'Σήμερα ο καιρός είναι καλός και πήγαμε μια βόλτα στο πάρκο.',
];

describe.each(foreign)('%s', (text) => {
  test.each(repairs.map((rule) => [rule.name, rule] as const))('stays under %s', (_, rule) => {
    expect(after(rule, text)).toBe(text);
  });
});

const traditional = [
  '今天中午的天氣很好，大家一起到公園裡散步，孩子們在草地上玩得非常開心。',
  '中文系的學生今天不分日夜準備考試，五月三日就要交出論文，大多數人都不太有信心。',
  '多元文化的社會中，人人都有不少朋友，中心的工作人員也今天才公布內容。',
  '日本的化學公司今天公開了五月的收支，其中月化學品的比例不太高。',
  '我們不太明白他為什麼不來，可能是因為今天下午的火車太少。',
];
const simplified = [
  '今天的天气很好，大家一起到公园里散步，孩子们在草地上玩得十分高兴。',
  '这家公司昨天公布了新的计划，准备在明年春天继续建设三条铁路。',
];

test.each(traditional)('%s read as GBK is restored', (text) => {
  const damaged = iconv.decode(iconv.encode(text, 'big5'), 'gbk');
  expect(readsAsJapanese(damaged)).toBe(false);
  expect(after(big5AsGbk, damaged)).toBe(text);
});

test('a long text read as GBK is restored', () => {
  const text = traditional.join('\n').repeat(30);
  expect(after(big5AsGbk, iconv.decode(iconv.encode(text, 'big5'), 'gbk'))).toBe(text);
});

test.each(simplified)('%s read as Big5 is restored', (text) => {
  const damaged = iconv.decode(iconv.encode(text, 'gbk'), 'big5');
  expect(readsAsJapanese(damaged)).toBe(false);
  expect(after(gbkAsBig5, damaged)).toBe(text);
});
