import { shadowOf } from '../text/match-form.ts';
import type { Document, Removed } from '../types.ts';

/** Rules whose lines are a path through the site; those with a label first, since they may stand anywhere. */
const LABELLED = 'breadcrumb';
const PATHS: ReadonlySet<string> = new Set(['breadcrumb-path', 'breadcrumb-head']);

/** The breadcrumb, outermost first, without the final 正文 and without the headline; a path without a label counts above the body only. */
export function sectionOf(document: Document, title: string | null): readonly string[] {
  const { removed } = document;
  const body = document.origins[0] ?? Infinity;
  const labelled = removed.findIndex(({ rule }) => rule === LABELLED);
  const at = labelled >= 0 ? labelled : removed.findIndex((line) => PATHS.has(line.rule) && isTrail(line, body));
  return at < 0 ? [] : steps(joined(removed, at), title);
}

/** Whether a path stands above the body and leads somewhere: `更多>> 进入>>` does not. */
function isTrail({ line, text }: Removed, body: number): boolean {
  const shadow = shadowOf(text);
  return (
    line <= body && !/^\s*[更多查看进入]{2}|>>\s*(?:更多|进入|查看)|(?:更多|进入|详细)\S{0,8}\s*>+\s*$/.test(shadow)
  );
}

/** A trail set over several lines, each but the first with its arrow. */
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
/** What stands at the end of a trail and is no section. */
const END =
  /(?:^|\s)(?:正文|文章|内容|文章内容|浏览|浏览文章|详细内容|正文内容|新闻详情|详情|全文)(?:\s.*)?$|双击.*滚屏$/;

function steps(text: string, title: string | null): readonly string[] {
  const shadow = shadowOf(text);
  const label = LABEL.exec(shadow)?.[0].length ?? 0;
  const pieces: string[] = [];
  const body = shadow.slice(label);
  let from = 0;
  for (const piece of body.split(BETWEEN)) {
    const at = body.indexOf(piece, from);
    const end = END.exec(piece)?.index ?? piece.length;
    pieces.push(text.slice(label + at, label + at + end).trim());
    from = at + piece.length;
  }
  return pieces.filter((piece) => /[\p{L}\p{N}]/u.test(piece) && piece.length <= 20 && piece !== title);
}
