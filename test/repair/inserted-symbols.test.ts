import { expect, test } from 'vitest';
import { apply } from '../../src/engine/edits.ts';
import { insertedSymbols } from '../../src/repair/inserted-symbols.ts';
import type { TextContext } from '../../src/types.ts';

const context: TextContext = { guess: true, language: 'zh-Hans', from: 'auto', vocab: 'keep' };
const after = (text: string): string => apply(text, insertedSymbols.propose(text, context), insertedSymbols.name).text;

const HONEST = [
  // classes and ratings
  ...['五★酒店的早餐', '准五★★★级景区', '白金五⭐宾馆', '５☆级公寓在海边', '国际五★标准，价格公道', '超五★★★★★级饭店'],
  ...['味道：★★★★☆ 环境：★★★☆☆ 服务：★★★★★', '剧情★★★★演技★★★', '推荐度👍👍👍👍', '难度★★☆'],
  // headings, marks of lists, legends
  ...['★重要通知★', '一、★重点内容', '【★推荐★】春季新品', '■公司新闻■', '▲图为活动现场 李明摄', '打★者为优先'],
  ...['文◎李四 图◎王五', '一等奖★张三 二等奖★李四', '第一章■总则', '首页▶新闻▶国内'],
  // items of a list
  ...['张三★李四★王五', '爱国★创新★包容★厚德', '甲◆乙◆丙◆丁', '春→夏→秋→冬', '吃饭★睡觉★打豆豆'],
  // signs at their names
  ...['红★星闪闪', '星★光大道', '红♥心 黑♠桃 方♦块 梅♣花'],
  // pictographs after the words that they illustrate, in titles
  ...['火车🚂站', '恭喜🎉发财🧧', '一路✈平安', '飞机✈️票', '电话☎号码', '足球⚽赛', '玫瑰🌹花', '吃瓜🍉群众'],
];

/** A word of two characters in a sentence, with a sign in its middle: few neighbours tell that it is one. */
test.each([
  ['“这句话的判🔥断”，他昨天在会上这样说，大家都同意。', '🔥'],
  ['从区域来看，深☺圳PM2.5污染的情况比去年轻了许多。', '☺'],
  ['他每天吃得好但❖是并不浪费，自然也没有人说他什么。', '❖'],
  ['老师告诉我们，企🌟业可以借这个机会降低费用。', '🌟'],
])('%s loses its sign', (text, sign) => {
  expect(after(text)).toBe(text.replace(sign, ''));
});

test.each([
  '我们约好明天早上在火车🚂站见面，然后一起去海边看日出。',
  '他昨天买了飞机✈️票，打算下个月带父母去南方旅行。',
  '今天我们去吃🍎苹果派，晚上再一起看电影，你来不来？',
  '祝大家生日🎂快乐，万事如意，我们明年这个时候再见。',
])('%s keeps its sign', (text) => {
  expect(after(text)).toBe(text);
});

test.each(HONEST)('%s stays, alone and in a text', (text) => {
  expect(after(text)).toBe(text);
  const page = `大家好，今天给各位介绍一下。\n${text}\n希望大家喜欢这个节目，我们下次再见。`;
  expect(after(page)).toBe(page);
});

test.each([
  ['他们在会上讨论了经★济发展的问题，', '★'],
  ['他们在会上讨论了经济★发展的问题，', null],
  ['老师和同◆学们一起在操场上跑步。', '◆'],
  ['这家公司的产品质量♂一直很好。', null],
  ['春天来了，公园里的花🌸开得正好。', null],
  ['今年的收入比去年增🍀加了三成，大家都很高兴。', '🍀'],
  ['医院的护士和医※生都来参加了这次活动。', '※'],
])('%s: a sign inside a word goes, one between words stays', (text, sign) => {
  expect(after(text)).toBe(sign === null ? text : text.replace(sign, ''));
});
