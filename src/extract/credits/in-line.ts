import { matchFormOf } from '../../text/match-form.ts';
import { isOrganisation, splitNames } from '../../text/names.ts';
import { isPersonName } from '../../text/surnames.ts';
import { poster } from './poster.ts';
import type { Credit } from '../../types.ts';

/** Roles as printed; of overlapping ones the longer comes first. */
const ROLE =
  /责任编辑|责任校对|责任编|责编|值班编辑|值班主任|值班编委|执行编辑|网络编辑|实习编辑|见习编辑|新媒体编辑|版面编辑|总编辑|编辑|编审|审核|审校|审稿|终审|初审|复审|校对|校审|监制|统筹|排版|美编|制图|录入|主编|特约记者|首席记者|实习记者|见习记者|特派记者|摄影记者|全媒体记者|通讯员|实习生|评论员|报道员|记者|撰稿人|撰稿|撰文|执笔人|执笔|作者单位|作者简介|作者|编译|整理|口述|采写|翻译|供稿|供图|摄影|图片来源|图源|图文|文图|文[、/&]图|图[、/&]文|图片|[图文摄词曲]|来源|稿源|出处|出自|摘自|选自|时间|日期|点击|阅读|浏览|评论|字号|字体|发布者|发布人|楼主|博主|发帖人|发信人|贴主|信区|发表于|发布于|发表在|原标题|语音|剪辑|校读|配音|播音|主播|策划|后期|海报|审读|导播|作词|填词|作曲|编曲|演唱/g;

/** Printed roles and their normalized names. Other roles are kept as printed. */
const ROLE_NAMES: ReadonlyMap<string, string> = new Map([
  ['责编', '责任编辑'],
  ['责任编', '责任编辑'],
  ['文', '作者'],
  ['撰文', '作者'],
  ['执笔', '作者'],
  ['执笔人', '作者'],
  ['图', '图片'],
  ['图片来源', '图片'],
  ['图源', '图片'],
  ['供图', '图片'],
  ['摄', '摄影'],
  ['责任校对', '校对'],
  ['楼主', '作者'],
  ['博主', '作者'],
  ['发帖人', '作者'],
  ['发信人', '作者'],
  ['贴主', '作者'],
  ['发布者', '编辑'],
  ['发布人', '编辑'],
]);

/** Labels that only end a list of names. */
const NOT_PEOPLE: ReadonlySet<string> = new Set(
  '作者单位 作者简介 来源 稿源 出处 出自 摘自 选自 时间 日期 点击 阅读 浏览 评论 字号 字体 信区 发表于 发布于 发表在 原标题'.split(
    ' ',
  ),
);
/** Roles that need a colon, slash or space before a name; otherwise they are parts of words such as 文化. */
const NEEDS_SEPARATOR = /^[文图摄]$/;
/** Roles of a song, which are words of it where no colon follows. */
const SONG = /^(?:作词|填词|作曲|编曲|演唱|[词曲])$/;
/** What stands before 作者 on a button of a forum: 只看该作者. */
const BUTTON = /[该此]$/;
/** Roles on forums and blogs; without a colon they are button labels. */
const NEEDS_COLON = /^(?:楼主|博主|发帖人|发信人|贴主)$/;
/** Roles of new media, which are words of their own where no mark follows. */
const MARKED = /^(?:语音|剪辑|校读|配音|播音|主播|策划|后期|海报|审读|导播)$/;
const TEXT_AND_PICTURES = /^(?:图文|文图|[文图][、/&][文图])$/;

interface Found {
  readonly role: string;
  readonly start: number;
  readonly end: number;
}

