import { existsSync, readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { join } from 'node:path';
import { root } from './command.ts';

/** Debian's Chromium; nothing is downloaded. */
const CHROMIUM = '/usr/bin/chromium';

/** Whether a browser is installed. */
export const canBrowse: boolean = existsSync(CHROMIUM);

/** A page in a browser, and what it did that no page of ours may do. */
export interface Opened {
  readonly page: Page;
  /** Errors, messages on the console, dialogs, and requests for anything but the page itself. */
  readonly wrong: readonly string[];
}

let browser: Promise<Browser> | null = null;

/** Starts the browser once. */
function started(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  return browser;
}

/** Ends the browser; call it after all tests of a file. */
export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = null;
}

/** Opens an address, closed after the test. */
export async function opened(address: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await (
    await started()
  ).newContext({ viewport: { width: 1280, height: 800 }, locale: 'en', ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => wrong.push(message.text()));
  page.on('dialog', (dialog) => {
    wrong.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(address).origin) wrong.push(request.url());
  });
  await page.goto(address);
  return { page, wrong };
}

/** Violations that axe finds, as `rule: element`. The policy of the page keeps axe out, so it is loaded by the test's own channel. */
export async function violations(page: Page): Promise<readonly string[]> {
  const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
  return page.evaluate(
    `${axe}; axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`,
  );
}

/** Every look that a page must be fit for. */
export const LOOKS: readonly (readonly [scheme: 'light' | 'dark', width: number])[] = [
  ['light', 1280],
  ['light', 390],
  ['dark', 1280],
  ['dark', 390],
];
