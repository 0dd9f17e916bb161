import type { Meta } from '../../types.ts';

/** Marks the script of a WeChat article, whose time and account are only displayed by script. */
const WECHAT_MARK = 'var msg_title';
const CREATED = /\bvar ct = ["'](\d{10})["']/;
const PRINTED = /\bvar (?:publish_time|createTime) = ["']((?:19|20)\d{2}-\d{2}-\d{2}[ \d:]{0,9})["']/;
const ACCOUNT = /\bvar nickname = (?:htmlDecode\()?["']([^"'\\\n]{2,40})["']/;
/** UTC offset of China, in seconds. */
const CHINA_OFFSET_SECONDS = 8 * 3600;

/** Publication time and account name in the script of a WeChat article; empty for other scripts. */
export function readAccountScript(script: string): readonly Meta[] {
  if (!script.includes(WECHAT_MARK)) return [];
  const account = ACCOUNT.exec(script)?.[1];
  const seconds = CREATED.exec(script)?.[1];
  const time = seconds === undefined ? PRINTED.exec(script)?.[1] : inChina(Number(seconds));
  return [
    ...(time === undefined ? [] : [{ name: 'script:published', value: time }]),
    ...(account === undefined ? [] : [{ name: 'script:account', value: account }]),
  ];
}

function inChina(seconds: number): string {
  return `${new Date((seconds + CHINA_OFFSET_SECONDS) * 1000).toISOString().slice(0, 19)}+08:00`;
}

/** A call that prints the links to the pages of a text: their number, the place of this one from 0, name and extension (TRS, a content system of offices). */
const PAGES = /\bcreatePageHTML\w{0,8}\(\s*(\d{1,3}),\s*(\d{1,3}),\s*"([\w-]{1,60})",\s*"([a-z]{3,5})"/;

/** The link to the next page that a script prints; empty if there is none. */
export function nextInScript(script: string): readonly string[] {
  const [, count = '', place = '', name = '', extension = ''] = PAGES.exec(script) ?? [];
  return Number(place) + 1 < Number(count) ? [`${name}_${Number(place) + 1}.${extension}`] : [];
}
