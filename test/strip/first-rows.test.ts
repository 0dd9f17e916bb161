import { expect, test } from 'vitest';
import { readFolder } from '../run/in-process.ts';

const TEXT = '今天上午，市图书馆新馆正式开放，新馆共有三层，一层是儿童阅览室。';

test.each([
  ['the head of a table', `编号\t标题\t正文\n1\t新馆\t${TEXT}\n`],
  ['a message of a program', `msgid "File not found"\nmsgstr "${TEXT}"\n`],
  ['a comment', `/* 首页的标题 */\n"body" = "${TEXT}"\n`],
])('%s is no headline', async (_, text) => {
  const { records } = await readFolder({ 'a.txt': text });
  expect(records).toMatchObject([{ title: null }]);
  expect(records[0]?.text.split('\n')).toHaveLength(2);
});
