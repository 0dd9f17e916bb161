import type { Meta } from '../../types.ts';

/** What marks the script of an article on a WeChat account, whose time and account are shown by script only. */
const MARK = 'var msg_title';
const CREATED = /\bvar ct = ["'](\d{10})["']/;
const PRINTED = /\bvar (?:publish_time|createTime) = ["']((?:19|20)\d{2}-\d{2}-\d{2}[ \d:]{0,9})["']/;
const ACCOUNT = /\bvar nickname = (?:htmlDecode\()?["']([^"'\\\n]{2,40})["']/;
/** China is ahead of UTC by so many seconds. */
const OFFSET = 8 * 3600;

/** The time of publication and the account that the script of a WeChat article holds; nothing for other scripts. */
export function readAccountScript(script: string): readonly Meta[] {
  if (!script.includes(MARK)) return [];
  const account = ACCOUNT.exec(script)?.[1];
  const seconds = CREATED.exec(script)?.[1];
  const time = seconds === undefined ? PRINTED.exec(script)?.[1] : inChina(Number(seconds));
  return [
    ...(time === undefined ? [] : [{ name: 'script:published', value: time }]),
    ...(account === undefined ? [] : [{ name: 'script:account', value: account }]),
  ];
}

function inChina(seconds: number): string {
  return `${new Date((seconds + OFFSET) * 1000).toISOString().slice(0, 19)}+08:00`;
}
