import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { canBrowse, closeBrowser, LOOKS, opened, violations } from '../run/browser.ts';
import { command, root, temporaryFolder } from '../run/command.ts';

const HOSTILE = `正文裡有<script>document.title='ran'</script>和<img src=x onerror="document.title='ran'">還有</script><script>alert(1)</script>。
雙向\u202E反轉的文字在這裡，\u0000後面還有一些內容。
${'x'.repeat(2 ** 20)}
javascript:alert(1) http://example.cn/ 圖書館
`;

/** The address of a page of these documents. */
function pageOf(inputs: readonly string[], folder = temporaryFolder()): string {
  const { code, stderr } = command(['diff', ...inputs, '--html', 'page.html'], { cwd: folder });
  expect([code, stderr]).toEqual([0, '']);
  return pathToFileURL(join(folder, 'page.html')).href;
}

const REAL = ['real/byte-shifted-report/input.txt', 'made/forum-thread/input.html', 'made/misread-page/input.html'];
const inputs = REAL.map((name) => join(root, 'fixtures', name));

afterAll(closeBrowser);

describe.skipIf(!canBrowse)('the page of normalize diff in a browser', () => {
  test.each(LOOKS)(
    'has no violation that axe finds, and fits the window: %s, %i pixels',
    async (colorScheme, width) => {
      const { page, wrong } = await opened(pageOf(inputs), {
        colorScheme,
        viewport: { width, height: 800 },
        bypassCSP: true,
      });
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(wrong).toEqual([]);
    },
  );

  test('n and p go from change to change, Tab to its marks, and rule, offset and confidence are told', async () => {
    const { page, wrong } = await opened(pageOf(inputs));
    const told = page.locator('#told');
    await page.keyboard.press('n');
    expect(await told.textContent()).toBe('line 1 of the original, offset 0 · strip: reporter');
    await page.keyboard.press('n');
    await page.keyboard.press('Tab');
    expect(await told.textContent()).toMatch(/^convert: simplified-script, offset \d+$/);
    await page.keyboard.press('p');
    expect(await told.textContent()).toMatch(/^line 1 of the original/);
    await page.locator('ins.guess').first().hover();
    expect(await told.textContent()).toMatch(
      /repair: byte-shift, offset \d+, 4 guessed, 100 % sure · convert: simplified-script.* · stood there: “\?!眲f”$/,
    );
    expect(wrong).toEqual([]);
  });

  test('stage and rule filter the lines', async () => {
    const { page } = await opened(pageOf(inputs));
    const seen = (): Promise<readonly string[]> =>
      page
        .locator('.row[data-offset]:visible')
        .evaluateAll((rows: readonly SVGElement[]) => rows.map((row) => row.getAttribute('data-rules') ?? ''));
    const whole = await seen();
    await page.selectOption('#stage', 'strip');
    expect(new Set((await seen()).map((keys) => keys.split(' ').some((key) => key.startsWith('strip/'))))).toEqual(
      new Set([true]),
    );
    await page.selectOption('#rule', 'strip/title');
    expect(await seen()).toEqual(['strip/title', 'strip/title']);
    expect(await page.locator('#count').textContent()).toMatch(/^2 of \d+ changed lines shown$/);
    await page.selectOption('#rule', '');
    await page.selectOption('#stage', '');
    await page.check('#only');
    expect(await seen()).toEqual(whole.filter((keys) => keys !== ''));
  });

  test('speaks Chinese to a browser that does, and changes on request', async () => {
    const { page } = await opened(pageOf(inputs), { locale: 'zh-CN' });
    expect(await page.locator('h1').innerText()).toBe('前后对照');
    await page.click('#language');
    expect(await page.locator('h1').innerText()).toBe('Before and after');
  });

  test('a hostile document neither runs nor breaks the layout, and no address is a link', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '<img src=x onerror=alert(1)>.txt'), HOSTILE);
    for (const width of [1280, 390]) {
      const address = pageOf(['<img src=x onerror=alert(1)>.txt'], folder);
      const { page, wrong } = await opened(address, { viewport: { width, height: 800 } });
      expect(await page.title()).toBe('normalize: before and after · 前后对照');
      expect(await page.locator('a, img').count()).toBe(0);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      expect(await page.locator('.left').first().textContent()).toContain(
        '<img src=x onerror="document.title=\'ran\'">',
      );
      expect(await page.locator('.left').nth(1).textContent()).toContain('雙向U+202E反轉');
      expect(wrong).toEqual([]);
    }
  });
});
