import { ALL_FIGURES, FIGURES, SIGNALS_PREFIX } from '../stats/figures.ts';
import type { FigureName } from '../stats/figures.ts';
import { commonLines, commonSites, histogram, oneIn, ranked } from '../stats/json.ts';
import { countIn, countsIn } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';
import { bar, binBars, chart, countBars, number, percent } from './charts.ts';
import { element, foreign, said } from './html.ts';
import type { Content, Html, Said } from './html.ts';
import { WORDS } from './words.ts';

/** A part of the report. Its contents are '' where there is nothing to show. */
export interface Section {
  readonly id: string;
  readonly title: Said;
  readonly contents: (stats: Stats) => readonly Content[];
}

/** Names shown in a chart; the rest is added up. */
const MAX_BARS = 20;
const MAX_SITES = 50;

/** Sections with figures, in the order of the report. */
export const SECTIONS: readonly Section[] = [
  {
    id: 'flow',
    title: { en: 'From read to written', zh: '从读入到写出' },
    contents: (stats) => [documentFlow(stats), characterFlow(stats)],
  },
  {
    id: 'warnings',
    title: { en: 'Warnings', zh: '警告' },
    contents: (stats) => [counts(stats, 'warnings', { en: 'Records by warning', zh: '各种警告的记录数' })],
  },
  {
    id: 'encodings',
    title: { en: 'Encodings', zh: '编码' },
    contents: (stats) => [
      counts(stats, 'encodings', { en: 'Records by encoding', zh: '各种编码的记录数' }),
      bins(stats, 'confidence', { en: 'Confidence of the detection', zh: '检测的置信度' }, percent0),
      counts(stats, 'detectors', { en: 'What decided', zh: '判定依据' }),
    ],
  },
  {
    id: 'kinds',
    title: { en: 'Languages and kinds of pages', zh: '语言与页面种类' },
    contents: (stats) => [
      counts(stats, 'languages', { en: 'Records by language', zh: '各种语言的记录数' }),
      counts(stats, 'kinds', { en: 'Records by kind of page', zh: '各种页面的记录数' }),
      counts(stats, 'formats', { en: 'Records by format', zh: '各种格式的记录数' }),
    ],
  },
  {
    id: 'lengths',
    title: { en: 'Lengths', zh: '长度' },
    contents: (stats) => [
      bins(stats, 'length_read', { en: 'Characters of a document as read', zh: '读入时每篇的字符数' }, number),
      bins(stats, 'length_written', { en: 'Characters of a text', zh: '文本的字符数' }, number),
      bins(
        stats,
        'share_kept',
        { en: 'Share of the characters that a text keeps', zh: '文本保留的字符比例' },
        percent0,
      ),
    ],
  },
  {
    id: 'changes',
    title: { en: 'Repairs and changes', zh: '修复与改动' },
    contents: (stats) => [
      counts(stats, 'repairs', { en: 'Edits by rule of repair', zh: '各修复规则的改动数' }),
      counts(stats, 'guessed', { en: 'Characters chosen by likelihood', zh: '按可能性选出的字符' }),
      counts(stats, 'changes', { en: 'Edits of conversion and tidying', zh: '转换与整理的改动数' }),
    ],
  },
  {
    id: 'removed',
    title: { en: 'What was removed', zh: '删除的内容' },
    contents: (stats) => [
      counts(stats, 'removed', { en: 'Lines and parts of lines by rule', zh: '各规则删除的行' }),
      removedLines(stats),
    ],
  },
  {
    id: 'sites',
    title: { en: 'Sites', zh: '网站' },
    contents: (stats) => [siteTable(stats)],
  },
  {
    id: 'failures',
    title: { en: 'Failures', zh: '失败' },
    contents: (stats) =>
      countsIn(stats, 'failed_hosts').size === 0
        ? []
        : [
            counts(stats, 'failed_hosts', { en: 'Failed documents by host', zh: '各主机失败的文档' }),
            counts(stats, 'failed_parts', { en: 'Failed documents by part', zh: '各部分失败的文档' }),
          ],
  },
  {
    id: 'signals',
    title: { en: 'Signals', zh: '信号' },
    contents: signalCharts,
  },
];

function percent0(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}

function documentFlow(stats: Stats): Content {
  const all = countIn(stats, 'documents.in');
  const losses = [...reasons(stats, 'dropped', 'skipped', '跳过'), ...reasons(stats, 'failed', 'failed', '失败')];
  let left = all;
  return chart({
    caption: { en: 'Documents', zh: '文档' },
    of: WORDS.step,
    unit: WORDS.documents,
    whole: all,
    bars: [
      { label: said({ en: 'read', zh: '读入' }), value: all },
      ...losses.map(({ label, value }) => ({ label, value, tone: 'lost' as const, from: (left -= value) })),
      { label: said({ en: 'written', zh: '写出' }), value: countIn(stats, 'documents.written'), tone: 'kept' },
    ],
  });
}

function reasons(
  stats: Stats,
  name: 'dropped' | 'failed',
  en: string,
  zh: string,
): readonly { label: Content; value: number }[] {
  return ranked(countsIn(stats, name)).map(([reason, value]) => ({
    label: [said({ en: `${en}: `, zh: `${zh}：` }), foreign(reason)],
    value,
  }));
}

