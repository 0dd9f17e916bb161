import type { Page } from '../page.ts';

/** What stands on a button of a shop. */
const BUY =
  /^[^\p{L}]{0,3}(?:加入|放入|添加到?)购物车$|^[^\p{L}]{0,3}(?:立即|马上|现在|我要)(?:购买|抢购|下单|订购|预订)$|^[^\p{L}]{0,3}add to cart$/iu;
const PRICE = /[¥￥]\s?\d|^(?:[^。]{0,6}[价售]|价格)\s?:?\s?[¥￥]?\s?\d[\d.,]*\s?元?|^[¥￥]$/u;
/** A button that shares its line with a price. */
const BUY_INSIDE = /加入购物车|立即购买|立即抢购/;
/** Longest such line, in UTF-16 units. */
const SHORT = 60;

/** Whether a page sells one thing: it says so to machines, or has one price and the button beside it. */
export function sells({ lines, meta }: Page): boolean {
  if (meta.some(({ name, value }) => DECLARED.has(name) && /\bproduct\b/i.test(value))) return true;
  let [buttons, prices] = [0, 0];
  for (const { shadow } of lines) {
    if (shadow.length > SHORT) continue;
    if (BUY.test(shadow) || (BUY_INSIDE.test(shadow) && PRICE.test(shadow))) buttons++;
    if (PRICE.test(shadow)) prices++;
  }
  return buttons > 0 && buttons <= 3 && prices > 0;
}

const DECLARED: ReadonlySet<string> = new Set(['meta:og:type', 'json-ld:@type']);
