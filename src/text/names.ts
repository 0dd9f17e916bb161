import { shadowOf } from './match-form.ts';
import { isPersonName, surnameLength } from './surnames.ts';

/** Names as printed after a role: split at 、 and spaces, run-together names by their surnames, staff codes cut. */
export function splitNames(printed: string): readonly string[] {
  const text = printed
    .replace(/\s+/g, ' ')
    .replace(/[发發]自.{2,6}$/, '')
    .replace(BESIDE_NAME, ' ');
  const names = shadowOf(text)
    .replace(CODES, ' ')
    .split(BETWEEN)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const found = joinSpaced(restore(text, names)).map(withoutOffice).flatMap(runTogether).filter(isName);
  const people = found.filter((name) => isPersonName(shadowOf(name)));
  return [...new Set(people.length === 0 ? found : found.filter((name) => !isOrganisation(name)))];
}

/** Offices that stand before a name without a space, and what stands behind one: `研究员徐小忱`, `韩小涵系湖畔智库研究员`. */
const OFFICE =
  /^\p{Script=Han}*(?:研究员|教授|博士|院士|主任|院长|所长|会长|部长|局长|处长|书记|律师|专家|学者|讲师|总裁|主编|特派员|老师)(?=\p{Script=Han}{2,4}$)/u;
const SINCE = /^(\p{Script=Han}{2,4}?)(?:系|现任|现为|曾任|单位:)/u;

function withoutOffice(piece: string): string {
  const key = shadowOf(piece);
  const behind = piece.slice(OFFICE.exec(key)?.[0].length ?? 0);
  if (behind !== piece && isPersonName(shadowOf(behind))) return behind;
  const before = SINCE.exec(key)?.[1] ?? '';
  return isPersonName(before) ? piece.slice(0, before.length) : piece;
}

const ORGANISATION =
  /(?:[社网报台部局厅处]|出版社|杂志|周刊|新闻|财经|客户端|中心|公司|大学|学院|研究[院所]|医院|法院|检察院|委员会|办公室|集团|协会|学会|支部|部长|编辑部|研究员|教授|智库|一带一路)$/;

/** Whether a name is that of a body rather than of a person; beside names of people it tells where they work. */
export function isOrganisation(name: string): boolean {
  const key = shadowOf(name);
  return ORGANISATION.test(key) && !isPersonName(key);
}

/** What a reporter did besides, or who gave the pictures: `王小明/文`, `/文 受访者供图`. */
const BESIDE_NAME = /[/／][文图圖摄攝](?=[\s、/／受]|$)|[/／\s]?受[访訪]者(?:供[图圖])?/g;
/** Staff codes: `PN269`, `_NT6056`, `(HN666)`. */
const CODES = /[_(]{0,2}\b_?[A-Z]{1,4}\d{2,8}\b\)?/g;
/** Between names. A space between Latin letters belongs to the name. */
const BETWEEN = /[、,/;&|+·()[\]【】<>《》“”"]|和(?=\p{Script=Han}{2,3}(?:$|[ 、,]))|(?<![A-Za-z.]) | (?![A-Za-z])/u;

/** The pieces of the shadow as they stand in the text, whose script may differ. */
function restore(text: string, pieces: readonly string[]): readonly string[] {
  const shadow = shadowOf(text);
  let from = 0;
  return pieces.map((piece) => {
    const at = shadow.indexOf(piece, from);
    if (at < 0) return piece;
    from = at + piece.length;
    return text.slice(at, from);
  });
}

/** `蒋 凌` is one name set wide: two single characters. */
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

/** Four to nine characters in a row that are two or three names: `王洪治孟娟`. */
function runTogether(piece: string): readonly string[] {
  if (!/^\p{Script=Han}{4,9}$/u.test(piece)) return [piece];
  const key = shadowOf(piece);
  if (isPersonName(key)) return [piece];
  const sizes = segment(key);
  if (sizes === null) return [piece];
  let from = 0;
  return sizes.map((size) => piece.slice(from, (from += size)));
}

/** Lengths of the names that make up the whole key, three characters before two; null if it is not made of names. */
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
  return piece.length > 1 && piece.length <= 20 && /\p{L}/u.test(piece) && !NOT_A_NAME.test(shadowOf(piece));
}

/** What stands where a name should and is none. */
const NOT_A_NAME =
  /^(?:佚名|未知|不详|匿名|admin|管理员|本站|原创|网络|转载|互联网|[无次电讯摄图文等大中小]|阅读|浏览|来源|时间|日期|发布|更新|评论|字号|字体|打印|关闭|我要|综合|返回.*|查看.*|更多.*|关注.*|点击.*|下载.*|本网|本报|报道|报导|摄影|摄像|编辑|记者|通讯员|作者|整理|版权.*|责任编辑|收藏|举报|推荐|我来.*|.*说两句|转载.*|来自.*|受访者|单位|null|undefined)$|^\d|[。!?:=]|^https?\b|(?:特约|首席|资深|高级)$|(?:报道|报导|供图|图片社)$/i;

/** Roles, papers and particles that stand between the names of a byline. */
const BESIDE =
  /(?:本[报刊网台社]|全媒体|新媒体|首席|特约|实习|见习|特派|资深|高级|文字|摄影)?(?:记者|通讯员|实习生|撰稿人?|评论员|报道员|编辑|校对|摄影|摄像|报道|报导|整理|采写|受访者供图|供图|文并图|文图|图文)|[/、\s][文图摄](?=[/、\s]|$)|\/[文图摄]/g;

/** Whether a text in simplified script is a list of names of people and nothing else, their roles aside. */
export function areNames(text: string): boolean {
  const pieces = text
    .replace(BESIDE, '、')
    .replace(/\s+/g, ' ')
    .split(BETWEEN)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  const names = joinSpaced(pieces).flatMap(runTogether);
  const people = names.filter(isPersonName).length;
  return (
    people > 0 && (people === names.length || (text.includes('、') && names.length < 3 * people && areShort(names)))
  );
}

/** In a list with 、 a pen name or a rare surname may stand beside others. */
function areShort(names: readonly string[]): boolean {
  return names.every((name) => /^\p{Script=Han}{2,3}$/u.test(name) && !isOrganisation(name));
}
