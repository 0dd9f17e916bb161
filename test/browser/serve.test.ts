import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { canBrowse, closeBrowser, LOOKS, opened, violations } from '../run/browser.ts';
import { temporaryFolder } from '../run/command.ts';
import { RULES, serving, TEXT } from '../run/serve.ts';

/** Serves a folder with one document; the address, and the path of its rules file. */
async function servingPages(): Promise<{ address: string; rules: string }> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'pages'));
  writeFileSync(join(folder, 'pages/a.txt'), TEXT);
  const { address } = await serving(['pages', '--rules', 'rules.yaml'], folder);
  return { address: address.href, rules: join(folder, 'rules.yaml') };
}

afterAll(closeBrowser);

describe.skipIf(!canBrowse)('normalize serve in a browser', () => {
  test.each(LOOKS)(
    'has no violation that axe finds, and fits the window: %s, %i pixels',
    async (colorScheme, width) => {
      const { address } = await servingPages();
      const { page } = await opened(address, { colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
      await page.fill('#text', TEXT);
      await page.waitForSelector('.row.changed');
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    },
  );

  test('shows a text that is pasted, without the stages and rules that are switched off', async () => {
    const { address } = await servingPages();
    const { page, wrong } = await opened(address);
    await page.fill('#text', `<img src=x onerror=alert(1)>\n${TEXT}`);
    await page.waitForSelector('.row.changed');
    await page.uncheck('input[value=convert]');
    await page.waitForSelector('.row.changed', { state: 'detached' });
    await page.check('input[value=convert]');
    await page.waitForSelector('.row.changed');
    await page.fill('#skip', 'simplified-script');
    await page.waitForSelector('.row.changed', { state: 'detached' });
    expect(await page.locator('#documents img').count()).toBe(0);
    expect(wrong).toEqual([]);
  });

  test('shows a file that is dropped', async () => {
    const { address } = await servingPages();
    const { page, wrong } = await opened(address);
    await page.evaluate(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([${JSON.stringify(TEXT)}], 'dropped.txt'));
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
    })()`);
    await page.waitForSelector('.row.changed');
    expect(await page.locator('#documents h2').textContent()).toBe('dropped.txt');
    expect(wrong).toEqual([]);
  });

  test('a rule is edited, tried on the folder and saved; a wrong one is named', async () => {
    const { address, rules } = await servingPages();
    const { page } = await opened(address);
    await page.fill('#own', RULES);
    await page.click('#try');
    await page.waitForSelector('#effects li');
    expect(await page.locator('#effects li').textContent()).toBe('a.txt东湖热线主办 donghu-footer');
    expect(await page.locator('#note').textContent()).toBe('1 of 1 documents change');
    await page.click('#save');
    await page.locator('#note', { hasText: 'saved to rules.yaml' }).waitFor();
    expect(readFileSync(rules, 'utf8')).toBe(RULES);
    await page.fill('#own', '- name: x');
    await page.click('#save');
    await page.locator('#note', { hasText: 'Error: rules: rule 1 (x)' }).waitFor();
    expect(readFileSync(rules, 'utf8')).toBe(RULES);
  });
});
