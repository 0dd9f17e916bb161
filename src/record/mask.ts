import { maskedText } from '../mask/index.ts';
import type { TextContext, TextRule } from '../types.ts';
import { FIELDS } from './fields.ts';
import type { CorpusRecord, Fields } from './fields.ts';
import type { Kinds } from './kinds.ts';

type Mask = (text: string) => string;

/** How to mask values by their kind. Values of other kinds (dates, addresses, codes) are kept as they are. */
const BY_KIND: { readonly [K in keyof Kinds]?: (value: Kinds[K], mask: Mask) => Kinds[K] } = {
  labelOrNull: (value, mask) => (value === null ? null : mask(value)),
  labels: (values, mask) => values.map(mask),
  credits: (credits, mask) => credits.map(({ role, names }) => ({ role, names: names.map(mask) })),
  removed: (lines, mask) => lines.map(({ rule, line, text }) => ({ rule, line, text: mask(text) })),
  posts: (posts, mask) =>
    posts.map((post) => ({
      ...post,
      author: post.author === null ? null : mask(post.author),
      text: mask(post.text),
    })),
};

/** Keys masked besides the fields of the page. The trace has what was masked. */
const ALSO: ReadonlySet<string> = new Set<keyof CorpusRecord>(['removed', 'posts']);

/** Masks what a record says besides its text: the fields read from the page, removed lines, and posts. */
export function maskedRecord(record: CorpusRecord, rules: readonly TextRule[], context: TextContext): CorpusRecord {
  const mask: Mask = (text) => maskedText(text, rules, context);
  const masked = FIELDS.flatMap(([name, { holds, page }]) => {
    const value: unknown = record[name as keyof CorpusRecord];
    if (holds === undefined || value === undefined || !(page === true || ALSO.has(name))) return [];
    const maskKind = BY_KIND[holds] as ((value: unknown, mask: Mask) => unknown) | undefined;
    return maskKind === undefined ? [] : [[name, maskKind(value, mask)] as const];
  });
  return { ...record, ...(Object.fromEntries(masked) as Partial<Fields>) };
}
