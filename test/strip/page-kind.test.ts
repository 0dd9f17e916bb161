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
