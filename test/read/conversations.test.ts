import { describe, expect, test } from 'vitest';
import { readFolder } from '../run/in-process.ts';

const ASKED = '东湖图书馆什么时候开放？';
const ANSWER = '新馆将于明年三月开放，馆内设有儿童阅览室。';
const MORE = '新馆共有三层，藏书二十万册。';
const BOTH = `${ASKED}\n${ANSWER}`;

const CHAT = [
  { role: 'user', content: ASKED },
  { role: 'assistant', content: ANSWER },
];

test.each<[string, object, string]>([
  ['messages of OpenAI', { messages: [{ role: 'system', content: MORE }, ...CHAT] }, `${MORE}\n${BOTH}`],
  [
    'content in parts, and a call of a tool without content',
    {
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: ASKED },
            { type: 'image_url', image_url: { url: 'a.png' } },
          ],
        },
        { role: 'assistant', content: null, tool_calls: [] },
        { role: 'assistant', content: ANSWER },
      ],
    },
    BOTH,
  ],
  [
    'ShareGPT',
    {
      id: 'a',
      conversations: [
        { from: 'human', value: ASKED },
        { from: 'gpt', value: ANSWER },
      ],
    },
    BOTH,
  ],
  ['a turn with both speakers', { conversation: [{ human: ASKED, assistant: ANSWER }] }, BOTH],
  ['turns that are strings', { dialog: [ASKED, ANSWER, MORE] }, `${BOTH}\n${MORE}`],
  ['in an answer', { code: 0, data: { messages: CHAT } }, BOTH],
  ['Alpaca', { instruction: ASKED, input: '', output: ANSWER }, BOTH],
  [
    'Alpaca with what came before',
    { output: ANSWER, input: MORE, instruction: ASKED, history: [['你好', '请问']] },
    `你好\n请问\n${ASKED}\n${MORE}\n${ANSWER}`,
  ],
  ['Dolly', { instruction: ASKED, context: MORE, response: ANSWER }, `${ASKED}\n${MORE}\n${ANSWER}`],
  [
    'a question about a passage',
    { context: MORE, question: ASKED, answers: { text: ['三月'] } },
    `${MORE}\n${ASKED}\n三月`,
  ],
  ['a prompt and the answer that was preferred', { prompt: ASKED, chosen: ANSWER, rejected: MORE }, BOTH],
  ['preferred turns', { prompt: ASKED, chosen: CHAT.slice(1), rejected: [] }, BOTH],
  ['names in Chinese', { 问题: ASKED, 回答: ANSWER }, BOTH],
  [
    'the branch of a ChatGPT export that was shown last',
    {
      mapping: {
        c: { message: { author: { role: 'assistant' }, content: { parts: [ANSWER] } }, parent: 'b' },
        b: { message: { author: { role: 'user' }, content: { parts: [ASKED] } }, parent: 'a' },
        a: { message: null, parent: null },
        d: { message: { author: { role: 'assistant' }, content: { parts: [MORE] } }, parent: 'b' },
      },
      current_node: 'c',
    },
    BOTH,
  ],
])('what is said is the text, in order, and its fields stay: %s', async (_, value, text) => {
  const json = JSON.stringify(value);
  const { code, records } = await readFolder({
    'a.json': json,
    'b.json': `[${json},${json}]`,
    'c.jsonl': `${json}\n${json}\n`,
  });
  expect(code).toBe(0);
  expect(records.map((record) => record.text)).toEqual([text, text, text, text, text]);
  for (const { title, source, warnings } of records)
    expect({ title, fields: source.fields, warnings }).toEqual({ title: null, fields: value, warnings: [] });
});

describe('what is no conversation', () => {
  const spoken = [
    { from: '王小明', text: ASKED },
    { from: '李小红', text: ANSWER },
  ];

  test('messages between people are documents of their own', async () => {
    const { records } = await readFolder({ 'a.json': JSON.stringify({ name: '读书群', messages: spoken }) });
    expect(records.map(({ text, source }) => [source.member, text])).toEqual([
      ['item:1', ASKED],
      ['item:2', ANSWER],
    ]);
  });

  test.each([
    [{ text: MORE, messages: CHAT }, MORE],
    [{ prompt: ASKED }, ''],
    [{ input: { path: 'a' }, output: { path: 'b' } }, ''],
    [{ mapping: { text: ASKED } }, ''],
  ])('%j', async (value, text) => {
    const { records } = await readFolder({ 'a.jsonl': `${JSON.stringify(value)}\n{}\n` });
    expect(records[0]?.text).toBe(text);
  });
});

test('--text-field names a list of turns', async () => {
  const line = JSON.stringify({ text: MORE, chat: CHAT });
  const { records } = await readFolder({ 'a.jsonl': `${line}\n${line}\n` }, { textField: 'chat' });
  expect(records.map(({ text }) => text)).toEqual([BOTH, BOTH]);
});

test('conversations about HTML are no markup', async () => {
  const answer = `用 <br> 换行，用 <p> 分段：\n<div><p>一</p><p>二</p><p>三</p><a href="#">四</a></div><table><tr><td>五</td></tr></table><p><p><p><p>`;
  const line = JSON.stringify({
    messages: [
      { role: 'user', content: '怎么换行？' },
      { role: 'assistant', content: answer },
    ],
  });
  const { records } = await readFolder({ 'a.jsonl': `${line}\n{}\n` });
  expect(records[0]?.text).toContain('用 <br> 换行');
});
