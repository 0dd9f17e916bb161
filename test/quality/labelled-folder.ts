/** Reads a folder of labelled pages, as `src/train/README.md` describes it: `gold.jsonl` with `pages/`, and `lines.jsonl`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CorpusRecord } from '../../src/index.ts';
import type { GoldLines } from '../../src/train/examples.ts';
import type { Case, Check } from './case.ts';

interface Gold {
  readonly id: string;
  readonly title?: string;
  readonly author?: string;
  readonly date?: string;
  readonly body?: string;
  readonly body_unusable?: unknown;
}

/** Label of a page that names none, so that none may be invented. */
const NONE = 'UNKNOWN';
/** Roles that a label counts as author. */
const AUTHOR = /记者|作者|文|通讯员|撰|口述|编译|整理/;

/** Pages as the kind `html`, lines as the kind `text`; throws if the folder has neither. */
export function labelledFolder(folder: string): readonly Case[] {
  const [gold, lines] = [join(folder, 'gold.jsonl'), join(folder, 'lines.jsonl')];
  const cases = [
    ...(existsSync(gold) ? (jsonl(gold) as readonly Gold[]).map((page) => pageCase(folder, page)) : []),
    ...(existsSync(lines) ? (jsonl(lines) as readonly GoldLines[]).map(linesCase) : []),
  ];
  if (cases.length === 0) throw new Error(`${folder}: neither gold.jsonl nor lines.jsonl with a page in it`);
  return cases;
}

function pageCase(folder: string, gold: Gold): Case {
  const scored = gold.body !== undefined && gold.body !== '' && gold.body_unusable === undefined;
  return {
    id: gold.id,
    kind: 'html',
    source: { path: `${gold.id}.html`, format: 'html', bytes: readFileSync(join(folder, 'pages', `${gold.id}.html`)) },
    body: scored ? (gold.body ?? '').split('\n').filter((line) => line.trim() !== '') : null,
    headlineInBody: true,
    // Bodies were extracted by other programs, which break lines elsewhere.
    linesKnown: false,
    checks: [
      ...check('title', gold.title, ({ title }) => title, same),
      ...check('published', gold.date, ({ published }) => published, sameDay),
      ...check('author', gold.author, authorsOf, namesOneOf),
    ],
  };
}

function linesCase({ id, lines, lab }: GoldLines): Case {
  const body = lines.filter((_, i) => lab[i] === 1);
  return {
    id,
    kind: 'text',
    source: { path: `${id}.txt`, format: 'text', text: lines.join('\n') },
    body: body.length === 0 ? null : body,
    headlineInBody: false,
    linesKnown: true,
    checks: [],
  };
}

/** `wanted` in the script of the record. */
type Same = (wanted: string, found: unknown) => boolean;

function check(
  name: string,
  wanted: string | undefined,
  found: (record: CorpusRecord) => unknown,
  agrees: Same,
): readonly Check[] {
  if (wanted === undefined || wanted === '') return [];
  const none = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);
  if (wanted === NONE) return [{ name: `no ${name} invented`, about: 'field', wanted: null, found, holds: none }];
  return [{ name, about: 'field', wanted, found, holds: (value, inScript) => agrees(inScript(wanted), value) }];
}

const same: Same = (wanted, found) => typeof found === 'string' && bare(found) === bare(wanted);

const sameDay: Same = (wanted, found) => {
  const [, year, month, day] =
    /(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})/.exec(wanted) ?? /\b(\d{4})(\d\d)(\d\d)\b/.exec(wanted) ?? [];
  const date = `${year ?? ''}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  return typeof found === 'string' && found.startsWith(date);
};

const namesOneOf: Same = (wanted, found) =>
  Array.isArray(found) && found.some((name) => typeof name === 'string' && bare(wanted).includes(bare(name)));

function authorsOf({ credits }: CorpusRecord): unknown {
  return credits.filter(({ role }) => AUTHOR.test(role)).flatMap(({ names }) => names);
}

function bare(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
}

function jsonl(file: string): readonly unknown[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}
