import { describe, expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';
import { STUFFED_TITLES, withoutStuffedWords, withoutStuffing } from '../../src/text/stuffing.ts';

const SPAM = '国产精品久久久,亚洲一区二区三区,日韩无码在线观看';
const PARAGRAPHS = [
  '經過三年建設，橫跨東湖的大橋昨天上午合龍，預計年底通車，屆時兩岸車程縮短到十分鐘。',
  '大橋全長三千二百米，雙向六車道，兩側設有人行道和自行車道，市民可以步行過湖。',
];
const TEXT =
  '经过三年建设，横跨东湖的大桥昨天上午合龙，预计年底通车，届时两岸车程缩短到十分钟。\n大桥全长三千二百米，双向六车道，两侧设有人行道和自行车道，市民可以步行过湖。';
const BODY = PARAGRAPHS.map((text) => `<p>${text}</p>`).join('');

test.each(STUFFED_TITLES)('the title $before', ({ before, after }) => {
  expect(withoutStuffing(before)).toBe(after);
});

describe('a hacked page', () => {
  const page = (title: string, body: string): string =>
    `<html><head><title>${title}</title></head><body>${body}</body></html>`;

  test('with keywords above the text, in the footer and in the title', () => {
    const record = normalize({
      path: 'a.html',
      text: page(
        `${SPAM},東湖大橋今日合龍`,
        `<h1></h1><ul><li></li></ul><div>• ${SPAM} ?</div><h1>東湖大橋今日合龍</h1><div>2021-06-08 來源：東湖日報</div>${BODY}<div>${SPAM}</div>`,
      ),
    });
    expect([record.title, record.kicker, record.subtitle, record.text]).toEqual(['东湖大桥今日合龙', null, null, TEXT]);
    expect(record.removed.filter(({ rule }) => rule === 'keyword-stuffing')).toHaveLength(2);
  });

  test('whose only headline is in its title', () => {
    const record = normalize({ path: 'a.html', text: page('湖邊彩票網 搶紅包 東湖大橋今日合龍', BODY) });
    expect([record.title, record.text]).toEqual(['东湖大桥今日合龙', TEXT]);
  });

  test('as bare text', () => {
    const record = normalize({ path: 'a.txt', text: `${SPAM}\n東湖大橋今日合龍\n${PARAGRAPHS.join('\n')}\n` });
    expect([record.title, record.kicker, record.text]).toEqual(['东湖大桥今日合龙', null, TEXT]);
  });
});

test('fields that came with a document are rid of it', () => {
  const row = {
    text: PARAGRAPHS.join('\n'),
    title: `${SPAM},東湖大橋今日合龍`,
    description: SPAM,
    keywords: ['东湖大桥', ...SPAM.split(','), '国产精品av', '久久精品在线'],
  };
  const record = normalize({ path: 'a.jsonl', format: 'jsonl', text: JSON.stringify(row) });
  expect([record.title, record.description, record.keywords]).toEqual(['东湖大桥今日合龙', null, ['东湖大桥']]);
});

test('honest keywords stay', () => {
  const list = ['成人教育', '成人高考', '精品课程', '在线视频', '免费试听', '一区两园'];
  expect(withoutStuffedWords(list)).toBe(list);
});
