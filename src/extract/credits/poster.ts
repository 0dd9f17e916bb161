import { isOrganisation } from '../../text/names.ts';
import type { Credit } from '../../types.ts';

const DAY = String.raw`(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}`;
const CLOCK = String.raw`日?(?:\s{1,3}\d{1,2}:\d{2}(?::\d{2})?)?`;

/** Forms in which blogs and forums print poster and time; the first group is the name. */
const POSTED: readonly RegExp[] = [
  /(?<!最后)由\s?([^\s。,]{1,8}?)\s?(?:于|张贴|发表|发布|@)/,
  /^posted by\s{1,2}([^。,|\d]{2,30}?)\s(?:at|on)\s\d/i,
  /\bby\s{1,2}([^\s。,|]{1,20})/i,
  /\d\s{0,3}\[\s?([\u4e00-\u9fff]{2,3})\s?\]/,
  new RegExp(String.raw`^posted\s(?:on|@|at)?\s?${DAY}${CLOCK}\s{1,3}([^\s。,|()]{2,20})\s`, 'i'),
  new RegExp(
    String.raw`^(?:原创|转载|翻译)?\s{0,3}([^\s。,:|]{2,20}?)\s{0,3}(?:最新推荐文章)?于\s?${DAY}${CLOCK}\s{0,3}(?:首次)?(?:发布|修改)`,
  ),
  new RegExp(String.raw`^([^\s。,:|]{2,16})\s{1,3}(?:发表|发布)[于在]\s?:?\s?${DAY}`),
  new RegExp(String.raw`^来自\s?:\s?([^\s。,:|()]{2,16})(?:\([^()]{1,12}\))?\s{1,3}${DAY}`),
];
/** A user name. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.·&@~ -]+$/u;
/** Words found in place of a name. */
const NOT_A_NAME =
  /^(?:本?[帖贴文]|日志|博文|主题|回复|最后|首次|最初|原文|今天|昨天|编辑|修改|更新|原创|转载|翻译|楼主|作者|已|于)/;

/** The poster: `由某某张贴 @ 2005-06-14`, `某某 发表于 2005-6-14`, `posted @ 2017-03-04 12:33 某某 阅读(12)`. */
export function poster(text: string, matchForm: string): readonly Credit[] {
  for (const pattern of POSTED) {
    const match = pattern.exec(matchForm);
    const name = match?.[1] ?? '';
    if (match === null || !NAME.test(name) || NOT_A_NAME.test(name) || isOrganisation(name)) continue;
    const start = match.index + match[0].indexOf(name);
    return [{ role: '作者', names: [text.slice(start, start + name.length)] }];
  }
  return [];
}
