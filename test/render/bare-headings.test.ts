import { expect, test } from 'vitest';
import { headingLevels } from '../../src/render/bare-headings.ts';

const PROSE = '东湖的水清了，岸边的柳树也绿了，老人们又搬出小凳，坐在桥头下棋，一坐就是半天，谁也不说话。';

/** Lines with their levels: 0 for text. `…` is running text. */
const TEXTS: readonly (readonly [string, readonly (readonly [string, number])[]])[] = [
  [
    'chapters and sections',
    [
      ['第一章 水', 2],
      ['…', 0],
      ['第一节 清', 3],
      ['…', 0],
      ['第二章：山', 2],
      ['…', 0],
    ],
  ],
  [
    'volumes',
    [
      ['第一卷 东湖', 2],
      ['第一回 老人下棋', 3],
      ['…', 0],
    ],
  ],
  [
    'Han numerals in three forms',
    [
      ['一、总则', 2],
      ['（一）目的', 3],
      ['1. 为了治水', 4],
      ['…', 0],
      ['2. 为了养鱼', 4],
      ['…', 0],
    ],
  ],
  [
    'narrow parentheses',
    [
      ['(一)水', 2],
      ['…', 0],
      ['(二)山', 2],
      ['…', 0],
    ],
  ],
  [
    'decimal numbers',
    [
      ['1 概述', 2],
      ['…', 0],
      ['1.1 背景', 3],
      ['…', 0],
      ['1.1.1 水', 4],
      ['…', 0],
      ['1.2 目的', 3],
      ['…', 0],
    ],
  ],
  [
    'with a stop at the end',
    [
      ['1. 概述', 2],
      ['1.1. 背景', 3],
      ['…', 0],
      ['1.2. 目的', 3],
      ['…', 0],
    ],
  ],
  [
    'full-width stops',
    [
      ['１．水', 0],
      ['1．水', 2],
      ['…', 0],
    ],
  ],
  [
    'a table of contents',
    [
      ['第一章 水', 0],
      ['第二章 山', 0],
      ['第三章 人', 0],
    ],
  ],
  [
    'an enumeration',
    [
      ['一、水清', 0],
      ['二、山绿', 0],
      ['三、人好', 0],
    ],
  ],
  [
    'sentences',
    [
      ['一、水清了。', 0],
      ['…', 0],
      ['二、山也绿了！', 0],
      ['…', 0],
    ],
  ],
  [
    'prices and amounts',
    [
      ['3.15晚会名单', 0],
      ['…', 0],
      ['1.1亿人次', 0],
      ['…', 0],
      ['2.5元一斤', 0],
      ['…', 0],
    ],
  ],
  [
    'days and months',
    [
      ['1 月份的天气', 0],
      ['…', 0],
      ['10 月的东湖', 0],
      ['…', 0],
      ['2020.1 新版', 0],
      ['…', 0],
      ['5.1假期的东湖', 0],
      ['…', 0],
    ],
  ],
  [
    'years',
    [
      ['2021年', 0],
      ['…', 0],
      ['2021 年的水', 0],
      ['…', 0],
    ],
  ],
  [
    'classes and cities',
    [
      ['一、二年级的学生', 0],
      ['…', 0],
      ['三、四线城市的房子', 0],
      ['…', 0],
    ],
  ],
  [
    'the middle of a count',
    [
      ['7. 水', 0],
      ['…', 0],
      ['3 个老人', 0],
      ['…', 0],
    ],
  ],
  [
    'lessons and sessions',
    [
      ['第一节课上他睡着了', 0],
      ['…', 0],
      ['第一章程序', 0],
      ['…', 0],
      ['第十九届运动会', 0],
      ['…', 0],
    ],
  ],
  [
    'a line too long',
    [
      ['一、东湖的水清了而岸边的柳树也绿了老人们又搬出小凳坐在桥头下棋一坐就是半天谁也不说话也不回家吃饭', 0],
      ['…', 0],
    ],
  ],
  [
    'the last line',
    [
      ['…', 0],
      ['一、水', 0],
    ],
  ],
];

test.each(TEXTS)('%s', (_, lines) => {
  const texts = lines.map(([text]) => (text === '…' ? PROSE : text));
  expect(headingLevels(texts)).toEqual(lines.map(([, level]) => level));
});
