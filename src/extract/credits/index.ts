import { bodyCredits } from './in-body.ts';
import { creditsIn } from './in-line.ts';
import { metaCredits } from './in-metadata.ts';
import type { Credit, Document, Fact, Removed } from '../../types.ts';

/** Facts beside which people are named. */
const BESIDE_PEOPLE: readonly Fact[] = ['time', 'date', 'source', 'author', 'editor', 'credit', 'photo', 'title'];

/** Credits of an article, by role. `known` comes with the document and replaces printed credits of its roles; the others come from paragraph heads, removed lines, paragraph ends and, if no author is found, from markup. */
export function creditsOf(document: Document, known: readonly Credit[] = []): readonly Credit[] {
  const lines = document.removed.filter(({ tells }) => tells.some((fact) => BESIDE_PEOPLE.includes(fact)));
  const { head, tail } = bodyCredits(document.text);
  const roles = new Set(known.map(({ role }) => role));
  const printed = [...head, ...lineCredits(lines), ...tail].filter(({ role }) => !roles.has(role));
  const credits = [...known, ...printed];
  const merged = merge(credits);
  return merged.some(({ role }) => AUTHOR_ROLE.test(role)) ? merged : merge([...credits, ...metaCredits(document)]);
}

const AUTHOR_ROLE = /记者|作者|通讯员|撰|执笔|口述|编译|整理|实习生/;

/** Rules whose lines name the poster. */
const POSTING = /^(?:time-label|time-source|date|byline)$/;
/** The button of a post beside its date: where that names nobody, dates further down are those of quotes and answers. */
const OWN_POST = /只看[该該此]作者/;
/** Minimum number of bylines with one label for them to count as those of a thread. */
const MIN_THREAD_BYLINES = 3;

/** Credits of removed lines. Of the posts of a thread, only the first one's author is kept. */
function lineCredits(lines: readonly Removed[]): readonly Credit[] {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(groupOf(line), (counts.get(groupOf(line)) ?? 0) + 1);
  const posted = new Set<string>();
  return lines.flatMap((line) => {
    const credits = creditsIn(line.text, line.rule);
    const group = groupOf(line);
    const author = credits.some(({ role, names }) => role === '作者' && names.length > 0);
    if (!author && OWN_POST.test(line.text)) posted.add(group);
    if (!author || !POSTING.test(line.rule)) return credits;
    if (line.rule === 'byline' && (counts.get(group) ?? 0) < MIN_THREAD_BYLINES) return credits;
    const reply = posted.has(group);
    posted.add(group);
    return reply ? credits.filter(({ role }) => role !== '作者') : credits;
  });
}

/** The rule of a line; for a byline, with the first two letters of its label. */
function groupOf({ rule, text }: Removed): string {
  return rule === 'byline' ? `${rule} ${/\p{L}{2}/u.exec(text.slice(0, 20))?.[0] ?? ''}` : rule;
}

function merge(credits: readonly Credit[]): readonly Credit[] {
  const byRole = new Map<string, string[]>();
  for (const { role, names } of credits) {
    const list = byRole.get(role) ?? [];
    for (const name of names) if (!list.includes(name)) list.push(name);
    if (list.length > 0) byRole.set(role, list);
  }
  return [...byRole].map(([role, names]) => ({ role, names }));
}
