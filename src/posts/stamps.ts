import { dateIn } from '../text/date.ts';
import { matchFormOf } from '../text/match-form.ts';
import type { MarkupNode } from '../types.ts';
import { chainOf } from './lines.ts';
import type { PostLine } from './lines.ts';

/** Longest stamp, in UTF-16 units. */
const MAX_STAMP_UNITS = 100;
/** Longest name of a user, in UTF-16 units. */
const MAX_NAME_UNITS = 32;

const DAY = String.raw`(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?`;
const DAY_AND_TIME = String.raw`(?:\d{2}-)?\d{1,2}(?:[-/]\d{1,2}\s{1,3}|月\d{1,2}日?\s{0,3})\d{1,2}:\d{2}`;
const AGO = String.raw`[昨前今][天日]\s{0,2}\d{1,2}:\d{2}|半(?:小时|天)前|\d{1,3}\s?(?:[天周年]|秒钟?|分钟?|小时|个?月)前`;
const ENGLISH = String.raw`(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s\d{1,2}`;
const DATE = `${DAY}|${DAY_AND_TIME}|${AGO}|${ENGLISH}`;
const DATED = new RegExp(
  String.raw`${DAY}|(?<![\d/.-])${DAY_AND_TIME}|${AGO}|${ENGLISH}|(?:[昨前今][天日]|刚刚)$`,
  'i',
);

const FULL_DATE = /(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}/;

/** Whether a line is a stamp beyond doubt, so that it is none of the words of a post. */
export function isCertainStamp(line: PostLine): boolean {
  return (
    FULL_DATE.test(line.matchForm) &&
    (nameIn(line, true) !== null || floorIn(line) !== null) &&
    stampForm(line) !== null
  );
}

/** Dates of other things: when the author registered, when a post was edited. */
const OTHER_DATE =
  /注册|加入|生日|出生|登录|在线|最后(?:由|编辑|修改|更新|回复)|joined|member since|last (?:edited|seen)/i;

/** Whether a line labels such a date in the line below: `注册`, `加入日期:`. */
export function isOtherDate(line: Pick<PostLine, 'matchForm'> | undefined): boolean {
  return line !== undefined && line.matchForm.length <= MAX_LABEL_UNITS && OTHER_DATE.test(line.matchForm);
}

/** Longest such label, in UTF-16 units. */
const MAX_LABEL_UNITS = 12;

/** Whether a line is short and gives the time of a post. */
export function isDated({ matchForm }: Pick<PostLine, 'matchForm'>): boolean {
  return matchForm.length <= MAX_STAMP_UNITS && DATED.test(matchForm) && !OTHER_DATE.test(matchForm);
}

