import type { Fact } from '../../types.ts';

/** A rule for a credit at the end of a paragraph that is itself body. */
export interface PartRule {
  readonly name: string;
  readonly summary: string;
  /** As of a line rule. */
  readonly tells?: readonly Fact[];
  /** Prefilter: one of these must occur in the last `PART_REACH` units of the match form. */
  readonly words: readonly string[];
  /** Matches the part to remove with the white space before it; anchored at the end. Sees only the last `PART_REACH` UTF-16 units. */
  readonly pattern: RegExp;
  readonly examples: readonly { readonly before: string; readonly after: string }[];
}

/** Maximum distance from the end of a paragraph at which a credit may begin, in UTF-16 units. */
export const PART_REACH = 100;

/** Whether a match form has a bracket or an arrow; without one no part rule can match. */
export function hasPartMark(matchForm: string): boolean {
  return /[()[\]【】>»]/.test(matchForm);
}

export const partRules: readonly PartRule[] = [
  {
    name: 'editor-at-end',
    summary: 'Editors in brackets at the end of a paragraph',
    tells: ['credit'],
    words: ['编辑', '责编', '校对', '编:'],
    pattern:
      /\s{0,4}[([【]\s{0,4}(?:[^\s()[\]【】。!?,;:]{0,12}[\s:])?(?:责任编辑|责编|编辑|责任校对|校对|责编[/、]校对)(?:\s{0,4}:|\s{0,4}\/(?![a-z])|\s(?!\s{0,3}[./~\w-]{0,20}[./~_a-z]))[^()[\]【】。!?;]{0,40}[)\]】]?$/,
    examples: [
      { before: '大桥将于明年通车。(责任编辑：王小明)', after: '大桥将于明年通车。' },
      { before: '大桥将于明年通车。（編輯 李大同）', after: '大桥将于明年通车。' },
      { before: '然后重新启用它（编辑 .tool/config 文件）', after: '然后重新启用它（编辑 .tool/config 文件）' },
      { before: '他翻开书（编辑寄来的样书），笑了。', after: '他翻开书（编辑寄来的样书），笑了。' },
    ],
  },
  {
    name: 'reporter-at-end',
    summary: 'Reporters in brackets at the end of a paragraph',
    tells: ['credit'],
    words: ['记者', '通讯员', '实习生', '整理', '供稿', '撰稿'],
    pattern:
      /(?<=[。!?”"』」.…)])\s{0,4}[([【]\s{0,4}[^\s()[\]【】。!?,;:]{0,14}\s?(?:记者|通讯员|实习生|整理|供稿|撰稿)\s{0,4}[:/\s]?[^()[\]【】。!?;]{2,50}[)\]】]$/,
    examples: [
      { before: '全市形成了浓厚氛围。 (记者 张小鲜)', after: '全市形成了浓厚氛围。' },
      { before: '比赛明天开始。（本報記者 王小明 通訊員 李大同）', after: '比赛明天开始。' },
      { before: '本报讯（记者 王小明）昨天下雨。', after: '本报讯（记者 王小明）昨天下雨。' },
    ],
  },
  {
    name: 'agency-at-end',
    summary: 'The byline of a paper in Taiwan in brackets at the end of a paragraph',
    tells: ['credit'],
    words: ['报导', '报道', '电'],
    pattern:
      /(?<=[。!?”"』」.…)])\s{0,4}[([【](?:[^\s()[\]【】。!?,;:/]{0,10}(?:记者|\/))?[\u4e00-\u9fff·、]{2,12}\/[^\s()[\]【】。!?,;:/]{1,8}(?:报导|报道|电)[)\]】]$/,
    examples: [
      { before: '水位明天回落。（王小明／東湖報導）', after: '水位明天回落。' },
      { before: '水位明天回落。（湖報記者王小明／東湖報導）', after: '水位明天回落。' },
      { before: '他读完了信。（外電報導）', after: '他读完了信。（外電報導）' },
    ],
  },
  {
    name: 'back-link-at-end',
    summary: 'A link back to the site at the end of a paragraph',
    words: ['返回', '回到', '进入'],
    pattern:
      /(?<=[。!?”"』」.…)】\]])\s{0,4}(?:>{1,3}|»)?\s{0,2}[([【]?(?:返回|回到|进入)[^\s。!?,;:()[\]【】>»]{0,12}(?:首页|频道|列表|专题|主页)(?:\s{0,2}(?:>{1,3}|»)|[)\]】])$/,
    examples: [
      { before: '明年还会再来。返回东湖网首页>>', after: '明年还会再来。' },
      { before: '他说：“湖水很清。” [返回新聞頻道]', after: '他说：“湖水很清。”' },
      { before: '先按保存。返回首页，再点列表', after: '先按保存。返回首页，再点列表' },
      { before: '保存之后可以返回首页>>', after: '保存之后可以返回首页>>' },
    ],
  },
  {
    name: 'novel-page-end',
    summary: 'A note that a chapter continues on the next page',
    words: ['本章未完', '请翻页', '点击下一页'],
    pattern: /[([](?:本章未完|请翻页|未完待续)[^()[\]]{0,20}[)\]]$/,
    examples: [
      { before: '他推开门，外面在下雨。（本章未完，请翻页）', after: '他推开门，外面在下雨。' },
      { before: '他说这个故事（未完）明天再讲。', after: '他说这个故事（未完）明天再讲。' },
    ],
  },
];
