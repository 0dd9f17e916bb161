import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageHolder } from '../../src/cli/workers/hold-pages.ts';
import { joinPages, normalized, pageOf, replay, undo } from '../../src/index.ts';
import type { CorpusRecord, Options, Page } from '../../src/index.ts';
import { mustBeValid, sourceOf } from '../run/records.ts';

const SENTENCES = [
  '今天上午，市圖書館新館正式開放，讀者可以憑身份證辦理借書證，新館共有三層，一層是兒童閱覽室。',
  '第二天下午，來自各地的讀者紛紛前來參觀，他們對兒童閱覽室的設計讚不絕口，認為這裏非常舒適。',
  '市民李先生說，他每個週末都會帶孩子來這裏看書，孩子們非常喜歡這裏的環境，離他們家也很近。',
];

const PHOTOGRAPHERS = ['李明', '王強', '趙剛'];

interface Sheet {
  readonly number: number;
  readonly last: number;
  /** Markup in front of the paragraphs. */
  readonly more?: string;
}

const nameOf = (number: number): string => `n/88${number === 1 ? '' : `_${number}`}.html`;

function htmlOf({ number, last, more = '' }: Sheet): string {
  const paragraphs = SENTENCES.map((sentence) => `<p>第${number}頁。${sentence}</p>`).join('\n');
  const next = number < last ? `<a href="88_${number + 1}.html">下一頁</a>` : '';
  return `<html><body><h1>市圖書館新館開放</h1>\n<div>2021-05-0${number} 來源：某報</div>
<div class="content">${more}${paragraphs}<p>（記者 張三 攝影 ${PHOTOGRAPHERS[number - 1] ?? ''}）</p></div><div>${next}</div><div>版權所有 某網</div></body></html>`;
}

function pageFrom(sheet: Sheet, options: Options = {}): Page {
  const path = nameOf(sheet.number);
  return pageOf(normalized({ ...sourceOf(htmlOf(sheet)), path, format: 'html' }, options), options, true);
}

function pagesFrom(last: number, options: Options = {}, more: readonly string[] = []): readonly Page[] {
  return Array.from({ length: last }, (_, index) =>
    pageFrom({ number: index + 1, last, more: more[index] ?? '' }, options),
  );
}

describe('a joined record', () => {
  const pages = pagesFrom(3, { trace: true, signals: true });
  const { record } = joinPages(pages, { trace: true, signals: true });
  const first = pages[0]?.record;

  test('is that of the first page with the texts of all', () => {
    mustBeValid(record);
    expect(record.text).toBe(pages.map((page) => page.record.text).join('\n'));
    expect(record.id).toBe(first?.id);
    expect([record.title, record.published, record.language]).toEqual(['市图书馆新馆开放', '2021-05-01', 'zh-Hant']);
    expect(record.source.path).toBe('n/88.html');
    expect(record.source.continues).toBeNull();
    expect(record.source.pages?.map(({ path, encoding }) => [path, encoding])).toEqual([
      ['n/88_2.html', 'utf-8'],
      ['n/88_3.html', 'utf-8'],
    ]);
  });

  test('names each credit once', () => {
    const names = record.credits.flatMap((credit) => credit.names);
    expect(names).toEqual(['张三', '李明', '王强', '赵刚']);
  });

  test('is replayed and undone over the decoded pages, and lines of what is removed are theirs', () => {
    const decoded = [1, 2, 3].map((number) => htmlOf({ number, last: 3 })).join('\n');
    expect(replay(decoded, record.trace ?? [])).toBe(record.text);
    expect(undo(record.text, record.trace ?? [])).toBe(decoded);
    const lines = decoded.split('\n');
    for (const { line, text } of record.removed.filter(({ rule }) => rule === 'paging'))
      expect(lines[line - 1]).toContain(text.replace('页', '頁'));
    expect(record.removed.filter(({ rule }) => rule === 'paging')).toHaveLength(2);
  });

  test('has steps of all pages, and signals of the whole text', () => {
    expect(record.steps).toHaveLength(record.trace?.length ?? 0);
    expect(record.signals?.code_points).toBe(Array.from(record.text).length);
    expect(record.signals?.traditional_share).toBeGreaterThan(0.1);
    const sentences = pages.reduce((sum, page) => sum + (page.record.signals?.sentences ?? 0), 0);
    expect(record.signals?.sentences).toBe(sentences);
  });
});

test('what is read is replayed to the text, as reports show it', () => {
  const { record, read, steps } = joinPages(pagesFrom(2), {});
  expect(replay(read, steps)).toBe(record.text);
});

