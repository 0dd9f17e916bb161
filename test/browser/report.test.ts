import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePages } from '../made/folder.ts';
import { canBrowse, closeBrowser, LOOKS, opened, violations } from '../run/browser.ts';
import { command } from '../run/command.ts';

const RAN = "document.title='ran'";
const HOSTILE = `正文裡有<script>${RAN}</script>和<img src=x onerror="${RAN}">還有</details></script><script>${RAN}</script>。
雙向\u202E反轉的文字在這裡，<svg onload="${RAN}"><a href="javascript:${RAN}">http://example.cn/</a>
${'x'.repeat(2 ** 20)}
${'長'.repeat(2 ** 18)}
`;

/** Number of documents of the large run, of as many sites as a crawl may have. */
const MANY = 100_000;

describe.skipIf(!canBrowse)('the report in a browser', () => {
  let folder = '';
  const reports = new Map<string, string>();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'normalize-'));
    writePages(join(folder, 'pages'));
    mkdirSync(join(folder, 'hostile'));
    writeFileSync(join(folder, 'hostile', `<img src=x onerror=${RAN}>.txt`), HOSTILE);
    const escaped = HOSTILE.replaceAll('<', '&lt;').slice(0, 1000);
    const page = `<title>${escaped}</title><link rel="canonical" href="https://x.example/?a=&quot;&gt;"><h1>${escaped}</h1><p>${escaped}</p><p>今天天氣很好，我們去公園散步。</p>`;
    for (let index = 0; index < 9; index++) writeFileSync(join(folder, 'hostile', `${index}.html`), page);
    const lines = Array.from({ length: MANY }, (_, index) => {
      const url = `https://site-${index % 4000}.example/${index}`;
      return `${JSON.stringify({ text: `第${index}篇：今天天氣很好，我們去公園散步。\n來源：第${index % 5000}頻道`, url })}\n`;
    });
    writeFileSync(join(folder, 'many.jsonl'), lines.join(''));
  }, 300_000);

  afterAll(async () => {
    await closeBrowser();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The address of the report of an input, made once. */
  function reportOf(input: string, options: readonly string[] = []): string {
    const known = reports.get(input);
    if (known !== undefined) return known;
    const report = join(folder, `${input}.html`);
    const records = join(folder, 'records.jsonl');
    const { code } = command([
      '-q',
      '--failures',
      'ok',
      '--report',
      report,
      '-o',
      records,
      ...options,
      join(folder, input),
    ]);
    expect(code).toBe(0);
    const address = pathToFileURL(report).href;
    reports.set(input, address);
    return address;
  }

  test.each(LOOKS)(
    'has no violation that axe finds with everything open, and fits the window: %s, %i pixels',
    async (colorScheme, width) => {
      const { page, wrong } = await opened(reportOf('pages', ['--signals']), {
        colorScheme,
        viewport: { width, height: 800 },
        bypassCSP: true,
      });
      await page.evaluate('document.querySelectorAll("details").forEach((details) => { details.open = true; })');
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(wrong).toEqual([]);
    },
  );

  test('hostile documents neither run nor break the layout, and no address is a link', async () => {
    for (const width of [1280, 390]) {
      const { page, wrong } = await opened(reportOf('hostile'), { viewport: { width, height: 800 } });
      await page.evaluate('document.querySelectorAll("details").forEach((details) => { details.open = true; })');
      expect(await page.title()).toBe('Report of normalize · 处理报告');
      expect(await page.locator('img, details svg').count()).toBe(0);
      expect(await page.locator('a:not([href^="#"])').count()).toBe(0);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(await page.locator('.left').filter({ hasText: '雙向U+202E反轉' }).count()).toBeGreaterThan(0);
      expect(wrong).toEqual([]);
    }
  });

  test('j and k go from document to document, a link opens the document it leads to, and the button changes the language', async () => {
    const { page, wrong } = await opened(reportOf('pages', ['--signals']), { locale: 'zh-CN' });
    expect(await page.locator('h1').innerText()).toBe('normalize 处理报告');
    await page.click('button');
    expect(await page.locator('h1').innerText()).toBe('What normalize did');
    const focused = (): Promise<number> =>
      page.evaluate('[...document.querySelectorAll("details.sample > summary")].indexOf(document.activeElement)');
    await page.keyboard.press('j');
    const first = await focused();
    await page.keyboard.press('j');
    expect(await focused()).toBe(first + 1);
    await page.keyboard.press('k');
    expect([await focused(), await page.locator('details.sample[open]').count()]).toEqual([first, 1]);
    const link = page.locator('.again a').first();
    await link.click();
    const inside = page.locator((await link.getAttribute('href')) ?? '');
    expect(await inside.isVisible()).toBe(true);
    expect(wrong).toEqual([]);
  });

  test('of 100,000 documents is small and opens within a second', async () => {
    const { page, wrong } = await opened(reportOf('many.jsonl'), {});
    expect(await page.evaluate('document.documentElement.outerHTML.length')).toBeLessThan(4e6);
    const times: number[] = [];
    for (let turn = 0; turn < 3; turn++) {
      await page.reload();
      times.push(await page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"));
    }
    expect(Math.min(...times)).toBeLessThan(1000);
    expect(await page.locator('.tiles dd').first().innerText()).toBe('100,000');
    expect(wrong).toEqual([]);
  });
});
