import { areNames, splitNames } from '../../text/names.ts';
import { paragraphs } from './paragraphs.ts';
import { matchFormOf } from '../../text/match-form.ts';
import { isPersonName } from '../../text/surnames.ts';
import type { Credit } from '../../types.ts';
import { creditsIn } from './in-line.ts';

/** Credits that agencies and papers print at the head of a report. The first group holds names, with roles if `rule` is `reporter`. */
const HEADS: readonly { readonly rule: string; readonly pattern: RegExp }[] = [
  { rule: 'central', pattern: /(?:^|[。!?])\(中央社(?:台北)?记者([\u4e00-\u9fff·]{4,10})\d{1,2}日[^()]{0,6}电\)/ },
  { rule: 'reporter', pattern: /^[^。!?()]{0,40}\(([^()。]{0,12}(?:记者|通讯员|实习生|作者)[^()。]{1,50})\)/ },
  {
    rule: 'agency-byline',
    pattern: /^[[(【]([^\])】。,]{0,12}(?:记者)?[\u4e00-\u9fff·、]{2,12}\/[^\])】。,/]{1,10}(?:报导|电|连线))[\])】]/,
  },
  {
    rule: 'agency-byline',
    pattern: /^((?:[^。,\s/]{0,8}\/)?记者[\u4e00-\u9fff·、]{2,12}\/[^。,\s/]{1,8}(?:报导|电|连线))(?=\s|$)/,
  },
  { rule: 'reporter', pattern: /^[[(【]([^\])】。,]{0,14}(?:记者|通讯员)[\s/:]?[^\])】。,/]{2,30})[\])】]/ },
  {
    rule: 'reporter',
    pattern:
      /^[^。!?,()]{0,16}[讯电日]\s{1,2}((?:本[报刊网台])?(?:记者|通讯员)\s?[\u4e00-\u9fff·、\s]{2,24}?)\s?(?:摄影)?报[道导](?=[:\s])/,
  },
];
/** Frequent datelines of the Central News Agency. */
const CITY =
  /(?:台[北中南东]|新北|高雄|桃园|新竹|基隆|苗栗|彰化|南投|云林|嘉义|屏东|宜兰|花莲|澎湖|金门|马祖|北京|上海|广州|香港|澳门|东京|首尔|曼谷|河内|纽约|华盛顿|洛杉矶|旧金山|芝加哥|波士顿|休士顿|伦敦|巴黎|柏林|罗马|日内瓦|维也纳|华沙|布拉格|布鲁塞尔|莫斯科|新加坡|雅加达|吉隆坡|马尼拉|新德里|孟买|雪梨|墨尔本|多伦多|温哥华|渥太华|圣保罗|耶路撒冷|伊斯坦堡)(?:县|市)?$/;

/** Credits at the head of the first paragraphs and in brackets at the end of the last ones. The lines stay in the body. */
export function bodyCredits(body: string): { readonly head: readonly Credit[]; readonly tail: readonly Credit[] } {
  const lastLine = body.slice(body.lastIndexOf('\n') + 1).trim();
  return {
    head: paragraphs(body, 3).flatMap(headOf),
    tail: [...new Set([...paragraphs(body, -2), lastLine])].flatMap(tailOf),
  };
}

/** Prefilter: no pattern of `HEADS` matches without one of these. */
const NAMING = /记者|通讯员|实习生|作者|\//;

function headOf(line: string): readonly Credit[] {
  const matchForm = matchFormOf(line.slice(0, 120));
  if (!NAMING.test(matchForm)) return [];
  for (const { rule, pattern } of HEADS) {
    const match = pattern.exec(matchForm);
    if (match === null) continue;
    const named = match[1] ?? '';
    const start = match[0].indexOf(named);
    const text = line.slice(start, start + named.length);
    if (rule === 'central') return [{ role: '记者', names: splitNames(text.slice(0, namesBefore(named))) }];
    return creditsIn(text, rule);
  }
  return [];
}

/** How much of `王小明東湖` is names: all before a city that is known, else the first name. */
function namesBefore(named: string): number {
  const known = named.replace(CITY, '').length;
  return known === named.length && isPersonName(named.slice(0, 3)) ? 3 : known;
}

/** The place of origin in a credit in brackets. */
const REPORTED = /\s(?:[发發]自)?\p{Script=Han}{2,6}(?:[报報][道導导]|[电電讯訊])$/u;

/** `（某某）`, `（某某 某某）`, `（文/图 某某）`, `（某某 东湖报道）`. */
function tailOf(line: string): readonly Credit[] {
  const match = /[（(]([^（()）。]{2,40})[)）]$/.exec(line.slice(-60));
  if (match === null) return [];
  const inside = (match[1]?.trim() ?? '').replace(REPORTED, '');
  const key = matchFormOf(inside);
  if (/^(?:文|图|作者|撰文|摄影)/.test(key)) return creditsIn(inside, 'byline');
  return key.length <= 16 && areNames(key) ? [{ role: '作者', names: splitNames(inside) }] : [];
}
