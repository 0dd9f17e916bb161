import { classOf } from './elements.ts';
import { piecesOf } from './lines.ts';
import type { PostLine } from './lines.ts';
import { AUTHOR, isCalled } from './naming.ts';
import { isDated } from './stamps.ts';

/** Levels above a piece at which its element may be called an author. */
const MAX_LEVELS = 4;

const YEAR = /(?:19|20)\d{2}/;
/** Longest line that is the signature of a post, in UTF-16 units. */
const MAX_SIGN_UNITS = 100;

/** Whether what stands above the posts of a page is signed as they are: name and time in one line, in elements of the same classes. */
export function isSignedAlike(above: readonly PostLine[], posts: readonly PostLine[]): boolean {
  const signs = new Set(above.flatMap((line) => signOf(line) ?? []));
  return signs.size > 0 && posts.some((line) => signs.has(signOf(line) ?? ''));
}

/** The classes of the elements of name and time in a line that gives both, or null. */
function signOf(line: PostLine): string | null {
  if (line.matchForm.length > MAX_SIGN_UNITS) return null;
  const chains = piecesOf(line, null).map(({ text, chain }) => ({ text, near: chain.slice(0, MAX_LEVELS) }));
  const author = chains.flatMap(({ near }) => near.find(({ naming }) => isCalled(naming, AUTHOR)) ?? [])[0];
  const [time] =
    chains.find(({ text, near }) => YEAR.test(near[0]?.stated ?? '') || isDated({ matchForm: text }))?.near ?? [];
  return author === undefined || time === undefined || author === time || time.naming === ''
    ? null
    : `${classOf(author)} ${classOf(time)}`;
}
