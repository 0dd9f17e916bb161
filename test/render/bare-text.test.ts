import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';
import type { Options } from '../../src/library/index.ts';
import { shownBy } from './oracle.ts';

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
  [
    'a vertical tab in a row',
    '名\t数\t量\n甲\t1\v\t2\n乙\t3\t4',
    '| 名 | 数 | 量 |\n| --- | --- | --- |\n| 甲 | 1<br>2 | |\n| 乙 | 3 | 4 |',
  ],
  ['lists', '- 甲\n- 乙\n\n1. 一\n2. 二', '- 甲\n- 乙\n\n1. 一\n2. 二'],
  ['one dash is no list', '- 甲\n乙', '\\- 甲\n\n乙'],
  ['fenced code', '甲\n```js\nif (a) {\n\n  b()\n}\n```\n乙', '甲\n\n```js\nif (a) {\n\n  b()\n}\n```\n\n乙'],
  ['signs', '甲 * 乙 *丙*', '甲 * 乙 \\*丙\\*'],
])('bare text: %s', (_, text, expected) => {
  expect(markdown(text)).toBe(expected);
});

const asMarkdown = (text: string): string => markdown(text, { format: 'markdown', links: true });

test.each([
  [
    'a fence ends a list',
    '1. 甲\n2. 乙\n\n```bash\nls\n```\n\n    缩进\n\n丙',
    '1. 甲\n2. 乙\n\n```bash\nls\n```\n\n```\n缩进\n```\n\n丙',
  ],
  [
    'code in an item',
    '1. 甲\n   ```js\n   if (a) {\n\n     b()\n   }\n   ```\n2. 乙',
    '1. 甲\n\n   ```js\n   if (a) {\n\n     b()\n   }\n   ```\n\n2. 乙',
  ],
  ['code behind the mark of an item', '- ```js\n  a\n  ```', '- ```js\n  a\n  ```'],
  ['code in a quotation', '> ```\n> a\n>   b\n> ```', '> ```\n> a\n>   b\n> ```'],
  ['a quotation in an item', '- 甲\n  > 引\n  > - 列', '- 甲\n\n  > 引\n  >\n  > - 列'],
  ['an empty line in a quotation', '> 甲\n>\n> 乙', '> 甲\n>\n> 乙'],
  ['items of items', '- - 甲\n  - 乙', '- - 甲\n  - 乙'],
  ['an item that begins on the next line', '-\n  甲', '- 甲'],
  ['underlined headings', '甲\n乙\n===\n\n丙\n---', '# 甲 乙\n\n## 丙'],
  ['a rule', '甲\n\n---\n乙', '甲\n\n---\n\n乙'],
  ['line breaks', '甲  \n乙\\\n丙', '甲\\\n乙\\\n丙'],
  ['lazy lines', '> 甲\n乙\n\n- 丙\n丁', '> 甲\n> 乙\n\n- 丙\n  丁'],
  ['a number in a paragraph', '甲\n2. 乙', '甲\n2. 乙'],
  ['an indented line of a paragraph', '甲\n    - 乙', '甲\n    - 乙'],
  ['footnotes', '甲[^a]。\n\n[^a]: 乙\n\n    丙', '甲[^a]。\n\n[^a]: 乙\n\n    丙'],
  ['a table in a quotation', '> | 甲 | 乙 |\n> | --- | --- |', '> | 甲 | 乙 |\n> | --- | --- |'],
])('Markdown: %s', (_, text, expected) => {
  expect(asMarkdown(text)).toBe(expected);
  expect(asMarkdown(expected)).toBe(expected);
});

const PIECES = '* ** # ## 1. 2. 2) - + < [x](y) --- === *** $ 中 文 字 （ 一 1'
  .split(' ')
  .concat(
    ' ',
    '  ',
    '    ',
    '\n',
    '\n',
    '\n\n',
    '\n    ',
    '\n- ',
    '\n> ',
    '\n```\n',
    '\n1. ',
    '  \n',
    '\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n',
  );

test('Markdown is shown as it was, and is not changed by a second run', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 24 }), (pieces) => {
      const text = pieces.join('');
      const options = { skip: ['strip', 'repair', 'convert', 'extract'] };
      const once = markdown(text, { format: 'markdown', links: true, ...options });
      expect(shownBy(once), JSON.stringify({ text, once })).toBe(shownBy(text));
      expect(markdown(once, { format: 'markdown', links: true, ...options })).toBe(once);
    }),
    { numRuns: Number(process.env['RUNS'] ?? 100) },
  );
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
