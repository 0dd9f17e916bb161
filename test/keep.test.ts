import { describe, expect, test } from 'vitest';
import { normalize, rules } from '../src/index.ts';
import type { CorpusRecord, OwnRule, Source } from '../src/index.ts';
import { lineRules, partRules } from '../src/strip/index.ts';

const PROSE = ['今天上午，市图书馆新馆正式开放，读者可以凭身份证办理借书证。', '新馆共有三层，一层是儿童阅览室，二层和三层是开架书库。'];
const OWN: OwnRule = { name: 'own', summary: 'An own one', pattern: '^东湖热线主办$', removes: ['东湖热线主办'], keeps: ['东湖'] };
const OPTIONS = { rules: [OWN], templates: { 'donghu.example': ['东湖小贴士'] }, script: 'keep' } as const;

/** Pages on which strip's rules find their lines: one for each example, before and after prose. */
const pages: readonly Source[] = [
  ...lineRules.flatMap((rule) => rule.removes.map((line) => ['小城通了高铁', line, ...PROSE, line])),
  ...partRules.flatMap((rule) => rule.examples.map(({ before }) => [...PROSE, before])),
  ['拉高标杆 奋勇争先', '小城通了高铁', '——全县工作会议侧记', '来源：东湖网 2012-01-05', ...PROSE, '东湖热线主办', '东湖小贴士'],
  [...PROSE, '免责声明：', '以上内容只供参考', '相关新闻：', '大桥通车', '上一篇：某事'],
].map(text);

function text(lines: readonly string[]): Source {
  return html(lines.map((line) => `<p>${line.replaceAll('<', '&lt;')}</p>`).join('\n'));
}

function html(markup: string): Source {
  const bytes = Buffer.from(`<title>小城通了高铁</title><body>\n${markup}`);
  const url = 'http://donghu.example/';
  return { path: 'a.html', pathBytes: null, member: null, format: 'html', charset: 'utf-8', url, bytes };
}

const plain = pages.map((page) => normalize(page, OPTIONS));

function others(record: CorpusRecord, rule: string): CorpusRecord['removed'] {
  return record.removed.filter((removed) => removed.rule !== rule);
}

describe('--keep', () => {
  const names = rules([OWN]).flatMap(({ stage, name }) => (stage === 'strip' ? [name] : []));

  test('every rule of strip is at work on one of the pages', () => {
    const found = new Set(plain.flatMap((record) => record.removed.map(({ rule }) => rule)));
    expect(names.filter((name) => !found.has(name))).toEqual([]);
  });

  test.each(names)('%s: what it would take stays, and nothing else changes', (name) => {
    for (const [index, page] of pages.entries()) {
      const before = plain[index];
      if (before?.removed.some(({ rule }) => rule === name) !== true) continue;
      const after = normalize(page, { ...OPTIONS, keep: [name] });
      expect(after.removed).toEqual(others(before, name));
      const { text: _, removed: __, steps: ___, warnings: ____, ...fields } = after;
      expect(fields).toEqual(Object.fromEntries(Object.keys(fields).map((key) => [key, before[key as keyof CorpusRecord]])));
      for (const removed of before.removed) if (removed.rule === name) expect(after.text).toContain(removed.text.trim());
    }
  });
});

describe('names in skip and keep', () => {
  const page = pages[0] ?? text([]);
  test.each([
    [{ skip: ['editr'] }, /^skip: no stage or rule is named 'editr'\. Did you mean editor/],
    [{ keep: ['titel'] }, /^keep: no rule of strip is named 'titel'\. Did you mean title/],
    [{ keep: ['repair'] }, /^keep: no rule of strip is named 'repair'/],
    [{ skip: ['qqqqqqqq'] }, /`normalize rules` lists them/],
  ])('%j is refused by the library', (options, message) => {
    expect(() => normalize(page, options)).toThrow(message);
  });
});
