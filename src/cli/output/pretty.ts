import { parseJson, toJson } from '../../index.ts';
import type { CorpusRecord } from '../../index.ts';
import { megabytes } from '../terminal/amounts.ts';
import { escapeLine, escapeText } from '../terminal/escape.ts';
import { row } from '../terminal/summary.ts';
import { LABEL } from '../terminal/width.ts';
import type { Look, Packing } from './writer.ts';

/** Readable records: the fields, the text, and an account of what was done. */
export function pretty(look: Look): Packing {
  let first = true;
  return {
    push: (lines) => {
      const shown: string[] = [];
      for (const line of Buffer.from(lines.buffer, lines.byteOffset, lines.length).toString('utf8').split('\n')) {
        if (line === '') continue;
        shown.push(`${first ? '' : '\n'}${view(parseJson(line) as CorpusRecord, look)}\n`);
        first = false;
      }
      return Promise.resolve(Buffer.from(shown.join('')));
    },
    // Separates the records from the summary.
    end: () => Promise.resolve(Buffer.from(first ? '' : '\n')),
  };
}

function view(record: CorpusRecord, look: Look): string {
  const text = record.text === '' ? look.paint('dim', '(no text)') : escapeText(record.text);
  const parts = [
    [headingOf(record, look), ...fields(record, look)],
    [text],
    postsOf(record, look),
    account(record, look),
  ];
  return parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n');
}

/** Each post: who, when and what it is to the others, then its text. */
function postsOf({ posts = [] }: CorpusRecord, { paint }: Look): readonly string[] {
  return posts.map(({ author, published, role, text }, index) => {
    const about = [`post ${index + 1}`, role, author, published].filter((part) => part !== null).join(', ');
    return `${index === 0 ? '' : '\n'}${paint('cyan', escapeLine(about))}\n${escapeText(text)}`;
  });
}

function headingOf({ source: { path, member } }: CorpusRecord, { paint }: Look): string {
  return paint('bold', `==> ${escapeLine(member === null ? path : `${path} ${member}`)} <==`);
}

/** All of a readable record but its text. */
export function aboutRecord(record: CorpusRecord, look: Look): string {
  return [headingOf(record, look), ...fields(record, look), ...account(record, look, [])].join('\n');
}

type Json = string | number | boolean | null | bigint | readonly Json[] | { readonly [key: string]: Json };

/** Keys shown elsewhere in the view, or of use to programs only. All others are shown in record order. */
const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(
  'schema id text posts steps removed warnings blocks trace'.split(' '),
);

/** Keys of the source shown elsewhere, or of use to programs only. */
const IN_HEADING: ReadonlySet<string> = new Set(['path', 'path_bytes', 'member', 'format', 'bytes', 'sha256']);

/** Formatters of fields that are more than a word or a list of words. */
const FORMATTERS: Readonly<Record<string, (record: CorpusRecord) => string>> = {
  section: ({ section }) => section.join(' > '),
  credits: ({ credits }) => credits.map(({ role, names }) => `${role} ${names.join(', ')}`).join('; '),
  source: ({ source }) => {
    const more = Object.entries(source).filter(([key]) => !IN_HEADING.has(key)) as [string, Json][];
    return told({ [source.format]: megabytes(source.bytes), ...Object.fromEntries(more) });
  },
  encoding: ({ encoding: { name, by, confidence, declared, replaced } }) =>
    [
      by === name ? name : `${name} by ${by}`,
      ...(confidence < 1 ? [`confidence ${confidence}`] : []),
      ...(declared === null || declared === name ? [] : [`declared ${declared}`]),
      ...(replaced > 0 ? [`replaced ${replaced}`] : []),
    ].join(', '),
};

function fields(record: CorpusRecord, { paint }: Look): readonly string[] {
  return fieldsOf(record).map(([key, value]) => {
    const text = escapeLine(value);
    return `${paint('cyan', key.padEnd(LABEL - 1))} ${key === 'title' ? paint('bold', text) : text}`;
  });
}

/** The fields that are shown, each as one unescaped line; those without a value are left out. */
export function fieldsOf(record: CorpusRecord): readonly (readonly [key: string, value: string])[] {
  return Object.entries(record).flatMap(([key, value]) => {
    if (SHOWN_ELSEWHERE.has(key)) return [];
    const text = (FORMATTERS[key] ?? (() => told(value as Json)))(record);
    return text === '' ? [] : [[key, text] as const];
  });
}

/** A value on one line; '' if it is empty. */
function told(value: Json): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return value.map((item) => (typeof item === 'object' ? toJson(item) : String(item))).join(', ');
  const parts = Object.entries(value).filter(([, part]) => part !== null);
  return parts.map(([key, part]) => `${key} ${typeof part === 'object' ? toJson(part) : String(part)}`).join(', ');
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

/** Keys that are not shown because they are of use to programs only. */
const FOR_PROGRAMS = ['blocks', 'trace'] as const;

function account(
  record: CorpusRecord,
  { paint, columns, verbose }: Look,
  unseen: readonly (typeof FOR_PROGRAMS)[number][] = FOR_PROGRAMS,
): readonly string[] {
  const { removed } = record;
  const asked = unseen.filter((key) => record[key] !== undefined);
  const rules = new Map<string, number>();
  for (const { rule } of removed) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const rows = [
    row('repaired', edits(record, 'repair'), columns),
    row('converted', edits(record, 'convert'), columns),
    row('removed', rules, columns),
  ];
  const lines = verbose
    ? removed.map(({ rule, line, text }) => `${String(line).padStart(LABEL - 1)} ${rule}: ${escapeLine(text)}`)
    : [];
  const warnings = record.warnings.map((warning) => escapeLine(warning)).join(', ');
  return [
    ...rows.filter(Boolean).map((text) => paint('dim', text)),
    ...lines.map((text) => paint('dim', text)),
    ...asked.map((key) => paint('dim', `${key.padEnd(LABEL)}with --output-format jsonl`)),
    ...(warnings === '' ? [] : [paint('yellow', `${'warnings'.padEnd(LABEL)}${warnings}`)]),
  ];
}

/** Edits of a stage by rule, and the characters in them that were guessed. */
function edits({ steps }: CorpusRecord, stage: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const step of steps) {
    if (step.stage !== stage || step.edits === 0) continue;
    counts.set(step.rule, (counts.get(step.rule) ?? 0) + step.edits);
    if (step.guessed > 0) counts.set('guessed', (counts.get('guessed') ?? 0) + step.guessed);
  }
  return counts;
}
