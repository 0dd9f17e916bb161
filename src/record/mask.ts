import { maskedText } from '../mask/index.ts';
import type { TextContext, TextRule } from '../types.ts';
import type { CorpusRecord } from './fields.ts';

/** Masks what a record says besides its text: fields read from the page, posts, and removed lines. The trace has what was masked. */
export function maskedRecord(record: CorpusRecord, rules: readonly TextRule[], context: TextContext): CorpusRecord {
  const mask = (text: string): string => maskedText(text, rules, context);
  const orNull = (text: string | null): string | null => (text === null ? null : mask(text));
  const { posts } = record;
  return {
    ...record,
    title: orNull(record.title),
    kicker: orNull(record.kicker),
    subtitle: orNull(record.subtitle),
    outlet: orNull(record.outlet),
    section: record.section.map(mask),
    credits: record.credits.map(({ role, names }) => ({ role, names: names.map(mask) })),
    description: orNull(record.description),
    keywords: record.keywords.map(mask),
    removed: record.removed.map(({ rule, line, text }) => ({ rule, line, text: mask(text) })),
    ...(posts === undefined
      ? {}
      : { posts: posts.map((post) => ({ ...post, author: orNull(post.author), text: mask(post.text) })) }),
  };
}
