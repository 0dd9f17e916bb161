import { headlineKey } from '../text/page-title.ts';
import { matchFormOf } from '../text/match-form.ts';
import type { Document, Removed } from '../types.ts';

/** Rules whose lines are breadcrumbs. Labelled ones are preferred, since they are reliable anywhere on the page. */
const LABELLED = 'breadcrumb';
const PATHS: ReadonlySet<string> = new Set(['breadcrumb-path', 'breadcrumb-head']);

/** The breadcrumb, outermost first, without a final 正文 and the headline. A path without a label only counts above the body. */
export function sectionOf(document: Document, title: string | null): readonly string[] {
  const { removed } = document;
  const body = document.origins[0] ?? Infinity;
  const labelled = removed.findIndex(({ rule }) => rule === LABELLED);
  const at = labelled >= 0 ? labelled : removed.findIndex((line) => PATHS.has(line.rule) && isTrail(line, body));
  return at < 0 ? [] : steps(joined(removed, at), title);
}

/** Whether a line is above the body and a real breadcrumb; `更多>> 进入>>` is none. */
function isTrail({ line, text }: Removed, body: number): boolean {
  const matchForm = matchFormOf(text);
  return (
    line <= body && !/^\s*[更多查看进入]{2}|>>\s*(?:更多|进入|查看)|(?:更多|进入|详细)\S{0,8}\s*>+\s*$/.test(matchForm)
  );
}

/** Joins a breadcrumb that spans several lines, each but the first starting with an arrow. */
function joined(removed: Document['removed'], at: number): string {
  const lines = [removed[at]?.text ?? ''];
  const before = removed[at - 1]?.text ?? '';
  if (/^[>＞›»]/.test(lines[0] ?? '') && /^[首主]\s?[页頁]$/.test(before)) lines.unshift(before);
  for (let next = at + 1; /^[>＞›»]/.test(removed[next]?.text ?? ''); next++) lines.push(removed[next]?.text ?? '');
  return lines.join(' ');
}

const LABEL =
  /^[^\w\u4e00-\u9fff]{0,3}(?:[您你]|本页|网页)?(?:现在|目前|当前|所在|所处|[的在正]){0,4}(?:位置|路径|这里)?(?:提示)?(?:是|为)?\s?:|^[^\w\u4e00-\u9fff]{0,3}[您你](?:现在|目前|当前|所在|的){1,4}位置\s?/;
const BETWEEN = /-{0,3}>+|[→/|》]|::|(?<= )[-–—－](?= )/;
/** Text at the end of a breadcrumb that is no section. */
const END =
  /(?:^|\s)(?:正文|文章|内容|文章内容|浏览|浏览文章|详细内容|正文内容|新闻详情|详情|全文)(?:\s.*)?$|双击.*滚屏$/;

/** What a page with the chapters of a novel adds to its name, in match form. */
const CONTENTS = /(?:(?:最新|全部)?章节(?:目录|列表)?|目录|全文阅读|在线阅读)$/;

function steps(text: string, title: string | null): readonly string[] {
  const matchForm = matchFormOf(text);
  const label = LABEL.exec(matchForm)?.[0].length ?? 0;
  const pieces: string[] = [];
  const body = matchForm.slice(label);
  let from = 0;
  for (const piece of body.split(BETWEEN)) {
    const at = body.indexOf(piece, from);
    const end = END.exec(piece)?.index ?? piece.length;
    pieces.push(text.slice(label + at, label + at + end).trim());
    from = at + piece.length;
  }
  const headline = headlineKey(title ?? '');
  const isOther = (piece: string): boolean => {
    const key = headlineKey(piece);
    return key !== headline && key.replace(CONTENTS, '') !== headline;
  };
  return pieces.filter((piece) => /[\p{L}\p{N}]/u.test(piece) && piece.length <= 20 && isOther(piece));
}
