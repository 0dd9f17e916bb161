/** Reads the pages of this folder: a front part that lists the posts, then the page. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { CorpusRecord } from '../../../src/index.ts';

type Post = NonNullable<CorpusRecord['posts']>[number];

export interface Thread {
  readonly name: string;
  readonly page: string;
  readonly posts: readonly Post[];
}

export function threads(): readonly Thread[] {
  const folder = import.meta.dirname;
  return readdirSync(folder)
    .filter((name) => /\.(?:html|txt)$/.test(name))
    .sort()
    .map((name) => threadOf(name, readFileSync(`${folder}/${name}`, 'utf8')));
}

function threadOf(name: string, file: string): Thread {
  const [, head, page] = /^---\n(.*?)^---\n(.*)/ms.exec(file) ?? [];
  if (head === undefined || page === undefined) throw new Error(`${name}: no front part between two lines of ---`);
  const { posts } = parse(head) as { posts: readonly (readonly [Post['role'], ...(string | null)[]])[] };
  return {
    name,
    page,
    posts: posts.map(([role, author = null, published = null, text]) => ({
      author,
      published,
      text: text ?? '',
      role,
    })),
  };
}
