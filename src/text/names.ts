import { matchFormOf } from './match-form.ts';
import { isPersonName, surnameLength } from './surnames.ts';

/** The names in a printed list after a role: split at 、 and spaces, names run together split by surname, staff codes removed. */
export function splitNames(printed: string): readonly string[] {
  const text = printed
    .replace(/\s+/g, ' ')
    .replace(/[发發]自.{2,6}$/, '')
    .replace(CONTRIBUTION, ' ');
  const names = matchFormOf(text)
    .replace(STAFF_CODES, ' ')
    .split(SEPARATORS)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const found = joinSpaced(restore(text, names)).map(withoutOffice).flatMap(runTogether).filter(isName);
  const people = found.filter((name) => isPersonName(matchFormOf(name)));
  return [...new Set(people.length === 0 ? found : found.filter((name) => !isOrganisation(name)))];
}

/** An office before a name without a space (`研究员徐小忱`), and a name before a description (`韩小涵系湖畔智库研究员`). */
const OFFICE =
  /^\p{Script=Han}*(?:研究员|教授|博士|院士|主任|院长|所长|会长|部长|局长|处长|书记|律师|专家|学者|讲师|总裁|主编|特派员|老师)(?=\p{Script=Han}{2,4}$)/u;
const DESCRIBED_NAME = /^(\p{Script=Han}{2,4}?)(?:系|现任|现为|曾任|单位:)/u;

function withoutOffice(piece: string): string {
  const key = matchFormOf(piece);
  const afterOffice = piece.slice(OFFICE.exec(key)?.[0].length ?? 0);
  if (afterOffice !== piece && isPersonName(matchFormOf(afterOffice))) return afterOffice;
  const beforeDescription = DESCRIBED_NAME.exec(key)?.[1] ?? '';
  return isPersonName(beforeDescription) ? piece.slice(0, beforeDescription.length) : piece;
}

const ORGANISATION =
  /(?:[社网报台部局厅处]|出版社|杂志|周刊|新闻|财经|客户端|中心|公司|大学|学院|研究[院所]|医院|法院|检察院|委员会|办公室|集团|协会|学会|支部|部长|编辑部|研究员|教授|智库|一带一路)$/;

/** Whether a name is that of an organisation. Among names of people it is their employer. */
export function isOrganisation(name: string): boolean {
  const key = matchFormOf(name);
  return ORGANISATION.test(key) && !isPersonName(key);
}

/** A contribution after a name, or the source of the pictures: `王小明/文`, `/文 受访者供图`. */
const CONTRIBUTION = /[/／][文图圖摄攝](?=[\s、/／受]|$)|[/／\s]?受[访訪]者(?:供[图圖])?/g;
/** Staff codes: `PN269`, `_NT6056`, `(HN666)`. */
const STAFF_CODES = /[_(]{0,2}\b_?[A-Z]{1,4}\d{2,8}\b\)?/g;
/** Separators between names. A space between Latin letters belongs to the name. */
const SEPARATORS = /[、,/;&|+·()[\]【】<>《》“”"]|和(?=\p{Script=Han}{2,3}(?:$|[ 、,]))|(?<![A-Za-z.]) | (?![A-Za-z])/u;

/** Maps pieces of the match form back to the text, which may be in another script. */
function restore(text: string, pieces: readonly string[]): readonly string[] {
  const matchForm = matchFormOf(text);
  let from = 0;
  return pieces.map((piece) => {
    const at = matchForm.indexOf(piece, from);
    if (at < 0) return piece;
    from = at + piece.length;
    return text.slice(at, from);
  });
}

/** Joins a name printed with a space inside, `蒋 凌`: a single character followed by one or two. */
function joinSpaced(pieces: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i] ?? '';
    const next = pieces[i + 1] ?? '';
    const wide = /^\p{Script=Han}$/u.test(piece) && /^\p{Script=Han}{1,2}$/u.test(next);
    joined.push(wide ? piece + next : piece);
    if (wide) i++;
  }
  return joined;
}

/** Splits four to nine characters that are two or more names run together: `王洪治孟娟`. */
function runTogether(piece: string): readonly string[] {
  if (!/^\p{Script=Han}{4,9}$/u.test(piece)) return [piece];
  const key = matchFormOf(piece);
  if (isPersonName(key)) return [piece];
  const sizes = segment(key);
  if (sizes === null) return [piece];
  let from = 0;
  return sizes.map((size) => piece.slice(from, (from += size)));
}

/** Splits a key into names completely and returns their lengths, preferring longer ones; null if that is impossible. */
function segment(key: string): readonly number[] | null {
  if (key === '') return [];
  const surname = surnameLength(key);
  if (surname === 0) return null;
  for (const size of [surname + 2, surname + 1]) {
    if (size > key.length) continue;
    const rest = segment(key.slice(size));
    if (rest !== null) return [size, ...rest];
  }
  return null;
}

function isName(piece: string): boolean {
  return piece.length > 1 && piece.length <= 20 && /\p{L}/u.test(piece) && !NOT_A_NAME.test(matchFormOf(piece));
}

/** Words printed in place of a name. */
const NOT_A_NAME =
  /^(?:佚名|未知|不详|匿名|admin|管理员|本站|原创|网络|转载|互联网|[无次电讯摄图文等大中小]|阅读|浏览|来源|时间|日期|发布|更新|评论|字号|字体|打印|关闭|我要|综合|返回.*|查看.*|更多.*|关注.*|点击.*|下载.*|本[网报刊社台]|(?:本[网报刊社台])?编辑部|[倒正]序(?:浏览|看帖)?|只看.*|电梯直达|显示全部.*|报道|报导|摄影|摄像|编辑|记者|通讯员|作者|整理|版权.*|责任编辑|收藏|举报|推荐|我来.*|.*说两句|转载.*|来自.*|受访者|单位|null|undefined|保留(?:所有)?权利|翻摄.*|取自.*|截自.*|姓名|主题|标题|备注|关键[字词]|即时新闻|综合报[道导]|[首最]次发布)$|^\d|[。!?:=]|^https?\b|(?:特约|首席|资深|高级)$|(?:报道|报导|供图|图片社)$/i;

/** Roles, outlets and contributions between the names of a byline. */
const ROLES =
  /(?:本[报刊网台社]|全媒体|新媒体|首席|特约|实习|见习|特派|资深|高级|文字|摄影)?(?:记者|通讯员|实习生|撰稿人?|评论员|报道员|编辑|校对|摄影|摄像|报道|报导|整理|采写|受访者供图|供图|文并图|文图|图文)|[/、\s][文图摄](?=[/、\s]|$)|\/[文图摄]/g;

/** Whether a text in simplified script is nothing but a list of people's names, with or without roles. */
export function areNames(text: string): boolean {
  const pieces = text
    .replace(ROLES, '、')
    .replace(/\s+/g, ' ')
    .split(SEPARATORS)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const names = joinSpaced(pieces).flatMap(runTogether);
  const people = names.filter(isPersonName).length;
  return (
    people > 0 && (people === names.length || (text.includes('、') && names.length < 3 * people && areShort(names)))
  );
}

/** Whether all names are short enough for people: a list with 、 may include pen names and rare surnames. */
function areShort(names: readonly string[]): boolean {
  return names.every((name) => /^\p{Script=Han}{2,3}$/u.test(name) && !isOrganisation(name));
}
