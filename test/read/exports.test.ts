import { expect, test } from 'vitest';
import { readFolder } from '../run/in-process.ts';

const ONE = '今天上午，市图书馆新馆正式开放。';
const TWO = '新馆共有三层，一层是儿童阅览室。';

/** What sites and programs write, with two texts. */
test.each<[string, unknown]>([
  ['Weibo', { ok: 1, data: { cards: [{ mblog: { id: '1', text: ONE } }, { mblog: { id: '2', text: TWO } }] } }],
  ['Zhihu', { data: [{ target: { excerpt: '短', content: `<p>${ONE}</p>` } }, { target: { content: TWO } }] }],
  ['Bilibili', { data: { replies: [{ rpid: 1, content: { message: ONE } }, { content: { message: TWO } }] } }],
  [
    'Discourse',
    { title: '新馆', post_stream: { posts: [{ id: 1, cooked: `<p>${ONE}</p>` }, { cooked: `<p>${TWO}</p>` }] } },
  ],
  ['Reddit', { kind: 'Listing', data: { children: [{ data: { selftext: ONE } }, { data: { body: TWO } }] } }],
  [
    'Telegram',
    {
      messages: [
        { text: ONE },
        { text: ['新馆', { type: 'bold', text: '共有三层' }, '，一层是', { type: 'link', text: '儿童阅览室' }, '。'] },
      ],
    },
  ],
  [
    'a dictionary',
    [
      { word: '新馆', explanation: ONE },
      { ci: '三层', 释义: TWO },
    ],
  ],
  ['passages', [{ context_id: 'a', context_text: ONE, qas: [] }, { context: TWO }]],
  [
    'questions whose titles say them',
    [
      { title: '开放了吗？', desc: '', answer: ONE },
      { title: '几层？', answer: TWO },
    ],
  ],
])('%s', async (_, value) => {
  const { code, records, stderr } = await readFolder({ 'a.json': JSON.stringify(value) });
  expect([code, stderr, records.map(({ text }) => text)]).toEqual([0, '', [ONE, TWO]]);
});

test('what a question adds to its title stands in front of the answer', async () => {
  const { records } = await readFolder({ 'a.json': JSON.stringify([{ title: '几层？', desc: ONE, answer: TWO }]) });
  expect(records.map(({ title, text }) => [title, text])).toEqual([['几层？', `${ONE}\n${TWO}`]]);
});

test('subtitles are told by their beginning, whatever their name', async () => {
  const srt = `1\n00:00:01,000 --> 00:00:02,000\n${ONE}\n\n2\n00:00:02,000 --> 00:00:03,000\n${TWO}\n`;
  const { records } = await readFolder({
    'a.txt': srt,
    'b.txt': `\uFEFF${srt.replaceAll('\n', '\r\n')}`,
    'c.txt': `[Script Info]\nTitle: x\n[Events]\nFormat: Start, End, Text\nDialogue: 0:00:01.00,0:00:02.00,${ONE}\nDialogue: 0:00:02.00,0:00:03.00,${TWO}\n`,
    'd.ttml': `<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="0s">${ONE}</p><p begin="1s">${TWO}</p></div></body></tt>`,
    'e.txt': `字幕文件这样写：\n1\n00:00:01,000 --> 00:00:02,000\n${ONE}`,
  });
  expect(records.map(({ text }) => text).slice(0, 4)).toEqual(Array.from({ length: 4 }, () => `${ONE}\n${TWO}`));
  expect(records[4]?.text).toContain('-->');
});

test('what lies beside books and downloads is no document', async () => {
  const ended = await readFolder({
    'toc.ncx': `<?xml version="1.0"?><ncx><navLabel><text>${ONE}</text></navLabel></ncx>`,
    'a.torrent': 'd8:announce35:udp://tracker.example.com:80/announce4:infod6:lengthi1eee',
    'b.webloc': 'bplist00\xd1\x01\x02SURL_\x10\x11http://a.example/',
  });
  expect([ended.code, ended.records]).toEqual([0, []]);
});
