import { describe, expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';

const TITLE = '国务院办公厅关于进一步加强食品安全监管工作的通知';
const LINES = ['国务院办公厅', '关于进一步加强食品安全', '监管工作的通知'];
const TEXT = [
  '各省、自治区、直辖市人民政府：',
  '为进一步加强食品安全监管工作，保障人民群众身体健康和生命安全，经国务院同意，现就有关问题通知如下。',
  '一、各地区、各部门要高度重视，切实加强领导，落实责任，确保各项措施落到实处，并于年底前报告情况。',
];

function page(title: string, headline: string): string {
  const head = title === '' ? '' : `<title>${title}</title>`;
  const body = TEXT.map((text) => `<p>${text}</p>`).join('\n');
  return `<html><head>${head}</head><body><a href="/">首页</a><div>${headline}\n${body}</div></body></html>`;
}

describe('an official document title set over several lines is one title', () => {
  const lines = LINES.join('<br>');
  const apart = LINES.map((line) => `<p align="center">${line}</p>`).join('');
  test.each([
    ['in a heading, named by the page', page(TITLE, `<h1>${lines}</h1>`)],
    ['in a heading, under the name of the site', page('某某市人民政府门户网站', `<h1>${lines}</h1>`)],
    ['in a heading of a page without a name', page('', `<h1>${lines}</h1>`)],
    ['above the date', page('政务公开', `<h1>${lines}</h1><div>发布时间：2012-07-03 来源：国务院办公厅</div>`)],
    ['in no heading', page('', `<p align="center"><b>${lines}</b></p>`)],
    ['in paragraphs', page('', apart)],
    ['in bare text', `${LINES.join('\n')}\n\n国办发〔2012〕36号\n\n${TEXT.join('\n')}\n`],
  ])('%s', (_, text) => {
    const record = normalize(text);
    expect([record.title, record.kicker, record.subtitle]).toEqual([TITLE, null, null]);
    expect(record.text.replace('国办发〔2012〕36号\n', '')).toBe(TEXT.join('\n'));
  });
});

test('a list of documents is not one title', () => {
  const record = normalize('关于开展春季植树活动的通知\n关于调整作息时间的通知\n关于食堂改造的公告\n');
  expect([record.title, record.text.split('\n').length]).toEqual([null, 3]);
});

test('a line above that names no authority is not part of the title', () => {
  const record = normalize(page('', `<p>信息公开</p><h1>${LINES.slice(1).join('<br>')}</h1>`));
  expect(record.title).toBe(LINES.slice(1).join(''));
});
