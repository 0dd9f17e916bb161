import { expect, test } from 'vitest';
import { extract } from '../../src/extract/index.ts';
import { factsOf } from '../../src/strip/rules/index.ts';
import type { Document, Meta, Removed } from '../../src/types.ts';

function documentOf(removed: readonly Omit<Removed, 'line'>[], title: string): Document {
  const meta: readonly Meta[] = [{ name: 'title', value: title }];
  const lines = removed.map((line, index) => ({ ...line, line: index, tells: factsOf(line.rule) }));
  return {
    text: '',
    lines: [],
    origins: [],
    meta,
    format: 'html',
    language: 'zh-Hans',
    steps: [],
    removed: lines,
    warnings: [],
  };
}

test.each([
  ['404 - 页面未找到', '404', '404 - 页面未找到'],
  ['404 - 页面未找到 - 东湖网', '404', '404 - 页面未找到'],
  ['404', '404', '404'],
  ['竹柄雨伞【价格 图片 评价】-湖畔商城', '竹柄雨伞', '竹柄雨伞'],
  ['竹柄雨伞【长柄】-湖畔商城', '竹柄雨伞', '竹柄雨伞【长柄】-湖畔商城'],
  ['全部文章_东湖网', '湖水清了', '全部文章'],
])('a page without an article called %s, with the line %s', (name, printed, title) => {
  const document = documentOf([{ rule: 'title', text: printed }], name);
  expect(extract(document, null, { article: false, kind: 'notice' }).title).toBe(title);
});

test('the label of a title before its class', () => {
  expect(extract(documentOf([{ rule: 'title', text: '標題[心得] 湖邊三日' }], '')).title).toBe('[心得] 湖邊三日');
});

test.each([
  ['document-index', '发布机构：\t东湖市水务局\t发文日期：\t2021年03月15日', '东湖市水务局'],
  ['document-index', '發文機關：東湖市人民政府', '東湖市人民政府'],
  ['document-index', '发文机关：\t发文日期：2021年03月15日', null],
  ['document-index', '发布机构： 索引号：000', null],
])('the outlet of an index card: %s %s', (rule, text, outlet) => {
  expect(extract(documentOf([{ rule, text }], '')).outlet).toBe(outlet);
});
