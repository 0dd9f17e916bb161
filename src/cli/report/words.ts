import type { ListName } from '../stats/samples.ts';
import type { Said } from './html.ts';

type Unit = 'documents' | 'characters' | 'lines' | 'edits' | 'reason' | 'rule' | 'name' | 'range' | 'step';

/** What units and columns are called. */
export const WORDS: Readonly<Record<Unit, Said>> = {
  documents: { en: 'documents', zh: '文档' },
  characters: { en: 'characters', zh: '字符' },
  lines: { en: 'lines', zh: '行' },
  edits: { en: 'edits', zh: '改动' },
  reason: { en: 'reason', zh: '原因' },
  rule: { en: 'rule', zh: '规则' },
  name: { en: 'name', zh: '名称' },
  range: { en: 'range', zh: '范围' },
  step: { en: 'step', zh: '步骤' },
};

/** A list of documents: its title, and what is in it. */
export interface ListWords {
  readonly title: Said;
  readonly about: Said;
}

/** Lists in the order of the report; those of extremes of sites are one. */
export const LIST_WORDS: Readonly<Record<Exclude<ListName, 'unusual_low' | 'unusual_high'> | 'unusual', ListWords>> = {
  damaged: {
    title: { en: 'Damaged characters', zh: '字符损坏' },
    about: {
      en: 'Characters were lost before the file was saved or in decoding, or look misread: those whose text has the largest share of lost characters, then those with the most warnings of this kind.',
      zh: '保存之前或解码时丢失了字符，或者看起来是乱码：先列文本中丢失字符所占比例最大的文档，再列这类警告最多的。',
    },
  },
  least_kept: {
    title: { en: 'Least kept', zh: '保留最少' },
    about: {
      en: 'The smallest share of the characters of the page is left in the text. The article may have been removed.',
      zh: '文本只保留了页面字符的很小一部分。正文可能被误删。',
    },
  },
  unusual: {
    title: { en: 'Unusual for their site', zh: '与同网站的其他页面不同' },
    about: {
      en: 'The share kept is far from that of the other pages of the site. Something is missing, or boilerplate is left.',
      zh: '保留的比例与同一网站的其他页面相差很大。可能少了内容，也可能留下了模板文字。',
    },
  },
  gaps: {
    title: { en: 'Gaps in the body', zh: '正文中有缺口' },
    about: {
      en: 'A considerable part between the first and the last line of the body was removed.',
      zh: '正文第一行和最后一行之间有较大一部分被删除。',
    },
  },
  guesses: {
    title: { en: 'Most guesses', zh: '推测最多' },
    about: {
      en: 'The most characters were chosen by likelihood.',
      zh: '按可能性选出的字符最多。',
    },
  },
  low_confidence: {
    title: { en: 'Doubtful encoding', zh: '编码存疑' },
    about: {
      en: 'The encoding was detected with the least confidence.',
      zh: '检测编码时置信度最低。',
    },
  },
  random: {
    title: { en: 'Chosen at random', zh: '随机抽取' },
    about: {
      en: 'Chosen by a hash of the documents, the same in every run: what most documents look like.',
      zh: '按文档的哈希抽取，每次运行都相同：大多数文档的样子。',
    },
  },
};
