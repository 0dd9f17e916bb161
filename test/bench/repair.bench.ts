import { bench, describe } from 'vitest';
import { repairs } from '../../src/repair/index.ts';

const paragraph =
  '今天下午，县里召开会议，讨论明年的工作。大家认为，应当先把学校和医院办好，再修公路。“这是老百姓最关心的事。”一位代表说。\n';
const text = paragraph.repeat(10_000_000 / Buffer.byteLength(paragraph));

describe('10 MB of clean text', () => {
  bench('gates of all repairs', () => {
    for (const rule of repairs) rule.gate(text);
  });
});
