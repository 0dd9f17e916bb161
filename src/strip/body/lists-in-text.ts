import type { Page, PageLine } from '../page.ts';

/** An item of a list by its bullet. */
const BULLET = /^[•‣◦▪*·●○+-]\s/;

export function isBulleted({ text }: Pick<PageLine, 'text'>): boolean {
  return BULLET.test(text);
}

/** A fact with its label. */
const FACT = /^\p{Script=Han}{2,8}:\s{0,3}[^\s:].{0,60}$/u;

/** Keeps the items of a list together, where the body has one of them or goes on below them: items are short, as menu entries are. `body` is changed. */
export function keepBulletedLists({ lines }: Page, marks: readonly (string | null)[], body: boolean[]): void {
  for (let from = 0; from < lines.length; from++) {
    let to = from;
    while (isOpenItem(lines[to], marks)) to++;
    const kept = body.slice(from, to).includes(true);
    const beside = [body[from - 1], body[to]].filter((is) => is === true).length;
    if (to - from > 1 && beside + (kept ? 1 : 0) > 1) body.fill(true, from, to);
    from = Math.max(from, to);
  }
}

function isOpenItem(line: PageLine | undefined, marks: readonly (string | null)[]): boolean {
  return line !== undefined && (isBulleted(line) || FACT.test(line.matchForm)) && marks[line.index] === null;
}
