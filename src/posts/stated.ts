import { dateIn } from '../text/date.ts';
import type { Meta } from '../types.ts';
import type { FoundPost, Role } from './found.ts';
import type { PostLine } from './lines.ts';

/** A post as linked data states it. */
interface StatedPost extends Omit<FoundPost, 'text'> {
  readonly said: string;
}

const ROLES: ReadonlySet<string> = new Set<Role>(['opening', 'reply', 'answer', 'comment']);

/** The posts that the linked data of a page states, in its order. */
export function statedPosts(meta: readonly Meta[]): readonly StatedPost[] {
  const posts: StatedPost[] = [];
  let told: { role: Role; author: string | null; published: string | null } | null = null;
  for (const { name, value } of meta) {
    if (name === 'json-ld:post')
      told = ROLES.has(value) ? { role: value as Role, author: null, published: null } : null;
    if (told === null) continue;
    if (name === 'json-ld:post:author') told.author = value.trim();
    if (name === 'json-ld:post:date') told.published = dateIn(value);
    if (name === 'json-ld:post:text') posts.push({ ...told, said: value });
  }
  return posts;
}

/**
 * Posts found on a page with what its linked data states of them; where it states more posts than were found, those. A script shows
 * them then, or the page does not tell them apart.
 */
export function withStated(
  lines: readonly PostLine[],
  found: readonly FoundPost[],
  stated: readonly StatedPost[],
): readonly FoundPost[] {
  if (stated.length > found.length) return stated.map((post) => ({ ...post, text: [] }));
  const byStart = new Map(stated.map((post) => [startOf(post.said), post]));
  return found.map((post) => {
    if (post.author !== null && post.published !== null) return post;
    const same = byStart.get(startOf(textIn(lines, post)));
    return same === undefined
      ? post
      : { ...post, author: post.author ?? same.author, published: post.published ?? same.published };
  });
}

/** Characters that tell the posts of a page apart. */
const START_UNITS = 30;

function startOf(text: string): string {
  return text
    .slice(0, 8 * START_UNITS)
    .replace(/\s+/g, '')
    .slice(0, START_UNITS);
}

function textIn(lines: readonly PostLine[], { text }: FoundPost): string {
  let start = '';
  for (const slice of text) {
    const { text: printed = '', offset = 0 } = lines[slice.line] ?? {};
    start += printed.slice(Math.max(0, slice.start - offset), slice.end - offset);
    if (start.length > START_UNITS) break;
  }
  return start;
}
