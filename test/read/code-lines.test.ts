import { expect, test } from 'vitest';
import { normalize } from '../../src/library/index.ts';

const PROSE = '东湖的水清了，岸边的柳树也绿了，老人们又搬出小凳，坐在桥头下棋，一坐就是半天。';
const textOf = (html: string): string => normalize(html, { format: 'html' }).text;

test('only code keeps its indentation and inner blank lines', () => {
  const code = '\nif wet:\n\tstay()  \n\n\n    # 水清了\n    go()\n\n';
  expect(textOf(`<h1>东湖一日</h1><p> ${PROSE}</p><pre>${code}</pre><p>　　${PROSE}</p>`)).toBe(
    [PROSE, 'if wet:', '\tstay()', '', '', '    # 水清了', '    go()', PROSE].join('\n'),
  );
});

test('prose inside <pre> is prose', () => {
  expect(textOf(`<h1>东湖一日</h1><pre>\n    ${PROSE}\n\n    ${PROSE}\n</pre>`)).toBe(`${PROSE}\n${PROSE}`);
});

test('no white space is left where page breaks split lines', () => {
  expect(textOf(`<h1>东湖一日</h1><p>${PROSE}</p><pre>  a = 1\n  \fb = 2\n\n  c()</pre>`)).toBe(
    `${PROSE}\na = 1\nb = 2\nc()`,
  );
});
