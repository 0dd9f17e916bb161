import { FIELDS } from '../record/fields.ts';
import { SIGNAL_NAMES } from '../signals/index.ts';
import { nearest } from '../text/nearest.ts';

/** What is written so in other languages, and what CEL has instead. */
const OTHER_LANGUAGES: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [/[“”‘’「」]/, 'Texts stand in " or \'.'],
  [/[＝＞＜！＆｜（），]/, 'Operators, brackets and commas are those of ASCII.'],
  [/=~|~/, 'A regular expression: text.matches("…").'],
  [/=>/, 'Write >=.'],
  [/=</, 'Write <=.'],
  [/(?<![=!<>])=(?![=>])/, 'Equality is ==.'],
  [/\bnot\s+in\b/i, 'Write !(x in list).'],
  [/\bis\s+not\b/i, 'Write !=, as in outlet != null.'],
  [/\bis\b/i, 'Write ==, as in outlet == null.'],
  [/\band\b/i, 'Write && for and.'],
  [/\bor\b/i, 'Write || for or.'],
  [/\bnot\b/i, 'Write ! for not.'],
  [/\bin\s*\(/, 'Lists stand in square brackets: language in ["zh", "zh-Hans"].'],
  [
    /\b(?:contains|matches|startsWith|endsWith|like)\s+\S/i,
    'Write text.contains("…"), and so for matches, startsWith and endsWith.',
  ],
  [/\.(?:includes|include|indexOf|find)\(|\bcontains\(\w/, 'Write text.contains("…").'],
  [/\.(?:match|test|search)\(|\(\s*\//, 'A regular expression is a text: text.matches("…").'],
  [/\.length\b|\b(?:len|length|count)\(/i, 'Write text.size(), in code points.'],
  [/\.(?:lower|toLowerCase|casefold)\(/, 'Write text.lowerAscii().'],
  [/\.(?:upper|toUpperCase)\(/, 'Write text.upperAscii().'],
  [/\b(?:min|max)\(/, 'Write a < b ? a : b.'],
  [/\b(?:None|NULL|Null|nil|undefined)\b/, 'Write null.'],
  [/\b(?:True|TRUE|False|FALSE)\b/, 'Write true or false.'],
  [/\d[,_]\d{3}/, 'Numbers have no separators: 1000.'],
  [/\d\s*%\s*(?:$|[&|)])/, 'Shares are from 0 to 1: 0.2.'],
  [/(?<![\w.)\]])\.\d/, 'Numbers begin with a digit: 0.5.'],
];

/** Functions that conditions are likely to use, for suggestions. */
const FUNCTIONS = [
  'contains',
  'matches',
  'startsWith',
  'endsWith',
  'size',
  'lowerAscii',
  'upperAscii',
  'trim',
  'split',
  'substring',
  'indexOf',
  'exists',
  'all',
  'filter',
  'map',
  'has',
  'timestamp',
  'int',
  'double',
  'string',
];

/** A fault of a condition. */
export interface Fault {
  readonly condition: string;
  /** The part of it that is wrong. */
  readonly at: string;
  /** What is wrong, as the language states it. */
  readonly summary: string;
}

/** A sentence of advice on a fault, or null. */
export function adviceOn({ condition, at, summary }: Fault): string | null {
  if (FIELDS.some(([key, { optional }]) => key === at && optional === true))
    return `Records have ${at} with --${at} only.`;
  if (SIGNAL_NAMES.some((name) => name === at)) return `Did you mean signals.${at}?`;
  if (/^(?:Unknown variable|No such key)/.test(summary)) return onName(at, summary);
  return onTypes(summary) ?? onOtherLanguage(condition) ?? onFunction(summary);
}

function onName(at: string, summary: string): string | null {
  const last = at.slice(at.lastIndexOf('.') + 1);
  const known = FIELDS.flatMap(([key, { parts }]) => [key, ...Object.keys(parts ?? {})]);
  const near = nearest(
    last,
    known.filter((name) => name !== last),
  );
  if (near.length > 0) return `Did you mean ${near.join(' or ')}?`;
  const meant = OTHER_LANGUAGES.find(([pattern]) => pattern.test(at));
  if (meant !== undefined) return meant[1];
  return summary.startsWith('Unknown variable') ? `A text stands in quotation marks: "${at}".` : null;
}

function onTypes(summary: string): string | null {
  if (summary.startsWith('Invalid escape'))
    return 'Write r before the quotation mark, as in r"\\d", or two backslashes.';
  if (summary.startsWith('has()'))
    return 'has() takes a part, as in has(source.fields.x). For a key that may be null: x != null.';
  const items = /string in list<(\w+)_item>/.exec(summary)?.[1];
  if (items !== undefined) return `Its items are objects: ${items}.exists(item, item.… == "…").`;
  if (/overload: string \S+ (?:int|double)$/.test(summary))
    return 'A text is compared with a text, in quotation marks.';
  return null;
}

function onFunction(summary: string): string | null {
  const called = /overload for '(?:\w+\.)?(\w+)\(/.exec(summary)?.[1];
  const near = called === undefined || FUNCTIONS.includes(called) ? [] : nearest(called, FUNCTIONS);
  return near.length > 0 ? `Did you mean ${near.join(' or ')}?` : null;
}

function onOtherLanguage(condition: string): string | null {
  const bare = withoutTexts(condition);
  return OTHER_LANGUAGES.find(([pattern]) => pattern.test(bare))?.[1] ?? null;
}

/** A condition with nothing in its quotation marks, as far as they are closed. */
function withoutTexts(condition: string): string {
  return condition.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
}
