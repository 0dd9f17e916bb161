import type { Page } from '../page.ts';
import { declares } from './declares.ts';

/** Labels of buy buttons. */
const BUY =
  /^[^\p{L}]{0,3}(?:加入|放入|添加到?)购物车$|^[^\p{L}]{0,3}(?:立即|马上|现在|我要)(?:购买|抢购|下单|订购|预订)$|^[^\p{L}]{0,3}add to cart$/iu;
const PRICE = /[¥￥]\s?\d|^(?:[^。]{0,6}[价售]|价格)\s?:?\s?[¥￥]?\s?\d[\d.,]*\s?元?|^[¥￥]$/u;
/** Labels of buy buttons that share a line with a price. */
const BUY_INSIDE = /加入购物车|立即购买|立即抢购/;
/** Labels of download buttons, and facts about software. */
const DOWNLOAD = /^\P{L}{0,3}(?:立即|免费|官方|高速|普通|本地|安全|点击|安卓版?|苹果版?|电脑版?)下载/u;
const PROGRAM =
  /^(?:软件|应用|游戏|文件|资源|程序)?(?:大小|语言|授权|类型|类别|版本|星级|评级|平台|厂商|开发商)\s?:|^(?:适用平台|运行环境|支持系统|当前版本)\s?:/;
/** Longest such line, in UTF-16 units. */
const MAX_LINE_UNITS = 60;

/** Minimum number of facts on a software page. */
const FACTS = 3;

/** Whether a page offers a product: by its metadata, or by a price and a buy button, or by facts about software and a download button. */
export function sells(page: Page): boolean {
  if (declares(page, DECLARED, ['meta:og:type', 'json-ld:@type'])) return true;
  let [buttons, prices, downloads, facts] = [0, 0, 0, 0];
  for (const { matchForm, prose } of page.lines) {
    if (prose || matchForm.length > MAX_LINE_UNITS) continue;
    if (BUY.test(matchForm) || (BUY_INSIDE.test(matchForm) && PRICE.test(matchForm))) buttons++;
    if (PRICE.test(matchForm)) prices++;
    if (DOWNLOAD.test(matchForm)) downloads++;
    if (PROGRAM.test(matchForm)) facts++;
  }
  if (downloads > 0 && facts >= FACTS) return true;
  return buttons > 0 && buttons <= 3 && prices > 0;
}

const DECLARED = /\b(?:product|SoftwareApplication|MobileApplication)\b/i;
