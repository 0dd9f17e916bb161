import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentHtml, pageEnd, pageStart } from '../../src/cli/diff/page.ts';
import { rowsHtml, ruleKeys } from '../../src/cli/diff/rows-html.ts';
import { normalize } from '../../src/index.ts';
import { sideBySide } from '../../src/side-by-side/index.ts';
import type { SideBySide } from '../../src/side-by-side/index.ts';
import { command, root, temporaryFolder } from '../run/command.ts';

/** What is used of an element; the types of linkedom need those of a browser. */
interface Element {
  readonly textContent: string;
  readonly attributes: Iterable<{ readonly name: string }>;
  readonly getAttribute: (name: string) => string | null;
  readonly remove: () => void;
}

interface Page {
  readonly document: {
    readonly querySelector: (selector: string) => Element | null;
    readonly querySelectorAll: (selector: string) => readonly Element[];
  };
}

const { parseHTML } = createRequire(import.meta.url)('linkedom') as { parseHTML: (html: string) => Page };

function viewOf(text: string, path = 'a.txt'): SideBySide {
  const source = { path, pathBytes: null, member: null, format: 'text', charset: null, url: null };
  const record = normalize({ ...source, bytes: Buffer.from(text) }, { trace: true });
  return sideBySide({ ...record, trace: record.trace ?? [] });
}

const HOSTILE = `<script>alert(1)</script>`;
const piece = fc.constantFrom(
  '圖書館',
  '<b>',
  '</script>',
  '&amp;',
  '"',
  "'",
  '>',
  '\n',
  '\u202E',
  '\0',
  '<!--',
  ']]>',
  '的',
  'x',
);

/** The columns of the rows of a page as a browser reads them, one line for each row. */
function columnsOf(html: string): { readonly left: readonly string[]; readonly right: readonly string[] } {
  const { document } = parseHTML(html);
  for (const read of document.querySelectorAll('.read')) read.remove();
  const column = (name: string): readonly string[] =>
    [...document.querySelectorAll(`.row > .${name}`)].map((cell) => cell.textContent);
  return { left: column('left'), right: column('right') };
}

/** Text as the page shows it. */
const shown = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\0\u202E]/g, (one) => `U+${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);

test('the columns of the page are the original and the text, whatever they hold', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const view = viewOf(`${HOSTILE}\n${pieces.join('')}`);
      const { left, right } = columnsOf(`<html><body>${documentHtml(view)}</body></html>`);
      expect(left.join('')).toBe(shown(view.original.replaceAll('\n', '')));
      expect(right.join('')).toBe(shown(view.record.text.replaceAll('\n', '')));
    }),
    { numRuns: 20 },
  );
});

test('a page holds no markup but its own: names and texts are escaped, addresses are no links', () => {
  const view = viewOf(
    `${HOSTILE}\nhttp://a.cn/ <a href="http://a.cn/">圖書館</a>\n`,
    `<img src=x onerror=alert(1)>"'.txt`,
  );
  const { document } = parseHTML(pageStart() + documentHtml(view) + pageEnd());
  expect(document.querySelectorAll('script')).toHaveLength(1);
  expect(document.querySelectorAll('img, a, link, iframe, object, form')).toHaveLength(0);
  const attributes = [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes]);
  expect(attributes.filter(({ name }) => name.startsWith('on') || name === 'style' || name === 'src')).toEqual([]);
});

test('the policy allows the style sheet and the script of the page, and nothing else', () => {
  const { document } = parseHTML(pageStart() + pageEnd());
  const policy = document.querySelector('meta[http-equiv]')?.getAttribute('content');
  const hashOf = (name: string): string =>
    createHash('sha256')
      .update(document.querySelector(name)?.textContent ?? '')
      .digest('base64');
  expect(policy).toBe(
    `default-src 'none'; style-src 'sha256-${hashOf('style')}'; script-src 'sha256-${hashOf('script')}'; base-uri 'none'; form-action 'none'`,
  );
});

test('marks name rule, offset and confidence; a mark of very many changes counts the rest', () => {
  const changes = Array.from({ length: 9 }, (_, at) => ({
    stage: 'repair' as const,
    rule: at === 0 ? 'byte-shift' : 'gaps',
    at,
    old: '<',
    new: '字',
    guessed: at === 0 ? 1 : 0,
    confidence: at === 0 ? 0.8 : null,
  }));
  const rows = [{ what: 'changed' as const, line: 1, offset: 0, pieces: [{ before: '<', after: '字', changes }] }];
  const { document } = parseHTML(`<html><body>${rowsHtml(rows, ruleKeys(rows)).html}</body></html>`);
  const mark = document.querySelector('ins.guess');
  expect(mark?.getAttribute('data-changes')).toBe('0@0?1~0.8 1@1 1@2 1@3 1@4 1@5 +3');
  expect(mark?.getAttribute('data-old')).toBe('<');
});

test('--html writes a whole page of all documents and prints nothing', () => {
  const folder = temporaryFolder();
  const page = join(folder, 'page.html');
  const inputs = ['real/byte-shifted-report/input.txt', 'made/forum-thread/input.html'].map((name) =>
    join(root, 'fixtures', name),
  );
  const { code, stdout, stderr } = command(['diff', ...inputs, '--html', page], { cwd: folder });
  expect([code, stdout, stderr]).toEqual([0, '', '']);
  const { document } = parseHTML(readFileSync(page, 'utf8'));
  expect(document.querySelectorAll('[role=table]')).toHaveLength(2);
  expect(document.querySelector('h2')?.textContent).toBe(inputs[0]);
  expect(command(['diff', inputs[0] ?? '', '--html', join(folder, 'none/page.html')], { cwd: folder }).code).toBe(2);
});
