import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalize, replay, undo } from '../../src/library/index.ts';
import type { Options } from '../../src/library/index.ts';

const PROSE = '東湖的水清了，岸邊的柳樹也綠了，老人們又搬出小凳，坐在橋頭下棋，一坐就是半天，誰也不說話。';
const CLEAN = '东湖的水清了，岸边的柳树也绿了，老人们又搬出小凳，坐在桥头下棋，一坐就是半天，谁也不说话。';
const textOf = (html: string, options: Options = {}): string => normalize(html, { format: 'html', ...options }).text;

test.each([
  ['a pre', '<pre>print("電腦軟體")  # 這裡</pre>', 'print("電腦軟體")  # 這裡'],
  ['one with a code in it', '<pre><code>let 變數 = 1;\n  return 變數;</code></pre>', 'let 變數 = 1;\n  return 變數;'],
  ['entities in code about entities', '<pre>s.replace("電&amp;nbsp;腦", " ")</pre>', 's.replace("電&nbsp;腦", " ")'],
  ['compatibility characters in a table of them', "<pre>{'⼈': '人', '⽣': '生'}</pre>", "{'⼈': '人', '⽣': '生'}"],
  ['signs inside words of a comment', '<pre>x = 1 # 傳★★統的模★★型</pre>', 'x = 1 # 傳★★統的模★★型'],
])('code is left alone: %s', (_, html, code) => {
  expect(textOf(`<h1>東湖一日</h1><p>${PROSE}</p>${html}<p>${PROSE}</p>`)).toBe(`${CLEAN}\n${code}\n${CLEAN}`);
});

test('a letter or a poem in a pre is no code', () => {
  expect(textOf(`<h1>東湖一日</h1><pre>${PROSE}</pre>`)).toBe(CLEAN);
  const page = `<h1>東湖一日</h1><p>${PROSE}</p><pre>會員ABCDEFGH電腦JKLMNOP網站QRSTU</pre><p>${PROSE}</p>`;
  expect(textOf(page)).toBe(`${CLEAN}\n会员ABCDEFGH电脑JKLMNOP网站QRSTU\n${CLEAN}`);
});

test('fenced code in bare text is left alone, rows of tildes fence no prose', () => {
  const text = (input: string): string => normalize(input, { skip: ['strip', 'tidy'] }).text;
  expect(text(`${PROSE}\n\`\`\`js\nlet 電腦 = 1\n\`\`\`\n${PROSE}`)).toBe(
    `${CLEAN}\n\`\`\`js\nlet 電腦 = 1\n\`\`\`\n${CLEAN}`,
  );
  expect(text(`\`\`\`\n${PROSE}`)).toBe(`\`\`\`\n${CLEAN}`);
  expect(text(`~~~~~~\n${PROSE}\n~~~~~~`)).toBe(`~~~~~~\n${CLEAN}\n~~~~~~`);
  expect(text(`~~~\nlet 電腦 = [1];\n~~~\n${PROSE}`)).toBe(`~~~\nlet 電腦 = [1];\n~~~\n${CLEAN}`);
});

test('the account stays exact with code anywhere', () => {
  const piece = fc.constantFrom(
    PROSE,
    '<pre>',
    '</pre>',
    '\n```\n',
    'let 電腦 = ("軟體");',
    '&amp;nbsp;',
    '傳★★統',
    '\n',
    '<p>',
    '⼈',
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.constantFrom('html' as const, 'text' as const),
      (parts, format) => {
        const input = parts.join('');
        const { text, trace = [] } = normalize(input, { format, trace: true });
        expect(replay(input, trace)).toBe(text);
        expect(undo(text, trace)).toBe(input);
      },
    ),
    { numRuns: 40 },
  );
});
