import { bodyCredits } from './credits-in-body.ts';
import { creditsIn } from './credits-in-line.ts';
import { metaCredits } from './credits-in-meta.ts';
import type { Credit, Document, Removed } from '../types.ts';

/** Rules of strip whose lines name people. */
const ABOUT_PEOPLE: ReadonlySet<string> = new Set(
  'time-label time-source date source editor reporter byline byline-names agency-byline tail-credit photo-credit page-photos outlet editor-at-end reporter-at-end original-title'.split(
    ' ',
  ),
);

/** Who made the article, in order of appearance; from removed lines, the head of the first paragraphs and, failing those, from markup. */
export function creditsOf(document: Document): readonly Credit[] {
  const lines = withoutReplies(document.removed.filter(({ rule }) => ABOUT_PEOPLE.has(rule)));
  const { head, tail } = bodyCredits(document.text);
  const credits = [...head, ...lines.flatMap(({ rule, text }) => creditsIn(text, rule)), ...tail];
  const merged = merge(credits);
  return merged.some(({ role }) => WRITES.test(role)) ? merged : merge([...credits, ...metaCredits(document)]);
}

/** Rules whose lines name who posted, and from how many of one kind on they are those of a thread. */
const POSTING: ReadonlyMap<string, number> = new Map([
  ['time-label', 2],
  ['time-source', 2],
  ['byline', 3],
]);

/** Each post of a thread names its author; the first is the article's. */
function withoutReplies(lines: readonly Removed[]): readonly Removed[] {
  const kindOf = ({ rule, text }: Removed): string => `${rule} ${/[\p{L}]{2}/u.exec(text)?.[0] ?? ''}`;
  const counts = new Map<string, Set<string>>();
  for (const line of lines) counts.set(kindOf(line), (counts.get(kindOf(line)) ?? new Set()).add(line.text));
  const seen = new Set<string>();
  return lines.filter((line) => {
    const kind = kindOf(line);
    const many = (counts.get(kind)?.size ?? 0) >= (POSTING.get(line.rule) ?? Infinity);
    const first = !seen.has(kind);
    seen.add(kind);
    return first || !many;
  });
}

const WRITES = /记者|作者|通讯员|撰|执笔|口述|编译|整理|实习生/;

function merge(credits: readonly Credit[]): readonly Credit[] {
  const byRole = new Map<string, string[]>();
  for (const { role, names } of credits) {
    const list = byRole.get(role) ?? [];
    for (const name of names) if (!list.includes(name)) list.push(name);
    if (list.length > 0) byRole.set(role, list);
  }
  return [...byRole].map(([role, names]) => ({ role, names }));
}
