import { describe, expect, test } from 'vitest';
import { normalize, rules } from '../../src/index.ts';
import type { CorpusRecord, OwnRule, Source } from '../../src/index.ts';
import { lineRules, partRules } from '../../src/strip/index.ts';

const PROSE = [
  '今天上午，市图书馆新馆正式开放，读者可以凭身份证办理借书证。',
  '新馆共有三层，一层是儿童阅览室，二层和三层是开架书库。',
];
const OWN: OwnRule = {
  name: 'own',
  summary: 'An own one',
  pattern: '^东湖热线主办$',
  removes: ['东湖热线主办'],
  keeps: ['东湖'],
};
const OPTIONS = { rules: [OWN], templates: { 'donghu.example': ['东湖小贴士'] }, script: 'keep' } as const;

/** Pages on which the strip rules match: one for each example, before and after prose. */
const pages: readonly Source[] = [
  ...lineRules.flatMap((rule) => rule.removes.map((line) => ['小城通了高铁', line, ...PROSE, line])),
  ...partRules.flatMap((rule) => rule.examples.map(({ before }) => [...PROSE, before])),
  [
    '拉高标杆 奋勇争先',
    '小城通了高铁',
    '——全县工作会议侧记',
    '来源：东湖网 2012-01-05',
    ...PROSE,
    '东湖热线主办',
    '东湖小贴士',
  ],
  ['小城通了高铁', '2012-01-05 10:20', '首趟列车进站', '首趟列车进站', ...PROSE],
  // A lone name is an outlet only beside another line that tells of the article.
  ['小城通了高铁', '湖畔青年报', '2012-01-05 10:20', ...PROSE],
  [...PROSE, '免责声明：', '以上内容只供参考', '相关新闻：', '大桥通车', '上一篇：某事'],
]
  .map((lines) => sourceOf('html', ['<title>小城通了高铁</title>', ...lines.map(paragraph)]))
  .concat(
    sourceOf('html', [
      '<ul>',
      ...'城关镇通知,河东乡通知,山北乡通知'.split(',').map(entry),
      '</ul>',
      ...PROSE.map(paragraph),
    ]),
    sourceOf('text', [...PROSE, '今天是2022年2月13日 星期日', ...PROSE, '严正申明：', '以上内容只供参考']),
    sourceOf('text', [...PROSE, '这篇新闻让您觉得？', '好看', '不好看']),
    sourceOf('text', [...PROSE, '跟帖评论守则', '不谈与主题无关的事']),
    sourceOf('text', ['齐心协力 久久为功', '一湖清水 半城春色', '——东湖治理十年回望', '本报记者 王小明', ...PROSE]),
  );

function paragraph(line: string): string {
  return `<p>${line.replaceAll('<', '&lt;')}</p>`;
}

function entry(line: string): string {
  return `<li><a href="/${line}">${line}</a></li>`;
}

function sourceOf(format: 'html' | 'text', lines: readonly string[]): Source {
  const url = 'http://donghu.example/';
  const bytes = Buffer.from(lines.join('\n'));
  return { path: 'a', pathBytes: null, member: null, format, charset: 'utf-8', url, bytes };
}

const plain = pages.map((page) => normalize(page, OPTIONS));

function others(record: CorpusRecord, rule: string): CorpusRecord['removed'] {
  return record.removed.filter((removed) => removed.rule !== rule);
}

describe('--keep', () => {
  const names = rules([OWN]).flatMap(({ stage, name }) => (stage === 'strip' ? [name] : []));

  test('every strip rule matches on one of the pages', () => {
    const found = new Set(plain.flatMap((record) => record.removed.map(({ rule }) => rule)));
    expect(names.filter((name) => !found.has(name))).toEqual([]);
  });

  test.each(names)('%s: what it would remove is kept, and nothing else changes', (name) => {
    for (const [index, page] of pages.entries()) {
      const before = plain[index];
      if (before?.removed.some(({ rule }) => rule === name) !== true) continue;
      const after = normalize(page, { ...OPTIONS, keep: [name] });
      expect(after.removed).toEqual(others(before, name));
      const { text, removed, steps, warnings } = after;
      expect({ ...before, text, removed, steps, warnings }).toEqual(after);
      for (const removed of before.removed) if (removed.rule === name) expect(text).toContain(removed.text.trim());
    }
  });
});

describe('names in skip and keep', () => {
  const page = sourceOf('text', PROSE);
  test.each([
    [{ skip: ['editr'] }, /^skip: no stage or rule is named 'editr'\. Did you mean editor/],
    [{ keep: ['titel'] }, /^keep: no rule of strip is named 'titel'\. Did you mean title/],
    [{ keep: ['repair'] }, /^keep: no rule of strip is named 'repair'/],
    [{ skip: ['qqqqqqqq'] }, /`normalize rules` lists them/],
  ])('%j is refused by the library', (options, message) => {
    expect(() => normalize(page, options)).toThrow(message);
  });
});
