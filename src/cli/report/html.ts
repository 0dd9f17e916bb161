import { createHash } from 'node:crypto';

/** HTML of a report. Text is escaped where it is made into HTML, and nowhere else: only `html` and its kin make markup. */
export interface Html {
  readonly html: string;
}

/** What may stand in an element: markup, or text that is escaped. */
export type Content = Html | string | number | readonly Content[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  const wellFormed = text.toWellFormed();
  return /[&<>"']/.test(wellFormed) ? wellFormed.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign) : wellFormed;
}

/** Joins contents. */
export function markup(content: Content): string {
  if (typeof content === 'number') return String(content);
  if (typeof content === 'string') return escaped(content);
  return 'html' in content ? content.html : content.map(markup).join('');
}

const VOID: ReadonlySet<string> = new Set(['meta', 'rect', 'col', 'br', 'input']);

/** An element. Attributes that are null are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | null>>,
  ...content: readonly Content[]
): Html {
  let html = `<${name}`;
  for (const key in attributes) {
    const value = attributes[key] ?? null;
    if (value !== null) html += ` ${key}="${escaped(String(value))}"`;
  }
  html += '>';
  for (const part of content) html += markup(part);
  return { html: VOID.has(name) ? html : `${html}</${name}>` };
}

/** Markup that is a part of the program. */
export function trusted(text: string): Html {
  return { html: text };
}

/** Characters that would change how others are displayed, or that are not displayed: controls, and those of text direction. */
const INVISIBLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff]/g;

/** Text from outside: it cannot change the direction of what is around it, and what would be invisible is named. */
export function foreign(text: string): Html {
  const pieces: Content[] = [];
  let end = 0;
  for (const match of text.matchAll(INVISIBLE)) {
    pieces.push(text.slice(end, match.index), element('span', { class: 'code' }, codeOf(match[0])));
    end = match.index + 1;
  }
  return element('bdi', {}, ...pieces, text.slice(end));
}

function codeOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A text in both languages, of which the page shows one. */
export interface Said {
  readonly en: string;
  readonly zh: string;
}

export function said({ en, zh }: Said): Html {
  return {
    html: `<span class="en" lang="en">${escaped(en)}</span><span class="zh" lang="zh-Hans">${escaped(zh)}</span>`,
  };
}

/** What a page is made of beside its body. */
export interface PageParts {
  readonly title: string;
  readonly style: string;
  readonly script: string;
}

/** Nothing is loaded or sent, and no other style sheet or script runs. */
export function policyOf({ style, script }: Pick<PageParts, 'style' | 'script'>): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
}

/** The head of a page that is opened as a file, with its policy. */
export function pageHead(page: PageParts): Html {
  return element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: policyOf(page) }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'referrer', content: 'no-referrer' }),
    element('title', {}, page.title),
    element('style', {}, trusted(page.style)),
  );
}
