import type { Edit, TextRule } from '../types.ts';
import { masked } from './masked.ts';
import type { Found } from './masked.ts';

const LEFT = String.raw`(?<![\w.,+/=#-])`;
const RIGHT = String.raw`(?![\w=/]|[.,-]\d)`;

/** Mobile numbers of the mainland and of Taiwan. */
const MOBILE = new RegExp(
  String.raw`${LEFT}(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]\d{4})${RIGHT}|` +
    String.raw`${LEFT}(?:09\d{2}|(?:\+|00)886[ -]?9\d{2})(?:\d{6}|[ -]\d{3}[ -]?\d{3})${RIGHT}`,
  'g',
);
/** Landlines with a divided area code, and numbers with the code of Hong Kong, Macau or Taiwan. */
const LANDLINE = new RegExp(
  String.raw`${LEFT}(?:(?:\+|00)86[ -]?)?(?:\((?:010|02\d|0[3-9]\d{2})\) ?|(?:010|02\d|0[3-9]\d{2})[-－—])[2-8]\d{6,7}(?:[-转轉]\d{1,5})?${RIGHT}|` +
    String.raw`${LEFT}(?:\(0[2-8]\d{0,2}\) ?|0[2-8]\d{0,2}-)\d{3,4}[- ]\d{4}${RIGHT}|` +
    String.raw`${LEFT}(?:\+|00)(?:85[23][ -]?[2-9]\d{3}[ -]?\d{4}|886[ -]?[2-8][ -]?\d{3,4}[ -]?\d{4})${RIGHT}`,
  'g',
);
/** Eight digits of Hong Kong, which a word has to call a number to ring. */
const CALLED = new RegExp(String.raw`${LEFT}[2-9]\d{3}[ -]?\d{4}${RIGHT}`, 'g');

const CALL =
  /(?:电话|電話|手机|手機|热线|熱線|传真|傳真|致电|致電|查询|查詢|[Tt]el|TEL|[Pp]hone|WhatsApp)(?:号码|號碼|[\s:：.（(])*$/;
/** What calls a number something else. */
const OTHER =
  /(?:单号|單號|订单|訂單|编号|編號|流水|账号|帳號|卡号|卡號|证号|證號|批号|条码|條碼|货号|貨號|QQ|ISBN|ISSN|ID|No\.?|№)[^\d，。；,;]{0,4}$/i;
const AMOUNT = /^\s?(?:[元圆円万萬亿億千百吨噸人个個年月日次米克台件%％]|RMB|USD)/;
const PRICE = /[¥￥$€£]\s?$/;

function isCalled(found: Found): boolean {
  return !OTHER.test(found.before) && !AMOUNT.test(found.after) && !PRICE.test(found.before);
}

function numbers(text: string): readonly Edit[] {
  const edits = [
    ...masked(text, MOBILE, 'phone', isCalled),
    ...masked(text, LANDLINE, 'phone', isCalled),
    ...masked(text, CALLED, 'phone', (found) => CALL.test(found.before)),
  ].sort((a, b) => a.at - b.at);
  // The first of those that overlap.
  let end = 0;
  return edits.filter(({ at, old }) => {
    if (at < end) return false;
    end = at + old.length;
    return true;
  });
}

export const phone: TextRule = {
  name: 'mask-phone',
  summary: 'Masks telephone numbers of the mainland, Taiwan, Hong Kong and Macau',
  examples: [
    { before: '手机13812345678，座机010-62345678转802', after: '手机[phone]，座机[phone]' },
    { before: '電話：(02)2345-6789、0912-345-678', after: '電話：[phone]、[phone]' },
    { before: '查詢電話：2345 6789 或 +852 9123 4567', after: '查詢電話：[phone] 或 [phone]' },
    {
      before: '订单号13812345678，1949-10-01 至 2008-2010，13800000000元',
      after: '订单号13812345678，1949-10-01 至 2008-2010，13800000000元',
    },
    { before: 'ISBN 978-7-02-012345-6，2345 6789 页', after: 'ISBN 978-7-02-012345-6，2345 6789 页' },
  ],
  gate: (text) => /\d{4}/.test(text),
  propose: numbers,
};
