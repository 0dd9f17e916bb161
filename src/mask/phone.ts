import type { Edit, TextRule } from '../types.ts';
import { folded, foundIn, inOrder, listsOf, masked } from './masked.ts';
import type { Found } from './masked.ts';

/** Keys of addresses, code and forms that a number follows at once, as in `phone=` and `TEL`. */
const KEY = '(?:tel|phone|mobile|cell|fax|whatsapp|手机号?|手機|电话|電話)(?:_?(?:num(?:ber)?|no))?=?';
const LEFT = String.raw`(?:(?<![\w.+=#])(?<!\w-)|(?<=${KEY}|%2B))`;
const RIGHT = String.raw`(?![\w=]|[.-]\d)`;
/** A path, beside which a number may stand for anything. */
const PATH_BEFORE = /[\w.:)?&%/-]\/$/;
const PATH_AFTER = /^\/\w/;

const AREA = String.raw`(?:010|02\d|0[3-9]\d{2})`;
const LOCAL = String.raw`[2-8]\d{2,3}[ -]?\d{4}`;

/** Mobile numbers of the mainland and of Taiwan. */
const MOBILE = String.raw`(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:[ -]?\d{8}|[ -]\d{4}[ -]\d{4})|(?:09\d{2}|(?:\+|00)886[ -]?9\d{2})(?:\d{6}|[ -]\d{3}[ -]?\d{3})|886-9\d{2}-\d{3}-?\d{3}`;
/** Landlines with a divided area code. */
const LANDLINE = String.raw`(?:(?:\+|00)86[ -]?)?(?:\(${AREA}\) ?|${AREA}[-—])${LOCAL}(?:[-转轉]\d{1,5})?|(?:\+86[ -]?|(?:00)?86-)(?:10|2\d|[3-9]\d{2})[ -]?${LOCAL}`;
const TAIWAN = String.raw`\(0[2-8]\d{0,2}\) ?\d{3,4}[- ]?\d{4}|0[2-8]\d{0,2}-\d{3,4}[- ]\d{4}|0[24]-[2-8]\d{7}`;
/** Numbers with the code of Hong Kong, Macau or Taiwan. */
const ABROAD = String.raw`(?:\+|00)(?:85[23][ -]?[2-9]\d{3}[ -]?\d{4}|886[ -]?[2-8][ -]?\d{3,4}[ -]?\d{4})|85[23]-[2-9]\d{3}-?\d{4}|\(85[23]\) ?[2-9]\d{3}[ -]?\d{4}|886-[2-8]-\d{3,4}-?\d{4}`;

const NUMBER = new RegExp(`${LEFT}(?:${MOBILE}|${LANDLINE}|${TAIWAN}|${ABROAD})${RIGHT}`, 'gi');
/** Eight digits of Hong Kong, and landlines with no hyphen, which a word has to call a number to ring. */
const CALLED = new RegExp(String.raw`${LEFT}(?:[2-9]\d{3}[ -]?\d{4}|${AREA} ?${LOCAL})(?!,\d{3}(?!\d))${RIGHT}`, 'gi');

const CALL =
  /(?:电话|電話|手机|手機|热线|熱線|传真|傳真|致电|致電|查询|查詢|[Tt]el|TEL|[Pp]hone|WhatsApp)(?:号码|號碼|[\s:：.（(])*$/;
/** What calls a number something else. */
const OTHER =
  /(?:单号|單號|订单|訂單|编号|編號|流水|账号|帳號|卡号|卡號|证号|證號|批号|条码|條碼|货号|貨號|QQ|ISBN|ISSN|ID|No\.?|№)[^\d，。；,;]{0,4}$/i;
const AMOUNT = /^\s?(?:[元圆円万萬亿億千百吨噸人个個年月日次米克台件%％]|RMB|USD)/;
const PRICE = /[¥￥$€£]\s?$/;

const SEPARATOR = /^[,/]$/;

/** Numbers of a list stand for the same, which is said before the first or after the last. */
function isCalled({ before }: Found, { after }: Found): boolean {
  if (PATH_BEFORE.test(before) || PATH_AFTER.test(after)) return false;
  return !OTHER.test(before) && !AMOUNT.test(after) && !PRICE.test(before);
}

function numbers(text: string): readonly Edit[] {
  const plain = folded(text);
  const called = listsOf(plain, foundIn(plain, CALLED), SEPARATOR).filter(([first]) => CALL.test(first?.before ?? ''));
  const lists = listsOf(plain, inOrder([...foundIn(plain, NUMBER), ...called.flat()]), SEPARATOR);
  const accepted = lists.filter(([first, ...rest]) => first !== undefined && isCalled(first, rest.at(-1) ?? first));
  return masked(text, accepted.flat(), 'phone');
}

export const phone: TextRule = {
  name: 'mask-phone',
  summary: 'Masks telephone numbers of the mainland, Taiwan, Hong Kong and Macau',
  examples: [
    { before: '手机13812345678，座机010-62345678转802', after: '手机[phone]，座机[phone]' },
    { before: '電話：(02)2345-6789、0912-345-678', after: '電話：[phone]、[phone]' },
    { before: '查詢電話：2345 6789 或 +852 9123 4567', after: '查詢電話：[phone] 或 [phone]' },
    { before: '电话：0755 2345 6789，编号 0755 2345 6789', after: '电话：[phone]，编号 0755 2345 6789' },
    { before: '１３８１２３４５６７８/13912345678，（0571）87654321', after: '[phone]/[phone]，[phone]' },
    { before: 'tel:138-12345678，+86-10-6234-5678，852-2345-6789', after: 'tel:[phone]，[phone]，[phone]' },
    {
      before: '订单号13812345678，1949-10-01 至 2008-2010，13800000000元',
      after: '订单号13812345678，1949-10-01 至 2008-2010，13800000000元',
    },
    { before: 'ISBN 978-7-02-012345-6，2345 6789 页', after: 'ISBN 978-7-02-012345-6，2345 6789 页' },
  ],
  gate: (text) => /[\d\uff10-\uff19]{4}/.test(text),
  propose: numbers,
};
