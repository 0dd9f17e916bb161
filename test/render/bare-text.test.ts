import { expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';
import type { Options } from '../../src/library/index.ts';

const PROSE = '东湖的水清了，岸边的柳树也绿了，老人们又搬出小凳，坐在桥头下棋，一坐就是半天，谁也不说话。';
const markdown = (text: string, options: Options = {}): string =>
  normalize(text, { format: 'text', skip: ['strip'], markdown: true, ...options }).text;

test.each([
  ['chapters', `第三章 水\n${PROSE}\n第一节 清\n${PROSE}`, `## 第三章 水\n\n${PROSE}\n\n### 第一节 清\n\n${PROSE}`],
  [
    'numbers of Han',
    `一、水\n（一）清\n${PROSE}\n（二）绿\n${PROSE}`,
    `## 一、水\n\n### （一）清\n\n${PROSE}\n\n### （二）绿\n\n${PROSE}`,
  ],
  ['numbers with dots', `1.1 水\n${PROSE}\n1.1.2 清\n${PROSE}`, `## 1.1 水\n\n${PROSE}\n\n### 1.1.2 清\n\n${PROSE}`],
  ['a table of contents is none', '第一章 水\n第二章 山\n第三章 人', '第一章 水\n\n第二章 山\n\n第三章 人'],
  ['nor is an enumeration', '一、水清\n二、山绿\n三、人好', '一、水清\n\n二、山绿\n\n三、人好'],
  ['nor a sentence', `一、水清了。\n${PROSE}`, `一、水清了。\n\n${PROSE}`],
  ['nor a number in a sentence', `第一节课上他睡着了\n2021年\n${PROSE}`, `第一节课上他睡着了\n\n2021年\n\n${PROSE}`],
  ['tables of tabs', '年\t数\n2001\t5\n完', '| 年 | 数 |\n| --- | --- |\n| 2001 | 5 |\n\n完'],
  ['lists', '- 甲\n- 乙\n\n1. 一\n2. 二', '- 甲\n- 乙\n\n1. 一\n2. 二'],
  ['one dash is no list', '- 甲\n乙', '\\- 甲\n\n乙'],
  ['fenced code', '甲\n```js\nif (a) {\n\n  b()\n}\n```\n乙', '甲\n\n```js\nif (a) {\n\n  b()\n}\n```\n\n乙'],
  ['signs', '甲 * 乙 *丙*', '甲 * 乙 \\*丙\\*'],
])('bare text: %s', (_, text, expected) => {
  expect(markdown(text)).toBe(expected);
});

const INPUT = `# 东湖

甲**粗**[链](http://a.b/c_d)
乙

1. 一
   - 子
2. 二

> 引
> 文

| 年 | 数 |
| --- | --- |
| 1 | 2 |

~~~python
if a:

    b()
~~~
`;

test('Markdown stays Markdown', () => {
  expect(markdown(INPUT, { links: true })).toBe(INPUT.replaceAll('~~~', '```').trim());
  expect(markdown(INPUT)).toBe(INPUT.replaceAll('~~~', '```').replace('[链](http://a.b/c_d)', '链').trim());
  const { text, blocks = [] } = normalize(INPUT, { format: 'text', skip: ['strip'], blocks: true });
  expect(blocks.map(({ kind, level = '', start, end }) => `${kind}${level} ${text.slice(start, end)}`)).toEqual([
    'heading1 # 东湖',
    'paragraph 甲**粗**[链](http://a.b/c_d)\n乙',
    'list-item1 1. 一',
    'list-item2 - 子',
    'list-item1 2. 二',
    'quote1 > 引\n> 文',
    'table-row | 年 | 数 |\n| --- | --- |',
    'table-row | 1 | 2 |',
    'code ~~~python\nif a:\n\n    b()\n~~~',
  ]);
});
