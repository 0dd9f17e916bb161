import { createRequire } from 'node:module';
import { isObject } from '../text/is-object.ts';
import type { Content, ReadContext, Values } from './content.ts';
import { readHtml } from './html/index.ts';
import { looksLikeHtml } from './sniff.ts';
import { readText } from './text.ts';

/** Maximum length of front matter, in UTF-16 units. */
const MAX_MATTER_UNITS = 2 ** 16;

interface Matter {
  readonly fields: Values;
  /** The text below the front matter. */
  readonly body: string;
}

/** Whether a text starts with non-empty front matter between lines of `---` (YAML) or `+++` (TOML). */
export function hasFrontMatter(text: string): boolean {
  return matterOf(text) !== null;
}

/** Reads a text with front matter, usually Markdown. */
export function readFrontMatter(text: string, { structured, nodes }: ReadContext): Content {
  const matter = matterOf(text);
  const body = matter?.body ?? text;
  const fields = matter?.fields ?? null;
  return {
    reading: looksLikeHtml(body) ? readHtml(body, structured, nodes) : readText(body),
    fields,
    about: fields === null ? [] : [fields],
    warnings: [],
  };
}

const FENCE = /^\uFEFF?(---|\+\+\+)[ \t]*\r?\n/;
const END = { '---': /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m, '+++': /^\+\+\+[ \t]*(?:\r?\n|$)/m };

function matterOf(text: string): Matter | null {
  const open = FENCE.exec(text);
  if (open === null) return null;
  const start = open[0].length;
  const fence = open[1] === '---' ? '---' : '+++';
  const end = END[fence].exec(text.slice(start, start + MAX_MATTER_UNITS));
  if (end === null) return null;
  const fields = parsed(text.slice(start, start + end.index), fence);
  return fields === null ? null : { fields, body: text.slice(start + end.index + end[0].length) };
}

interface Parser {
  /** `logLevel` is of YAML alone: no warnings on standard error. */
  readonly parse: (text: string, options: { readonly logLevel: 'error' }) => unknown;
}

const require = createRequire(import.meta.url);
const QUIET = { logLevel: 'error' } as const;
const PARSERS = { '---': 'yaml', '+++': 'smol-toml' };

/** The fields as plain JSON values; null if the block holds none. */
function parsed(block: string, fence: '---' | '+++'): Values | null {
  try {
    const value = JSON.parse(JSON.stringify((require(PARSERS[fence]) as Parser).parse(block, QUIET))) as unknown;
    return isObject(value) && Object.keys(value).length > 0 ? value : null;
  } catch {
    return null; // a text that begins with a rule
  }
}
