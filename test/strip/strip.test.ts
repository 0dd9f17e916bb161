import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalize } from '../../src/index.ts';
import { normalize as normalizePage } from '../../src/library/index.ts';
import { findBoilerplate, lineRules } from '../../src/strip/index.ts';
import { readText } from '../../src/read/text.ts';
import type { Document } from '../../src/types.ts';

const PROSE = '清晨的雾还没有散，老周已经撑着船到了湖心，今年的水比往年清，他说这是修了排污管以后的头一个春天。';
const SECOND = '镇上的人起先不信，后来看见鱼回来了，才陆续把拆掉的码头又搭了起来，游客也跟着多了。';

function documentOf(text: string): Document {
  const { lines, origins } = readText(text);
  return { text, lines, origins, meta: [], format: 'text', language: 'zh-Hans', steps: [], removed: [], warnings: [] };
}

/** The rule that removed each line of a text, or `-`. */
function rulesOf(...lines: readonly string[]): readonly string[] {
  const removals = findBoilerplate(documentOf(lines.join('\n')), new Set(['outside-body']));
  return lines.map((_, line) => removals.find((removal) => removal.line === line)?.rule ?? '-');
}

describe('the headline of text without markup', () => {
  test('one line before prose is the title', () => {
    expect(rulesOf('东湖的水清了', PROSE, SECOND)).toEqual(['title', '-', '-']);
  });
  test('three lines with a dash are kicker, title and subtitle', () => {
    const lines = ['齐心协力 久久为功', '一湖清水 半城春色', '——东湖治理十年回望', '本报记者 王小明', PROSE];
    expect(rulesOf(...lines)).toEqual(['kicker', 'title', 'subtitle', 'reporter', '-']);
  });
  test('a byline or prose at the very top means no headline', () => {
    expect(rulesOf('□本報記者 王小明', PROSE, SECOND)).toEqual(['reporter', '-', '-']);
    expect(rulesOf(PROSE, '二、水从哪里来', SECOND)).toEqual(['-', '-', '-']);
  });
  test('verse, lists and salutations have none', () => {
    expect(rulesOf('湖上有风', '风里有船', '船上有人', '人在看天')).toEqual(['-', '-', '-', '-']);
    expect(rulesOf('各位来宾：', PROSE)).toEqual(['-', '-']);
    expect(rulesOf('一、总则', PROSE)).toEqual(['-', '-']);
  });
});

describe('position decides', () => {
  test('a date is removed near the headline and kept in a chronicle', () => {
    expect(rulesOf('东湖的水清了', '2018年5月12日', PROSE)).toEqual(['title', 'date', '-']);
    expect(rulesOf('湖的日记', PROSE, '2018年5月12日', SECOND, '2018年5月13日', PROSE)).toEqual([
      ...['title', '-', '-', '-', '-', '-'],
    ]);
  });
  test('a caption is removed before the body and kept inside it', () => {
    const caption = '雾中的东湖码头。段小宁 摄';
    expect(rulesOf(caption, PROSE, SECOND)[0]).toBe('photo-credit');
    expect(rulesOf('东湖的水清了', PROSE, caption, SECOND)[2]).toBe('-');
  });
  test('a bare notice heading is removed only after the body', () => {
    expect(rulesOf('东湖的水清了', PROSE, '声明:', '转载请注明出处')).toEqual([
      'title',
      '-',
      'notice-heading',
      'disclaimer',
    ]);
    expect(rulesOf('东湖的水清了', PROSE, '声明:', SECOND)[2]).toBe('-');
  });
});

describe('recurring dates are part of the text', () => {
  test.each([
    ['a chronicle', ['1949年10月1日', '东湖县成立', '1950年3月8日', '第一座码头建成']],
    ['a chat', ['2023-01-05 10:21:33 张三', '你到了吗', '2023-01-05 10:22:01 李四', '马上']],
    ['a list of dates', ['2018年5月12日', '2018年6月12日', '2018年7月12日']],
    ['a diary', ['2018年5月12日', PROSE]],
    ['a law', ['东湖保护条例', '（2018年1月1日通过）', PROSE]],
  ])('%s', (_, lines) => {
    expect(rulesOf(...lines).filter((rule) => rule !== '-' && rule !== 'title')).toEqual([]);
    expect(rulesOf(...lines)[0]).toBe(lines[0] === '东湖保护条例' ? 'title' : '-');
  });
});

test('a breadcrumb near the headline is removed only if it is single', () => {
  expect(rulesOf('要闻 > 国内', '东湖的水清了', PROSE)[0]).toBe('breadcrumb-head');
  expect(rulesOf('要闻 > 国内', '新闻 > 国际', PROSE).slice(0, 2)).not.toContain('breadcrumb-head');
  expect(rulesOf('[10:21] <小明> 你们好', '[10:22] <小红> 到了', PROSE)).not.toContain('breadcrumb-head');
});

describe('not headlines', () => {
  test.each([
    ['a turn of an interview', ['记者：您是什么时候开始写作的？', PROSE]],
    ['a turn of two', ['王小明：你是哪年上的船？', PROSE, '王小明：后来呢？', SECOND]],
    ['one question of many', ['怎么坐船到湖心？', PROSE, '船票在哪里买？', SECOND]],
    ['a command', ['\\section{东湖的水}', PROSE]],
  ])('%s', (_, lines) => {
    expect(rulesOf(...lines)).not.toContain('title');
  });
  test('a single question is a headline', () => {
    expect(rulesOf('湖水为什么清了？', PROSE, SECOND)[0]).toBe('title');
  });
});

