import { shadowOf } from '../text/shadow.ts';
import type { Document } from '../types.ts';

const TRAILS = ['breadcrumb', 'breadcrumb-path', 'breadcrumb-head'];

/** The breadcrumb, outermost first, without the final 正文 and without the headline. */
export function sectionOf(document: Document, title: string | null): readonly string[] {
  for (const rule of TRAILS) {
    const at = document.removed.findIndex((removed) => removed.rule === rule);
    if (at >= 0) return steps(joined(document.removed, at), title);
  }
  return [];
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
  /^[^\w\u4e00-\u9fff]{0,3}[您你]?(?:现在|目前|当前|所在|所处|[的在正]){0,4}(?:位置|路径)?(?:提示)?(?:是|为)?\s?:|^[^\w\u4e00-\u9fff]{0,3}[您你](?:现在|目前|当前|所在|的){1,4}位置\s?/;
const BETWEEN = />+|[→/|》]|::|(?<= )[-–—－](?= )/;
const END = /^(?:正文|文章|内容|文章内容|浏览|浏览文章|详细内容|正文内容|新闻详情|详情|全文)$/;

function steps(text: string, title: string | null): readonly string[] {
  const shadow = shadowOf(text);
  const label = LABEL.exec(shadow)?.[0].length ?? 0;
  const pieces: string[] = [];
  const body = shadow.slice(label);
  let from = 0;
  for (const piece of body.split(BETWEEN)) {
    const at = body.indexOf(piece, from);
    pieces.push(
      text
        .slice(label + at, label + at + piece.length)

        .trim(),
    );
    from = at + piece.length;
  }
  return pieces
    .map((piece) => piece.replace(/ 正文$/, ''))
    .filter((piece) => piece !== '' && piece.length <= 20 && !END.test(piece) && piece !== title);
}