test('Markdown of pages is one document: blocks have their text, labels are unique, lists stay apart', () => {
  const note = '<p>正文有一處註釋<a href="#n1">[1]</a>，讀者請看。</p>';
  const end = '<ul><li>第一項內容也要讀出來</li><li>第二項內容也要讀出來</li></ul>';
  const options: Options = { markdown: true, blocks: true, trace: true };
  const pages = pagesFrom(2, options, [note, end + note]).map((page, index) => ({
    ...page,
    record: {
      ...page.record,
      text: `${index === 0 ? '𠮷' : '- 𠮷'}[^1] \`[^1]\` \\[^1]\n\n[^1]: 注\n\n${page.record.text}`,
    },
  }));
  const shift = Array.from(`𠮷[^1] \`[^1]\` \\[^1]\n\n[^1]: 注\n\n`).length;
  const moved = pages.map((page, index) => ({
    ...page,
    record: {
      ...page.record,
      blocks: page.record.blocks?.map((block) => {
        const by = shift + (index === 0 ? 0 : 2);
        return { ...block, start: block.start + by, end: block.end + by };
      }),
    } as CorpusRecord,
  }));
  const { record } = joinPages(moved, options);
  const points = Array.from(record.text);
  const shown = record.blocks?.map(({ start, end: to }) => points.slice(start, to).join(''));
  const wanted = moved.flatMap(({ record: { text, blocks = [] } }) =>
    blocks.map(({ start, end: to }) => Array.from(text).slice(start, to).join('')),
  );
  expect(shown).toEqual(wanted);
  expect(record.text).toContain('\n\n<!-- -->\n\n- 𠮷[^2-1] `[^1]` \\[^1]\n\n[^2-1]: 注\n\n');
  expect(record.text.startsWith('𠮷[^1] `[^1]` \\[^1]\n\n[^1]: 注')).toBe(true);
});

test('posts: the opening once, others of later pages are replies', () => {
  const post = (text: string, role: 'opening' | 'reply') => ({ author: '甲', published: null, text, role });
  const [one, two] = pagesFrom(2, {});
  if (one === undefined || two === undefined) throw new Error('no pages');
  const posts = [
    [post('主题', 'opening'), post('一楼', 'reply')],
    [post('主题', 'opening'), post('二楼', 'reply')],
  ];
  const paged = [one, two].map((page, index) => ({ ...page, record: { ...page.record, posts: posts[index] ?? [] } }));
  expect(joinPages(paged, { posts: true }).record.posts).toEqual([
    post('主题', 'opening'),
    post('一楼', 'reply'),
    post('二楼', 'reply'),
  ]);
});

function missing(): never {
  throw new Error('no such page');
}

describe('pages that wait for each other', () => {
  const LAST = 6;
  const all = pagesFrom(LAST);
  const page = (number: number): Page => all[number - 1] ?? missing();
  const numbersOf = (texts: readonly (readonly Page[])[]): number[][] =>
    texts.map((text) => text.map((page) => all.findIndex(({ record }) => record.id === page.record.id) + 1));

  test('in any order and with any missing, each is in one text, and neighbours are together', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...all]), (some) => {
        const holder = pageHolder();
        const texts = numbersOf([...some.flatMap(holder.add), ...holder.close()]);
        expect(texts.flat().sort()).toEqual(numbersOf([some])[0]?.toSorted());
        for (const text of texts) expect(text).toEqual(text.map((_, index) => (text[0] ?? 0) + index));
        const starts = texts.map((text) => text[0] ?? 0);
        for (const start of starts) expect(texts.flat().includes(start - 1)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });

  test('a text goes as soon as it is complete', () => {
    const holder = pageHolder();
    const order = [2, 1, 3, 6, 5, 4];
    expect(order.map((number) => numbersOf(holder.add(page(number))))).toEqual([
      [],
      [],
      [],
      [],
      [],
      [[1, 2, 3, 4, 5, 6]],
    ]);
    expect(holder.close()).toEqual([]);
  });

  test('the first to come go alone if too many wait, and keep the name of the next', () => {
    const holder = pageHolder({ pages: 2, units: Infinity });
    const texts = numbersOf([1, 3, 5, 6].flatMap((number) => holder.add(page(number))));
    expect(texts).toEqual([[1], [3]]);
    expect(numbersOf(holder.close())).toEqual([[5, 6]]);
    const small = pageHolder({ pages: 9, units: 1 });
    expect(numbersOf(small.add(page(1)))).toEqual([[1]]);
  });
});

test('pages that are files in an archive are joined', () => {
  const pages = [1, 2].map((number) => {
    const source = { ...sourceOf(htmlOf({ number, last: 2 })), path: 'a.zip', member: nameOf(number) };
    return pageOf(normalized({ ...source, format: 'html' }), {}, true);
  });
  const holder = pageHolder();
  expect([...pages.flatMap((page) => holder.add(page)), ...holder.close()]).toEqual([pages]);
});
