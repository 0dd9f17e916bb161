import { countIn } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';
import { number, percent } from './charts.ts';
import { element, markup, pageHead, said, trusted } from './html.ts';
import type { Content, Html, PageParts, Said } from './html.ts';
import { sampleLists } from './lists.ts';
import { SCRIPT } from './script.ts';
import { SECTIONS } from './sections.ts';
import { STYLE } from './style.ts';

/** The report of a run as one HTML file that loads nothing. Same figures, same bytes. `notices`: what a reader must know first. */
export function reportOf(stats: Stats, version: string, notices: readonly Said[] = []): string {
  const sections = SECTIONS.flatMap(({ id, title, contents }) => {
    const filled = contents(stats).filter((content) => markup(content) !== '');
    return filled.length === 0 ? [] : [{ id, title, content: element('div', { class: 'charts' }, ...filled) }];
  });
  const look = { id: 'look', title: LOOK, content: [keyOfMarks(), ...sampleLists(stats)] };
  const all = [...sections.slice(0, 1), look, ...sections.slice(1)];
  const body = element(
    'body',
    {},
    header(version),
    element(
      'main',
      {},
      ...notices.map((notice) => element('p', { class: 'notice' }, said(notice))),
      tiles(stats),
      element(
        'nav',
        {},
        element(
          'ul',
          {},
          ...all.map(({ id, title }) => element('li', {}, element('a', { href: `#${id}` }, said(title)))),
        ),
      ),
      ...all.map(({ id, title, content }) => element('section', { id }, element('h2', {}, said(title)), content)),
    ),
    element('script', {}, trusted(SCRIPT)),
  );
  return `<!doctype html>\n${element('html', { lang: 'en' }, pageHead(PAGE), body).html}\n`;
}

const LOOK: Said = { en: 'Documents to look at', zh: '值得查看的文档' };

const PAGE: PageParts = { title: 'Report of normalize · 处理报告', style: STYLE, script: SCRIPT };

function header(version: string): Html {
  const title = said({ en: 'What normalize did', zh: 'normalize 处理报告' });
  return element(
    'header',
    {},
    element('div', {}, element('h1', {}, title), element('p', { class: 'soft' }, `normalize ${version}`)),
    element('button', { type: 'button', hidden: '' }, '中文'),
  );
}

function tiles(stats: Stats): Html {
  const read = countIn(stats, 'characters.read');
  const written = countIn(stats, 'characters.written');
  const rows: readonly (readonly [Said, Content])[] = [
    [{ en: 'documents read', zh: '读入文档' }, number(countIn(stats, 'documents.in'))],
    [{ en: 'written', zh: '写出' }, number(countIn(stats, 'documents.written'))],
    [{ en: 'skipped', zh: '跳过' }, number(countIn(stats, 'documents.dropped'))],
    [{ en: 'failed', zh: '失败' }, number(countIn(stats, 'documents.failed'))],
    [{ en: 'characters read', zh: '读入字符' }, number(read)],
    [{ en: 'characters written', zh: '写出字符' }, number(written)],
    [{ en: 'characters kept', zh: '保留字符' }, read === 0 ? '–' : percent(Math.min(1, written / read))],
    [{ en: 'files', zh: '文件' }, number(countIn(stats, 'files'))],
  ];
  return element(
    'dl',
    { class: 'tiles' },
    ...rows.map(([name, value]) => element('div', {}, element('dt', {}, said(name)), element('dd', {}, value))),
  );
}

/** What the marks in documents mean, and the keys. */
function keyOfMarks(): Html {
  const marks = [
    element('del', {}, said({ en: 'removed', zh: '删除' })),
    element('ins', {}, said({ en: 'new', zh: '新增' })),
    element('ins', { class: 'guess' }, said({ en: 'guessed', zh: '推测' })),
  ];
  return element(
    'p',
    { class: 'key' },
    said({
      en: 'Open a document to see it as read (left) and its result (right). Keys: j next, k previous. Marks: ',
      zh: '打开一篇文档，左边是读入的内容，右边是结果。按键：j 下一篇，k 上一篇。标记：',
    }),
    ...marks.flatMap((mark) => [mark, ' ']),
  );
}
