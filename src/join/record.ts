import { FIELDS } from '../record/fields.ts';
import type { CorpusRecord, Fields } from '../record/fields.ts';
import type { Credit } from '../types.ts';

type Posts = NonNullable<CorpusRecord['posts']>;

/** Fields that later pages cannot tell. */
const OF_THE_FIRST: ReadonlySet<string> = new Set<keyof Fields>(['kicker', 'subtitle', 'url', 'description']);

/** The fields of a text on several pages: of the first page that states them; credits of all. */
export function joinedFields(records: readonly CorpusRecord[]): Partial<Fields> {
  const [first] = records;
  const joined = FIELDS.filter(([, { page }]) => page === true).map(([name]) => {
    const values = records.map((record) => record[name as keyof CorpusRecord]);
    if (OF_THE_FIRST.has(name) || first === undefined) return [name, values[0]];
    return [name, values.find((value) => (Array.isArray(value) ? value.length > 0 : value !== null)) ?? values[0]];
  });
  return { ...(Object.fromEntries(joined) as Partial<Fields>), credits: joinedCredits(records) };
}

/** Credits in order of appearance; those that a later page repeats once. */
function joinedCredits(records: readonly CorpusRecord[]): readonly Credit[] {
  const joined: Credit[] = [];
  for (const { role, names } of records.flatMap(({ credits }) => credits)) {
    const fresh = names.filter((name) => !joined.some((known) => known.role === role && known.names.includes(name)));
    if (fresh.length > 0) joined.push({ role, names: fresh });
  }
  return joined;
}

/** The language of all pages; `zh` if they are in both scripts. */
export function joinedLanguage(records: readonly CorpusRecord[]): CorpusRecord['language'] {
  const languages = new Set(records.map(({ language }) => language));
  languages.delete('und');
  const [first = 'und', ...others] = languages;
  const isChinese = first.startsWith('zh') && others.every((other) => other.startsWith('zh'));
  return others.length > 0 && isChinese ? 'zh' : first;
}

/** The posts of all pages. Later pages have no opening: one that repeats it is left out, another is a reply. */
export function joinedPosts(records: readonly CorpusRecord[]): Posts {
  const joined: Posts[number][] = [];
  const opening = (records[0]?.posts ?? []).find(({ role }) => role === 'opening');
  for (const [index, { posts = [] }] of records.entries())
    for (const post of posts) {
      if (index === 0 || post.role !== 'opening') joined.push(post);
      else if (post.author !== opening?.author || post.text !== opening.text) joined.push({ ...post, role: 'reply' });
    }
  return joined;
}
