import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';
import type { CorpusRecord } from '../../src/index.ts';
import { NOTICES, noticeIn } from '../../src/strip/page-kind/notices.ts';
import { matchFormOf } from '../../src/text/match-form.ts';
import { FIELDS_OF_A_ROW, WITH, WITHOUT } from '../made/pages.ts';
import { mustBeValid } from '../run/records.ts';

function recordOf(content: string): CorpusRecord {
  return mustBeValid(normalize({ path: content.startsWith('<') ? 'a.html' : 'a.txt', text: content }));
}

/** Whether a record says that the page has no article, in one of the ways there are. */
function isFlagged({ warnings }: CorpusRecord): boolean {
  return warnings.filter((code) => code === 'no-article' || code === 'no-body').length === 1;
}

describe.each(NOTICES.map((notice) => [notice.about, notice] as const))('a notice of %s', (_, notice) => {
  test.each(notice.says)('says %s', (line) => {
    expect(noticeIn(matchFormOf(line))).toBe(notice.weak === true ? 1 : 2);
  });
  test.each(notice.not)('is not %s', (line) => {
    expect(noticeIn(matchFormOf(line))).toBe(0);
  });
  test.each(notice.patterns)('has a word of the list wherever %s matches', (pattern) => {
    // The generator of strings knows neither classes of Unicode nor flags.
    const source = pattern.source.replaceAll(String.raw`\P{L}`, String.raw`[\s!.]`).replace(/\(\?![^)]*\)/, '');
    fc.assert(
      fc.property(fc.stringMatching(new RegExp(source)), (line) => {
        expect(notice.words.some((word) => line.toLowerCase().includes(word))).toBe(true);
      }),
    );
  });
});

describe('a page without an article', () => {
  test.each(WITHOUT)('says so: $name', ({ content, kind }) => {
    const record = recordOf(content);
    expect(isFlagged(record)).toBe(true);
    expect(record.kind).toBe(kind);
  });

  test.each(WITHOUT)('takes no field from an entry: $name', ({ content }) => {
    const { published, modified, outlet, credits, kicker, subtitle, title } = recordOf(content);
    expect({ published, modified, outlet, credits, kicker, subtitle }).toEqual({
      published: null,
      modified: null,
      outlet: null,
      credits: [],
      kicker: null,
      subtitle: null,
    });
    expect(FIELDS_OF_A_ROW).not.toContain(title);
  });

  test('keeps the fields that came with it', () => {
    const content = WITHOUT.find(({ name }) => name === 'cards with summaries')?.content;
    const row = { text: content, title: '东湖博客', date: '2021-07-01', author: '王小明', source: '东湖日报' };
    const record = normalize({ path: 'a.jsonl', format: 'jsonl', text: JSON.stringify(row) });
    expect(record.warnings).toContain('no-article');
    expect([record.title, record.published, record.outlet]).toEqual(['东湖博客', '2021-07-01', '东湖日报']);
    expect(record.credits).toEqual([{ role: '作者', names: ['王小明'] }]);
  });

  test('is known by its address where it is the first page of a site', () => {
    const text =
      '<html><head><title>东湖网</title></head><body><p>东湖网成立于二零零一年，是东湖最大的网站。</p></body></html>';
    const kindAt = (url: string): unknown => normalize({ path: 'a.html', text, url }).kind;
    expect(['https://donghu.example/', 'https://donghu.example/index.html'].map(kindAt)).toEqual(['other', 'other']);
    expect(['https://donghu.example/about', 'https://donghu.example/?id=7'].map(kindAt)).toEqual([null, null]);
  });
});

describe('a page with a text of its own', () => {
  test.each(WITH)('is not flagged: $name', ({ content, kind }) => {
    const record = recordOf(content);
    expect(isFlagged(record)).toBe(false);
    expect(record.kind).toBe(kind);
  });

  test('is not flagged, whatever list stands around it', () => {
    const lists = WITHOUT.filter(({ kind, content }) => kind === 'list' && content.startsWith('<')).map(
      ({ content }) => /<body>(.*)<\/body>/s.exec(content)?.[1] ?? '',
    );
    const article = WITH.find(({ name }) => name === 'a long report')?.content ?? '';
    const around = fc.constantFrom(...lists);
    fc.assert(
      fc.property(around, around, (before, behind) => {
        const content = article
          .replace('<body>', `<body><div class="top">${before}</div>`)
          .replace('</body>', `<div class="end">${behind}</div></body>`);
        expect(isFlagged(recordOf(content))).toBe(false);
      }),
      { numRuns: 20 },
    );
  });
});

test('with strip left out nothing is said of the page', () => {
  const { warnings, kind } = normalize({ path: 'a.html', text: WITHOUT[0]?.content ?? '' }, { skip: ['strip'] });
  expect([warnings, kind]).toEqual([[], null]);
});

describe('captions above the first paragraph', () => {
  const PARAGRAPHS =
    '<p>清晨的雾还没有散，老周已经撑着船到了湖心，今年的水比往年清，他说这是修了排污管以后的头一个春天。</p><p>镇上的人起先不信，后来看见鱼回来了，才陆续把拆掉的码头又搭了起来。</p>';
  const pageWith = (above: string): string =>
    `<html><head><title>东湖的水清了</title></head><body><h1>东湖的水清了</h1><p>2021-06-01 09:00</p>${above}${PARAGRAPHS}</body></html>`;

  test('that several pictures share are removed', () => {
    const { text, removed } = recordOf(pageWith('<p>湖心的渔船</p><p>湖心的渔船</p>'));
    expect(text).not.toContain('湖心的渔船');
    expect(removed.filter(({ rule }) => rule === 'repeated-caption')).toHaveLength(2);
  });
  test.each(['起来！起来！', '它回来了，', '“我不走”'])('are not what is said twice: %s', (line) => {
    const { removed } = recordOf(pageWith(`<p>${line}</p><p>${line}</p>`));
    expect(removed.filter(({ rule }) => rule === 'repeated-caption')).toEqual([]);
  });
});

test('an article on a log, with its lines, has an article', () => {
  const log = '{"level":"info","path":"/news","status":200,"time":"2021-06-01T09:00:00Z"}';
  const prose =
    '服务重启以后，我们先看访问日志，确认状态码都正常，再看响应时间有没有变长，最后把这一天的日志存到别处，留给以后比较。';
  const html = `<html><head><title>怎样读一份访问日志</title></head><body><h1>怎样读一份访问日志</h1><p>${prose}</p><pre>${log}\n${log}</pre><p>${prose.slice(7)}</p></body></html>`;
  expect(isFlagged(recordOf(html))).toBe(false);
  expect(isFlagged(recordOf(`${log}\n${log}\n${log}`))).toBe(true);
});