/** The credits in a line that strip matched with the rule `rule`. */
export function creditsIn(text: string, rule: string): readonly Credit[] {
  const matchForm = matchFormOf(text);
  if (rule === 'page-photos') return pagePhotos(text, matchForm);
  if (rule === 'byline-names') return [{ role: '作者', names: splitNames(text) }];
  if (rule === 'agency-byline' || rule === 'agency-at-end') return agency(text, matchForm);
  if (rule === 'sender') return [{ role: '作者', names: [text.replace(ADDRESS, '')] }];
  if (rule === 'photo-credit') return photographer(text, matchForm);
  if (rule === 'outlet') return besideOutlet(text, matchForm);
  const roles = rolesIn(matchForm);
  const credits = roles.flatMap((found, i) =>
    creditsOfRole(text, matchForm, found, roles[i + 1]?.start ?? text.length),
  );
  const written = credits.some(({ role, names }) => names.length > 0 && !/[编校审]/.test(role));
  if (written) return credits;
  if (rule.startsWith('time') || rule === 'date') return [...credits, ...posterOrNames(text, matchForm, rule)];
  if (rule === 'posted-by' || (rule === 'byline' && /^by\s/i.test(matchForm))) return poster(text, matchForm);
  const bare = rule === 'source' && roles.every(({ role }) => NOT_PEOPLE.has(role));
  return bare ? sourcePerson(text, matchForm) : credits;
}

/** An address as archives of mailing lists print it. */
const ADDRESS = /\s\S{1,40} at \S+$/;

function posterOrNames(text: string, matchForm: string, rule: string): readonly Credit[] {
  const posted = poster(text, matchForm);
  return posted.length > 0 || rule !== 'date' ? posted : besideDate(text, matchForm);
}

/** An account of a board and what its owner calls himself. */
const NICKNAME = /^(\P{L}{0,3}[a-z]\w{1,11})\s?[(（].*$/iu;

/** The names between a role and the next one. */
function creditsOfRole(text: string, matchForm: string, { role, end }: Found, until: number): readonly Credit[] {
  if (NOT_PEOPLE.has(role) || (role === '整理' && text.slice(end).startsWith('自'))) return [];
  const printed = cutAfter(text.slice(end, until)).replace(NICKNAME, '$1');
  const names = splitNames(printed);
  if (TEXT_AND_PICTURES.test(role)) return ['作者', '图片'].map((named) => ({ role: named, names }));
  if (/(?:翻[摄攝]|取|截)自/.test(printed)) return [];
  if (/[摄攝][)）]?$/.test(printed.trim()))
    return [{ role: '摄影', names: splitNames(printed.replace(/翻?[摄攝]/g, ' ')) }];
  const nested = /^[([【\s]{0,3}整理/.test(matchForm);
  return [{ role: nested ? '整理' : (ROLE_NAMES.get(role) ?? role), names }];
}

function rolesIn(matchForm: string): readonly Found[] {
  const found: Found[] = [];
  for (const match of matchForm.matchAll(ROLE)) {
    const end = match.index + match[0].length;
    if (NEEDS_COLON.test(match[0]) && !/^\s{0,2}:/.test(matchForm.slice(end, end + 3))) continue;
    if (match[0] === '作者' && BUTTON.test(matchForm.slice(0, match.index))) continue;
    if (SONG.test(match[0]) && !/^\s{0,2}[:/]/.test(matchForm.slice(end, end + 3))) continue;
    if (MARKED.test(match[0]) && !/^\s{0,2}[/|:]/.test(matchForm.slice(end, end + 3))) continue;
    if (NEEDS_SEPARATOR.test(match[0]) && /\p{Script=Han}/u.test(matchForm.charAt(match.index - 1))) continue;
    if (NEEDS_SEPARATOR.test(match[0]) && !/^\s{0,2}[/|:]|^\s/.test(matchForm.slice(end, end + 3))) continue;
    const colon = /^\s{0,4}(?:\([^)]{0,4}\))?\s{0,2}[:/|]?\s{0,4}/.exec(matchForm.slice(end));
    found.push({ role: match[0], start: match.index, end: end + (colon?.[0].length ?? 0) });
  }
  return found;
}

/** `来源: 某某`, if the source is a person. */
function sourcePerson(text: string, matchForm: string): readonly Credit[] {
  const name = /^来源\s{0,2}:\s{0,4}([\u4e00-\u9fff]{2,3})$/.exec(matchForm)?.[1] ?? '';
  return isPersonName(name) ? [{ role: '作者', names: [text.slice(text.length - name.length)] }] : [];
}

/** Cuts a list of names at a number, an opening bracket or a sentence end; staff codes are removed before. */
function cutAfter(text: string): string {
  const named = text.replace(/_?[A-Z]{1,4}\d{2,8}/g, ' ');
  return (/^[^。！？!?【\d]*/.exec(named)?.[0] ?? '').slice(0, 120);
}

/** `石某/中国青年报`: a personal name beside the name of a publication. */
function besideOutlet(text: string, matchForm: string): readonly Credit[] {
  const pieces = matchForm.split(/[/|]|\s+/).filter(isPersonName);
  const at = matchForm.indexOf(pieces[0] ?? '\0');
  return at < 0 || !/[/|]/.test(matchForm)
    ? []
    : [{ role: '作者', names: [text.slice(at, at + (pieces[0] ?? '').length)] }];
}

/** `2020-06-05 20:35 某某 某某`: names after a date, if at least one is a personal name and none is long. */
function besideDate(text: string, matchForm: string): readonly Credit[] {
  const match =
    /(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s{0,3}(?:\d{1,2}:\d{2}(?::\d{2})?)?\s+([\u4e00-\u9fff\s、]{2,30})$/.exec(
      matchForm,
    );
  const printed = match?.[1] ?? '';
  const names = splitNames(text.slice(text.length - printed.length));
  const fine =
    names.length > 0 &&
    names.every((name) => name.length <= 4) &&
    names.some((name) => isPersonName(matchFormOf(name)));
  return fine ? [{ role: '作者', names }] : [];
}

/** `（本版图片由东湖县委宣传部提供）`. */
function pagePhotos(text: string, matchForm: string): readonly Credit[] {
  const match =
    /由([^。,;]{2,30}?)(?:提供|摄|供图)/.exec(matchForm) ??
    /(?:图片|照片|摄影|配图)\s?[:/]\s?([^。,;)\]】]{2,30})/.exec(matchForm);
  const start = match === null ? -1 : match.index + match[0].indexOf(match[1] ?? '');
  return match === null ? [] : [{ role: '图片', names: [text.slice(start, start + (match[1] ?? '').length).trim()] }];
}

