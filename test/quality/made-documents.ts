/** Reads the documents of `documents/`: front matter with the expected result, then the page with its body marked. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeHTML } from 'entities';
import iconv from 'iconv-lite';
import { parse } from 'yaml';
import type { CorpusRecord } from '../../src/index.ts';
import type { Case, Check } from './case.ts';

/** Marks around each line of the body; they are removed before the document is read. */
const BODY = /⟦([^⟦⟧]*)⟧/g;
/** Stands for the character U+0000, which would make a file binary to git. */
const NUL = '␀';
/** Stands for a byte that no encoding has, and in the body for what is read in its place. */
const BROKEN = '␦';

/** Fields expected to be `null` or `[]` unless the front matter says otherwise, so that nothing may be invented. */
const FIELDS = ['title', 'kicker', 'subtitle', 'published', 'outlet', 'section', 'credits'] as const;
/** Fields that must not be taken from an entry of a page without an article. */
const OF_AN_ARTICLE = new Set<string>(['published', 'outlet', 'credits']);
/** Fields that are checked only if the front matter names them. */
const MORE_FIELDS = ['modified', 'url', 'description', 'keywords', 'language'] as const;
/** Warnings that the text of a record is no article. */
const NO_ARTICLE = ['no-article', 'no-body', 'empty'];

type Front = Readonly<Record<string, unknown>>;

const KEYS = new Set<string>([...FIELDS, ...MORE_FIELDS, 'article', 'kind', 'warnings', 'encoding', 'about']);

export function madeDocuments(folder: string): readonly Case[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:html|txt)$/.test(name))
    .sort()
    .map((name) => caseOf(name, readFileSync(join(folder, name), 'utf8')));
}

/** Parses a case from its file; throws if the front matter is not as `README.md` describes. */
export function caseOf(name: string, file: string): Case {
  const [, head, page] = /^---\n(.*?)^---\n(.*)/ms.exec(file) ?? [];
  if (head === undefined || page === undefined) throw new Error(`${name}: no front part between two lines of ---`);
  const front = (parse(head) ?? {}) as Front;
  const unknown = Object.keys(front).find((key) => !KEYS.has(key));
  if (unknown !== undefined) throw new Error(`${name}: unknown key '${unknown}' in the front part`);
  const markup = name.endsWith('.html');
  const body = [...page.matchAll(BODY)].map(([, line = '']) => lineOf(line, markup, name));
  const article = front['article'] !== false;
  if (article !== body.length > 0)
    throw new Error(`${name}: ${article ? 'no line of the body is marked' : 'a page without an article has a body'}`);
  return {
    id: name,
    kind: name.slice(0, name.indexOf('/')),
    source: {
      path: name,
      bytes: bytesOf(page.replace(BODY, '$1').replaceAll(NUL, '\0'), front),
      format: markup ? 'html' : 'text',
    },
    body: article ? body : null,
    headlineInBody: false,
    linesKnown: true,
    checks: [...fieldChecks(front, article), ...flagChecks(front, article)],
  };
}

/** A marked line as text. */
function lineOf(line: string, markup: boolean, name: string): string {
  if (/<\/?(?:p|div|br|h[1-6]|li|tr)\b/i.test(line)) throw new Error(`${name}: a mark around more than one line`);
  const text = markup ? decodeHTML(line.replace(/<t[dh]\b/g, ' $&').replace(/<[^<>]*>/g, '')) : line;
  return text.replaceAll(NUL, '').replaceAll(BROKEN, '\uFFFD').replace(/\s+/g, ' ').trim();
}

function bytesOf(page: string, front: Front): Uint8Array {
  const encoding = front['encoding'];
  const encoded = (text: string): Buffer =>
    typeof encoding === 'string' ? iconv.encode(text, encoding) : Buffer.from(text);
  return Buffer.concat(page.split(BROKEN).flatMap((part, i) => [Buffer.alloc(i === 0 ? 0 : 1, 0xff), encoded(part)]));
}

function fieldChecks(front: Front, article: boolean): readonly Check[] {
  const always = FIELDS.filter((name) => article || OF_AN_ARTICLE.has(name) || name in front);
  return [...always, ...MORE_FIELDS.filter((name) => name in front)].map((name) => ({
    name,
    about: 'field',
    wanted: wantedOf(name, front[name]),
    found: (record) => record[name],
  }));
}

/** The front matter writes credits as `{role: [names]}`. */
function wantedOf(name: string, value: unknown): unknown {
  if (name !== 'credits') return value ?? (name === 'section' ? [] : null);
  return Object.entries((value ?? {}) as Readonly<Record<string, unknown>>).map(([role, names]) => ({ role, names }));
}

function flagChecks(front: Front, article: boolean): readonly Check[] {
  const wanted = front['warnings'] ?? [];
  const others = ({ warnings }: CorpusRecord): unknown => warnings.filter((code) => !NO_ARTICLE.includes(code));
  const flagged = ({ warnings }: CorpusRecord): boolean => !warnings.some((code) => NO_ARTICLE.includes(code));
  const checks: Check[] = [
    { name: 'article', about: 'flag', wanted: article, found: flagged },
    { name: 'warnings', about: 'flag', wanted, found: others },
  ];
  if (!article) checks.push({ name: 'text kept', about: 'flag', wanted: true, found: ({ text }) => text !== '' });
  if ('kind' in front)
    checks.push({ name: 'kind', about: 'flag', wanted: front['kind'], found: (record) => record.kind });
  return checks;
}