/** Characters by the rules that removed them; what conversion and tidying change in number is the rest. */
function characterFlow(stats: Stats): Content {
  const read = countIn(stats, 'characters.read');
  const written = countIn(stats, 'characters.written');
  const removed = countBars(ranked(countsIn(stats, 'removed_characters')), MAX_BARS);
  const rest = written - read + removed.reduce((sum, { value }) => sum + value, 0);
  let left = read;
  return chart({
    caption: { en: 'Characters, white space left out', zh: '字符（不计空白）' },
    of: WORDS.step,
    unit: WORDS.characters,
    whole: Math.max(read, written),
    bars: [
      { label: said({ en: 'read', zh: '读入' }), value: read },
      ...removed.map((loss) => ({ ...loss, tone: 'lost' as const, from: Math.max(0, (left -= loss.value)) })),
      ...(rest === 0
        ? []
        : [
            {
              label: said({ en: 'repairs, conversion, tidying', zh: '修复、转换、整理' }),
              value: Math.abs(rest),
              shown: `${rest > 0 ? '+' : '−'}${number(Math.abs(rest))}`,
              from: Math.min(written, left),
            },
          ]),
      { label: said({ en: 'written', zh: '写出' }), value: written, tone: 'kept' },
    ],
  });
}

function counts(stats: Stats, name: FigureName, caption: Said): Content {
  const unit =
    name === 'repairs' || name === 'changes' ? WORDS.edits : name === 'removed' ? WORDS.lines : WORDS.documents;
  return chart({
    caption,
    of: WORDS.name,
    unit: name === 'guessed' ? WORDS.characters : unit,
    bars: countBars(ranked(countsIn(stats, name)), MAX_BARS),
  });
}

function bins(stats: Stats, name: FigureName, caption: Said, show: (edge: number) => string): Content {
  const figure = FIGURES[name];
  if (figure.holds !== 'bins') return '';
  const { from, documents } = histogram(figure.edges, countsIn(stats, name));
  return chart({ caption, of: WORDS.range, unit: WORDS.documents, bars: binBars(from, documents, show) });
}

function sampledNote(one: number): Content {
  if (one === 1) return '';
  return element(
    'p',
    {},
    said({
      en: `Counted in one of ${number(one)} documents, chosen by a hash.`,
      zh: `每 ${number(one)} 篇文档取一篇统计，按哈希抽取。`,
    }),
  );
}

function removedLines(stats: Stats): Content {
  const characters = countsIn(stats, 'removed_characters');
  const rules = commonLines(stats).map(([rule, lines]) => {
    const items = lines.map(({ text, documents = 0 }) =>
      element('li', {}, element('span', { class: 'number' }, number(documents)), ' ', foreign(text)),
    );
    const total = element('span', { class: 'note' }, number(characters.get(rule) ?? 0), ' ', said(WORDS.characters));
    return element('details', {}, element('summary', {}, foreign(rule), ' ', total), element('ol', {}, ...items));
  });
  if (rules.length === 0) return '';
  const title = element('h3', {}, said({ en: 'Commonest lines by rule', zh: '各规则最常删除的行' }));
  const about = said({ en: 'With the number of documents that had them.', zh: '数字是含有该行的文档数。' });
  return [
    title,
    element('p', {}, about),
    sampledNote(oneIn(stats, 'lines')),
    element('div', { class: 'columns' }, ...rules),
  ];
}

function siteTable(stats: Stats): Content {
  const sites = commonSites(stats);
  if (sites.length === 0) return '';
  const heads: readonly Said[] = [
    { en: 'site', zh: '网站' },
    WORDS.documents,
    { en: 'characters read', zh: '读入字符' },
    { en: 'written', zh: '写出字符' },
    { en: 'kept', zh: '保留' },
  ];
  const rows = sites
    .slice(0, MAX_SITES)
    .map(({ site, documents = 0, characters_read: read = 0, characters_written: written = 0 }) => {
      const share = read === 0 ? 0 : Math.min(1, written / read);
      const name = site === null ? said({ en: '(no address)', zh: '（没有地址）' }) : foreign(site);
      const cells = [number(documents), number(read), number(written), percent(share)];
      return element(
        'tr',
        {},
        element('th', { scope: 'row' }, name),
        ...cells.map((cell) => element('td', { class: 'number' }, cell)),
        element('td', { class: 'bar' }, bar(0, share, 'kept')),
      );
    });
  const head = [...heads.map((word) => element('th', { scope: 'col' }, said(word))), element('td', {})];
  const caption = said({
    en: sites.length > MAX_SITES ? `The ${MAX_SITES} largest of ${number(sites.length)}` : 'All sites',
    zh: sites.length > MAX_SITES ? `${number(sites.length)} 个网站中最大的 ${MAX_SITES} 个` : '所有网站',
  });
  return [
    sampledNote(oneIn(stats, 'sites')),
    element(
      'table',
      { class: 'chart sites' },
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...rows),
    ),
  ];
}

function signalCharts(stats: Stats): readonly Html[] {
  return ALL_FIGURES.flatMap(([name, figure]) => {
    const numbers = stats.counts.get(name);
    if (!name.startsWith(SIGNALS_PREFIX) || figure.holds !== 'bins' || numbers === undefined) return [];
    const signal = name.slice(SIGNALS_PREFIX.length);
    const { from, documents } = histogram(figure.edges, numbers);
    const isShare = from.every((edge) => edge < 1);
    const bars = binBars(from, documents, isShare ? percent0 : number);
    const caption = { en: signal, zh: signal };
    return [
      element(
        'details',
        {},
        element('summary', {}, signal),
        chart({ caption, of: WORDS.range, unit: WORDS.documents, bars }),
      ),
    ];
  });
}
