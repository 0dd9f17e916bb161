import { bench, describe } from 'vitest';
import { repairs } from '../../src/repair/index.ts';

const paragraph =
  '今天下午，县里召开会议，讨论明年的工作。大家认为，应当先把学校和医院办好，再修公路。“这是老百姓最关心的事。”一位代表说。\n';
const count = 10_000_000 / Buffer.byteLength(paragraph);
/** Two texts in turn: gates keep what they have found in the last one. */
const texts = ['甲', '乙'].map((first) => first + paragraph.repeat(count));

describe('10 MB of clean text', () => {
  let turn = 0;
  bench('gates of all repairs', () => {
    const text = texts[turn++ % texts.length] ?? '';
    for (const rule of repairs) rule.gate(text);
  });
});