function agency(text: string, matchForm: string): readonly Credit[] {
  const match =
    /记者\s?([\u4e00-\u9fff·]{2,4})\s?\//.exec(matchForm) ??
    /^[【(]?(?:[^/]{2,8}\/)?([\u4e00-\u9fff·]{2,4})\//.exec(matchForm);
  const start = match === null ? -1 : match.index + match[0].lastIndexOf(match[1] ?? '');
  if (match === null) return [];
  const names = splitNames(text.slice(start, start + (match[1] ?? '').length));
  return [{ role: '记者', names: names.filter((name) => !isOrganisation(name) && !DESK.test(matchFormOf(name))) }];
}

/** Who writes where no reporter does: `社會中心／綜合報導`. */
const DESK =
  /(?:中心|新闻|[编综]合|即时|外电|编译|[地国娱体财政]\S?组|网站|小组)$|^(?:综合|即时|国际|社会|地方|生活|娱乐|体育|财经|政治)$/;

const CAPTION =
  /(?:^|[\s。()]|记者|通讯员|新华社发)([\u4e00-\u9fff·]{2,4}?(?:[\s、][\u4e00-\u9fff·]{2,4}?){0,3})\s?\/?(?:摄影|翻?摄)[)。]?$/;

function photographer(text: string, matchForm: string): readonly Credit[] {
  const match = CAPTION.exec(matchForm);
  if (match === null) return creditsFromLabel(text, matchForm);
  const start = match.index + match[0].indexOf(match[1] ?? '');
  return [{ role: '摄影', names: splitNames(text.slice(start, start + (match[1] ?? '').length)) }];
}

function creditsFromLabel(text: string, matchForm: string): readonly Credit[] {
  const match = /(?:图片来源|图源|图片|供图|制图)\s?[:/]\s?([^\s。,;()]{2,20})/.exec(matchForm);
  const start = match === null ? -1 : match.index + match[0].lastIndexOf(match[1] ?? '');
  return match === null ? [] : [{ role: '图片', names: [text.slice(start, start + (match[1] ?? '').length)] }];
}