test('names above the stamps of posts go', () => {
  const stamp = (day: string): string => `发表于 2017-5-${day} 10:22 | 只看该作者`;
  const lines = [
    '湖畔论坛',
    '返回列表',
    '老船长',
    stamp('6'),
    PROSE,
    '回复 举报',
    '阿宝',
    stamp('7'),
    SECOND,
    '回复 举报',
  ];
  const { text } = normalizePage(lines.join('\n'), { format: 'text' });
  expect(text).toBe(`${PROSE}\n${SECOND}`);
});

test('a headline that stands once more above the first paragraph goes, a refrain stays', () => {
  const page = (...below: readonly string[]): string =>
    normalizePage(
      `<title>东湖的水今年清了</title><h1>东湖的水今年清了</h1>${below.map((line) => `<p>${line}</p>`).join('')}`,
      { format: 'html' },
    ).text;
  const title = '东湖的水今年清了';
  expect(page(title, PROSE, SECOND)).toBe(`${PROSE}\n${SECOND}`);
  expect(page(PROSE, title, SECOND)).toBe(`${PROSE}\n${title}\n${SECOND}`);
});

describe('blocks after the body', () => {
  test('related links are removed with their heading until prose resumes', () => {
    const lines = ['东湖的水清了', PROSE, '相关新闻：', '码头重新开放', '渔民上岸十年', SECOND];
    const block = 'related-heading-block';
    expect(rulesOf(...lines)).toEqual(['title', '-', 'related-heading', block, block, '-']);
  });
  test('the description of a related article goes with its link, the article may go on', () => {
    const link = '<li><a href="/2">邻县的湖也清了</a></li>';
    const textOf = (below: string): string =>
      normalizePage(`<title>东湖的水清了</title><h1>东湖的水清了</h1><p>${PROSE}</p><p>${SECOND}</p>${below}`, {
        format: 'html',
      }).text;
    expect(textOf(`<h3>相关阅读</h3><ul>${link}</ul><p>${PROSE}</p><p>责任编辑：王小明</p>`)).toBe(
      `${PROSE}\n${SECOND}`,
    );
    expect(textOf(`<h3>相关阅读</h3><ul>${link}</ul><p>${PROSE}</p><p>${SECOND}</p>`).split('\n')).toHaveLength(4);
  });
  test('a block removes no more than its share', () => {
    const items = Array.from({ length: 60 }, (_, i) => `第${i}条小消息`);
    const rules = rulesOf('东湖的水清了', PROSE, '相关新闻：', ...items);
    expect(rules.filter((rule) => rule === 'related-heading-block').length).toBeLessThanOrEqual(40);
  });
});

test('a credit at the end of a paragraph is cut, the paragraph stays', () => {
  const text = `东湖的水清了\n${PROSE} (记者 张小鲜)\n`;
  const record = normalize({
    path: 'a.txt',
    pathBytes: null,
    member: null,
    format: 'text',
    bytes: new TextEncoder().encode(text),
    charset: null,
    url: null,
  });
  expect(record.text).toBe(PROSE);
  expect(record.credits).toEqual([{ role: '记者', names: ['张小鲜'] }]);
});

test('negative examples of rules are kept between paragraphs', () => {
  for (const rule of lineRules)
    for (const line of rule.keeps) expect(rulesOf('东湖的水清了', PROSE, line, SECOND)[2], line).toBe('-');
});

test('rules apply to traditional script', () => {
  expect(rulesOf('東湖的水清了', '發表時間：2012-01-12 11:40', PROSE, '延伸閱讀')).toEqual([
    'title',
    'time-label',
    '-',
    'related-heading',
  ]);
});

test('a disabled rule removes nothing', () => {
  const removals = findBoilerplate(documentOf(`来源：东湖网\n${PROSE}`), new Set(['source', 'outside-body']));
  expect(removals.filter(({ rule }) => rule === 'source')).toEqual([]);
});

test('any lines: at most one removal per line, in order, within the text', () => {
  const line = fc.oneof(
    fc.constantFrom(...lineRules.flatMap((rule) => [...rule.removes, ...rule.keeps]), PROSE, SECOND, ''),
    fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replace(/[\r\n\u2028\u2029]/g, ' ')),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const document = documentOf(lines.join('\n'));
      const removals = findBoilerplate(document, new Set());
      const order = removals.map((removal) => removal.line);
      expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
      for (const { line: index, part } of removals) {
        expect(index).toBeLessThan(document.lines.length);
        if (part !== null) expect(part[0]).toBeLessThan(part[1]);
      }
    }),
    { numRuns: 200 },
  );
});

test('a million characters of the worst lines take well under a second a megabyte', () => {
  for (const unit of ['来源 ', '> a ', '(记者 ', '编辑 王', '2019-01-01 ', '版权 转载 ', '| 首页 ']) {
    const text = `${unit.repeat(40)}\n`.repeat(Math.ceil(1_000_000 / (unit.length * 40)));
    const started = performance.now();
    findBoilerplate(documentOf(text), new Set(['outside-body']));
    expect(performance.now() - started, unit).toBeLessThan(4000);
  }
});
