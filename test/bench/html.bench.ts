import { bench, describe } from 'vitest';
import { readHtml } from '../../src/read/html/index.ts';
import { readText } from '../../src/read/text.ts';
import { outsideBody } from '../../src/strip/body/index.ts';
import { pageOf } from '../../src/strip/page.ts';
import type { Document, Reading } from '../../src/types.ts';

/** A news page of about 100 KB: half scripts and styles, as scraped pages have. */
const MENU = Array.from(
  { length: 300 },
  (_, i) => `<li class="nav-item"><a href="/c/${i}.html" title="x">频道${i}</a></li>`,
);
const BODY = Array.from(
  { length: 60 },
  (_, i) => `<p style="margin:0">第${i}段说的是河边的柳树，一天比一天绿，&nbsp;老人们坐在桥头下棋。</p>`,
);
const HTML = `<!doctype html><title>桥头的春天</title><script>${'var a = "<b>";\n'.repeat(3000)}</script>
<div class="nav"><ul>${MENU.join('\n')}</ul></div><div class="main"><h1>桥头的春天</h1><div id="content">${BODY.join('\n')}</div></div>
<div class="side"><ul>${MENU.join('\n')}</ul></div>`;

function documentOf(reading: Reading): Document {
  const step = { stage: 'read', rule: 'markup', count: 1, guessed: 0, edits: reading.edits } as const;
  const { text, lines, origins, meta } = reading;
  const steps = reading.markup ? [step] : [];
  return { text, lines, origins, meta, format: 'html', language: 'und', steps, removed: [], warnings: [] };
}

describe(`a page of ${Math.round(HTML.length / 1000)} thousand characters`, () => {
  const page = pageOf(documentOf(readHtml(HTML)));
  const bare = pageOf(documentOf(readText(readHtml(HTML).text)));
  const none = page.lines.map(() => null);
  bench('markup to lines', () => {
    readHtml(HTML);
  });
  bench('account of the edits', () => {
    readHtml(HTML).edits();
  });
  bench('body of the page', () => {
    outsideBody(page, none, null);
  });
  bench('body of its bare lines', () => {
    outsideBody(bare, none, null);
  });
});
