import { expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';

const ABOVE = '新版的操作界面和旧版不同，下面先把各个按钮的作用说明一遍，读者可以对照着自己的屏幕来看。';
const BELOW = '以上就是全部按钮，记住它们的位置以后，日常的工作就可以很快地完成，不必再去翻阅厚厚的手册。';
const around = (inner: string, list = ''): string =>
  `<body><article><h1>新版操作说明</h1><p>${ABOVE}</p><p>${BELOW}</p><div${list}>${inner}</div><p>${ABOVE}</p><p>${BELOW}</p></article></body>`;
const linesOf = (html: string): readonly string[] => normalize(html, { format: 'html' }).text.split('\n').slice(2, -2);

test.each([
  [
    'a table',
    '<table><tr><th>按钮</th><th>作用</th></tr><tr><td>分享</td><td>收藏</td></tr></table>',
    '按钮\t作用|分享\t收藏',
  ],
  ['a column', '<table><tr><td>登录</td></tr><tr><td>注册</td></tr></table>', '登录|注册'],
  ['items', '<ol><li>打开</li><li>下载</li><li>关闭</li></ol>', '打开|下载|关闭'],
  ['entries for pages', '<ul><li>上一页：返回</li><li>下一页：继续</li></ul>', '上一页：返回|下一页：继续'],
  [
    'dates',
    '<dl><dt>成立时间</dt><dd>2024年5月9日</dd><dt>面积</dt><dd>9公顷</dd></dl>',
    '成立时间|2024年5月9日|面积|9公顷',
  ],
])('between paragraphs %s that reads like buttons stays', (_, list, expected) => {
  expect(linesOf(around(list))).toEqual(expected.split('|'));
});

test('the summary of details between paragraphs stays, though it reads like a button', () => {
  const details = `<details><summary>点击查看更多</summary><p>${ABOVE}</p></details>`;
  expect(linesOf(around(details))).toEqual(['点击查看更多', ABOVE]);
});

test('links, and lists that their class says are the site’s, do not', () => {
  expect(linesOf(around('<ul><li><a href="/a">登录</a></li><li><a href="/b">收藏</a></li></ul>'))).toEqual([]);
  expect(linesOf(around('<ul><li>登录</li><li>收藏</li></ul>', ' class="share toolbar"'))).toEqual([]);
});