const NAME = String.raw`([^\s。,:|·]{1,32}(?:\s[^\s。,:|·\d]{1,16}){0,2}?)`;
/** Forms of stamps that hold the name of the author, in match form. */
const NAMED: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:作者|楼主|发帖人|网友|网名|用户名?|评论者|昵称|发表人|留言者|回复人|姓名)\s?:\s?${NAME}(?=[\s([]|$|发表|回复)`,
  ),
  new RegExp(
    String.raw`^(?:\[?\d{1,5}\]?\s?[楼#.]\s{0,2}|#\d{1,5}(?:楼\s{0,2}|\s{1,2}))(?:作者\s?:\s?)?${NAME}\s{0,3}(?:[于@([]|发表|回复|发布|${DATE})`,
    'i',
  ),
  new RegExp(String.raw`^(?:由|by)\s{0,2}${NAME}\s{0,3}(?:[于@»在(,-]|发表|发布|on\s|${DATE})`, 'i'),
  new RegExp(String.raw`^${NAME}\s{0,3}(?:发表|发布|回复|回答|评论|发帖|留言|张贴)?\s?[于在@]\s?:?\s?(?:${DATE})`, 'i'),
  new RegExp(String.raw`^${NAME}\s{1,3}(?:发表|发布|回复|回答|评论)\s?:?\s{0,2}(?:${DATE}|$)`, 'i'),
  new RegExp(String.raw`^${NAME}\s{0,2}(?:说道?|写道|says|wrote|said)\s?:?$`, 'i'),
  new RegExp(String.raw`${DAY}.{0,16}\sby\s{1,2}${NAME}(?=\s{0,3}(?:\P{L}|$))`, 'iu'),
  new RegExp(String.raw`^${NAME}\s{0,2}(?:说道?|写道|says|wrote|said)?\s?[:|·,]?\s{0,3}[[(]?(?:${DATE})`, 'i'),
];

const EXPLICIT = NAMED.slice(0, -1);

/** Names of the forms in `NAMED`, in the same order. `plain` is a name beside a date, as beside headlines in lists too. */
const FORMS = ['label', 'number', 'by', 'at', 'verb', 'says', 'by', 'plain'] as const;

/** The form of a line that is a stamp and nothing else; null for other lines. */
export function stampForm(
  line: PostLine,
): { readonly name: string; readonly named: string | null; readonly floor: boolean } | null {
  const { matchForm } = line;
  if (matchForm.length > MAX_STAMP_UNITS || /[。;]/.test(matchForm)) return null;
  const floor = floorIn(line) !== null;
  const at = NAMED.findIndex((pattern) => pattern.test(matchForm));
  const named = nameIn(line);
  if (at >= 0 && named !== null) {
    const rest = matchForm.replace(named, '').replace(WORDS, '');
    const name = FORMS[at] ?? 'plain';
    if (name === 'label' && !isDated(line)) return { name: 'plain label', named, floor };
    if (name !== 'says' && !isDated(line)) return null;
    return /\p{Script=Han}{5}/u.test(rest) ? null : { name: floor ? `${name} number` : name, named, floor };
  }
  if (!floor && !isDated(line)) return null;
  return /\p{L}{4}/u.test(matchForm.replace(WORDS, ''))
    ? null
    : { name: floor ? 'number' : 'date', named: null, floor };
}

/** Words of stamps besides names. */
const WORDS =
  /发表于|发表|发布于|发布|回复于|回复|回答于|回答|评论|留言|作者|时间|日期|楼主|沙发|板凳|地板|只看该作者|只看楼主|只看TA|来自|手机|客户端|网友|上午|下午|晚上|编辑|引用|举报|支持|反对|顶|踩|\d{1,3}\s?(?:[秒天周年]|分钟|小时|个月)前|IP|属地|浏览|查看|字号|Posted|posted|by|on|at|AM|PM|says|wrote/g;

/** Words that stand where names do. */
const NO_NAME =
  /^(?:回复|回覆|发表|发布|时间|日期|引用|举报|楼主|沙发|板凳|地板|第?\d+[楼#]?|#.*|只看.*|本?帖子?|主题|最后|最新|编辑|更新|查看.*|阅读.*|浏览.*|评论.*|回答.*|提问.*|点击.*|注册.*|来源.*|来自.*|收藏.*|(?:赞同?|回复|评论|顶|踩|支持|反对)?\s?\(?\d*\)?|有用|没用|看过|想看|在看|显示.*|全部.*|正文|作者|用户|网友|收起|展开|管理|置顶|精华|热门|层主|[于由在]|\d[-\d/.:]*|.*客户端|[^\p{L}\p{N}\p{S}_*]+|.*(?:关注|私信|登录|注册|加载|更多|评论|回复|评论数|操作|发表|发布|于)|第?\d+[楼#].*)$/u;

/** The name that a stamp prints, or null. Of `explicit` stamps, some word says that somebody wrote. */
export function nameIn({ text, matchForm }: PostLine, explicit = false): string | null {
  if (matchForm.length > MAX_STAMP_UNITS) return null;
  for (const pattern of explicit ? EXPLICIT : NAMED) {
    const match = pattern.exec(matchForm);
    const name = match?.[1];
    if (match === null || name === undefined) continue;
    const at = matchForm.indexOf(name, match.index);
    const printed = asName(text.slice(at, at + name.length));
    if (printed !== null) return printed;
  }
  return null;
}

/** A date that stands where a name may: the link of a comment to itself. */
const DAY_ALONE = new RegExp(`^(?:${DATE})`);

/** Ornaments around a name. */
const BEFORE_NAME = /^[\s@＠:：·|｜\-–—>»•]{1,8}/;
/** What stands behind a name and is no part of it. Names may end in 说. */
const VERB_APART = /(?:\s{1,2}(?:说道?|說道?)|\s{0,2}(?:写道|寫道|发表于|發表於|回复于)|\s{1,2}(?:says|wrote))$/i;
const VERB_BEHIND = /\s{0,2}(?:说道?|說道?|写道|寫道|发表于|發表於|回复于|says|wrote)$/i;
const BEHIND_NAME = /[\s:：·|｜,，>»]{1,8}$/;

/** A name that is a number: an account of a chat, or one that a site gave. */
const NUMBER = /^\d{4,12}$/;

/** A text as the name of a user; null if it cannot be one. A number is one only where its element is `called` an author. */
export function asName(text: string, called = false): string | null {
  const verb = /[:：]\s{0,2}$/.test(text) ? VERB_BEHIND : VERB_APART;
  const name = text
    .replaceAll('\u200b', '')
    .replace(/^(?:楼主|层主|作者|网友|用户|樓主|層主|網友)[\s:：]{1,3}/u, '')
    .replace(BEFORE_NAME, '')
    .replace(BEHIND_NAME, '')
    .replace(verb, '')
    .trim();
  if (name === '' || name.length > MAX_NAME_UNITS) return null;
  if (called && NUMBER.test(name)) return name;
  const form = matchFormOf(name);
  if (NO_NAME.test(form) || DAY_ALONE.test(form)) return null;
  return /[。！？；;]$|https?:/u.test(name) ? null : name;
}

/** Longest line that is a name alone, in UTF-16 units. */
const MAX_NAME_LINE_UNITS = 20;

/** The name in a line that holds nothing else, or null. */
export function nameAlone({ text, matchForm }: Pick<PostLine, 'text' | 'matchForm'>): string | null {
  if (text.length > MAX_NAME_LINE_UNITS || /[,。!?;:]/.test(matchForm) || DATED.test(matchForm)) return null;
  return floorIn({ matchForm }) === null ? asName(text) : null;
}

const FLOOR =
  /^(?:第\s?)?[#[]?\s?(\d{1,6})\s?\]?\s?(?:[楼层#樓]|L$|F$)|^#\s?(\d{1,6})(?!\d)|(?:^|\s)(\d{1,6})\s?[楼#](?:\s|$)|楼层\s?:\s?第?\s?(\d{1,6})/;
const FLOOR_WORDS: ReadonlyMap<string, number> = new Map([
  ['楼主', 1],
  ['顶楼', 1],
  ['沙发', 2],
  ['板凳', 3],
  ['地板', 4],
  ['地毯', 4],
]);

/** Number of the post that a stamp prints, or null. */
export function floorIn({ matchForm }: Pick<PostLine, 'matchForm'>): number | null {
  if (matchForm.length > MAX_STAMP_UNITS) return null;
  const word = FLOOR_WORDS.get(matchForm.replace(/[#\s]+/g, ''));
  if (word !== undefined) return word;
  const match = FLOOR.exec(matchForm);
  const digits = match?.slice(1).find((group: string | undefined) => group !== undefined);
  return digits === undefined ? null : Number(digits);
}

/** The date of a post that a line states in markup or prints, in ISO 8601; null if it gives none in full. */
export function dateOf(line: PostLine, outer: MarkupNode | null): string | null {
  for (const span of line.features.spans ?? [])
    for (const { stated } of chainOf(span.node, outer)) {
      const date = stated === null || !/^\D{0,12}(?:19|20)\d{2}/.test(stated) ? null : dateIn(stated);
      if (date !== null) return date;
    }
  return isDated(line) ? dateIn(line.text) : null;
}
