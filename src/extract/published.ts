import type { Document, Fact, PageVerdict } from '../types.ts';
import { dateIn, datesIn } from '../text/date.ts';
import type { Dated } from '../text/date.ts';
import { zoneOfPage } from './zone.ts';

/** Facts beside which the publication date may stand, each with a penalty that is added to the distance in lines. */
const PENALTIES: ReadonlyMap<Fact, number> = new Map([
  ['time', 0],
  ['date', 2],
  ['headline', 4],
  ['source', 20],
  ['editor', 20],
  ['card', 20],
  ['credit', 20],
  ['author', 20],
]);

/** Metadata names of the publication date. */
const DATE_META = /pub|issue|release|creat|date|apub:time/i;
/** Metadata names of other times. */
const OTHER_TIMES = /modif|updat|expire|revis|valid|generat|copyright|birth|last|crawl|image|video/i;

/**
 * When the article was published: in ISO 8601, with the offset of the page's country if none is stated, or a date alone. `near` is the
 * result of `datesNear`. Null without evidence.
 */
export function publishedOf(document: Document, near: readonly Near[], address: string | null): string | null {
  return (
    nearHeadline(near) ??
    fromParts(document) ??
    fromMeta(document) ??
    fromAddress(document, address) ??
    fromSignature(document)
  );
}

/** Labels of a page clock, in simplified and traditional script. */
const CLOCK = /[今當当]天是|今日是|[现現]在是|[当當]前[时時][间間]|[当當]前日期/;
/** The heading of readers' comments. */
const HEADING = /^\P{L}{0,3}(?:[网網]友|[读讀]者|最新|全部|[热熱][门門])?(?:[评評][论論]|回复|回覆|留言|跟帖)\P{L}*$/u;

/** Words that mark a date as another one: of a life, a meeting, a deadline. */
const OTHER =
  /出生|[生卒]于|生日|[诞誕]辰|逝世|去世|有效期|截止|报名|報名|[开開]课|会议时间|會議時間|活[动動][时時][间間]|注册/;

/** A date with its distance from the headline. */
export interface Near extends Dated {
  readonly cost: number;
  /** The removed line it is in, and its index. */
  readonly text: string;
  readonly index: number;
}

/** What answers of a Q&A page are dated with. */
const ANSWERED = /^\P{L}{0,3}(?:[编編][辑輯]|[发發]布|回答|修改|更新)[于於]/u;

/** What stands between the one answer that a page shows and others. */
const OTHER_ANSWERS = /^\P{L}{0,3}(?:更多|其[他它]|相[关關])(?:回答|答案)/u;

/**
 * Dates of the article, nearest to the headline first. Dates above it count as three lines further away; those of comments and
 * page clocks are left out, and of the answers to a question those that are not the only one.
 */
export function datesNear(document: Document, kind: PageVerdict['kind']): readonly Near[] {
  const dates = datesOfLines(document);
  if (kind !== 'qa') return dates;
  const others = document.removed.findIndex(({ text }) => OTHER_ANSWERS.test(text));
  const own = dates.filter(({ index, text }) => ANSWERED.test(text) && (others < 0 || index < others));
  return dates.filter((date) => !ANSWERED.test(date.text) || (own.length === 1 && own.includes(date)));
}

function datesOfLines(document: Document): readonly Near[] {
  const { removed } = document;
  const zone = zoneOfPage(document);
  const headline = removed.findIndex(({ rule }) => rule === 'title');
  const commentHeading = removed.findIndex(
    ({ rule, text }, index) => index > headline && rule === 'comments' && HEADING.test(text),
  );
  const found = removed.flatMap(({ tells, text }, index): readonly Near[] => {
    const [fact] = tells;
    const penalty = fact === undefined ? undefined : PENALTIES.get(fact);
    if (
      penalty === undefined ||
      CLOCK.test(text) ||
      OTHER.test(text) ||
      (commentHeading >= 0 && index > commentHeading)
    )
      return [];
    const distance = headline < 0 ? index : index - headline;
    const cost = penalty + (distance < 0 ? 3 - distance : distance);
    return datesIn(text, zone).map((dated) => ({ ...dated, cost, text, index }));
  });
  return found.sort((a, b) => a.cost - b.cost);
}

/** How many lines further from the headline than a date of change the date of publication may be. */
const BEYOND = 6;

/** The nearest date; if it is one of a change, the date of publication if that is near too. */
function nearHeadline(dates: readonly Near[]): string | null {
  const [nearest] = dates;
  if (nearest?.changed !== true) return nearest?.date ?? null;
  const first = dates.find(
    ({ date, changed, cost }) => !changed && cost <= nearest.cost + BEYOND && date <= nearest.date,
  );
  return first?.date ?? nearest.date;
}

/** `2019`, `09/07`, `19:02` on lines of their own. */
function fromParts(document: Document): string | null {
  const parts = document.removed.filter(({ rule }) => rule === 'date-part').map(({ text }) => text);
  return parts.length < 2 ? null : dateIn(parts.join('-').replace(/-(\D{0,4}\d{1,2}:)/, ' $1'), zoneOfPage(document));
}

function fromMeta(document: Document): string | null {
  const zone = zoneOfPage(document);
  for (const { name, value } of document.meta) {
    const key = name.replace(/^[a-z-]+:/, '');
    const date =
      (DATE_META.test(key) || name === 'time:datetime') && !OTHER_TIMES.test(key) ? dateIn(value, zone) : null;
    if (date !== null) return date;
  }
  return null;
}

const PAPER =
  /(?:通知|意[见見]|[决決]定|公告|通告|批[复復]|函|[报報]告|[请請]示|通[报報]|公[报報]|[办辦]法|[规規]定)(?:[（(][^（()）]{1,20}[)）])?$/;
const SIGNED =
  /(?:[府院厅廳局部委办辦会會署室处處社校站所队隊行]|人大|中心|公司|大学|大學|集团|集團)(?:[（(][^（()）]{1,12}[)）])?\n((?:19|20)\d{2}年\d{1,2}月\d{1,2}日|二[〇○零][〇○零一二][〇○零一二三四五六七八九]年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)(?:\n|$)/;

/** The date below the signature of an official document. */
function fromSignature({ removed, text }: Document): string | null {
  const paper = removed.some((line) => line.rule === 'title' && PAPER.test(line.text));
  const signed = paper ? SIGNED.exec(text)?.[1] : undefined;
  return signed === undefined ? null : dateIn(signed);
}

/** Most news sites have the date in the URL: `/2019-09/07/`, `/20190907/`. */
function fromAddress(document: Document, address: string | null): string | null {
  const own = document.meta.find(({ name }) => name === 'link:canonical' || name === 'meta:og:url')?.value;
  const url = own ?? address ?? '';
  const match = /[/_t](20[0-2]\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?:[/_.]|$)/.exec(url);
  return match === null ? null : dateIn(`${match[1] ?? ''}-${match[2] ?? ''}-${match[3] ?? ''}`);
}
