import { isQuotation, sliceOf } from './content.ts';
import { withoutQuotes } from './bbcode.ts';
import type { Slice, Talk } from './found.ts';
import { firstOf, isText } from './lines.ts';
import type { PostLine } from './lines.ts';
import type { PageVerdict } from '../types.ts';
import { dateOf, floorIn, nameAlone, stampForm } from './stamps.ts';
import { isEntryLink } from './worth.ts';

/** The lines that print author, time and number of a post. */
interface Head {
  readonly first: number;
  readonly last: number;
  /** Equal for heads of one form. */
  readonly form: string;
  readonly author: string | null;
}

/** Minimum number of heads of one form that are a thread, and share of them that must have text. */
const MIN_HEADS = 2;
const MIN_HEADS_ELSEWHERE = 3;
const MIN_SHARE = 0.6;

/** Posts by lines of one form that print who wrote what follows and when, for bare text and markup without structure. */
export function stampedPosts(lines: readonly PostLine[], verdict: PageVerdict): readonly Talk[] {
  if (!verdict.article) return [];
  const heads = headsOf(lines);
  const forms = new Map<string, number>();
  for (const { form } of heads) forms.set(form, (forms.get(form) ?? 0) + 1);
  const [form, count] = [...forms].sort(([, a], [, b]) => b - a)[0] ?? ['', 0];
  const isThread = verdict.kind === 'thread' || verdict.kind === 'qa';
  if (count < (isThread ? MIN_HEADS : MIN_HEADS_ELSEWHERE)) return [];
  const chosen = heads.filter((head) => head.form === form || head.author !== null);
  const posts = chosen.map((head, index) => postBelow(lines, head, chosen[index + 1]?.first ?? lines.length));
  const full = posts.filter(({ text }) => text.length > 0);
  const isTalk = isThread || !/^(?:plain|(?:name )?date$)/.test(form);
  if (!isThread && chosen.some(({ last }) => isEntry(lines[last]))) return [];
  return isTalk && full.length >= MIN_SHARE * posts.length ? posts : [];
}

/** Whether a stamp is that of an entry with comments of its own, as on the front page of a blog. */
function isEntry(line: PostLine | undefined): boolean {
  return line !== undefined && isEntryLink(line);
}

function headsOf(lines: readonly PostLine[]): readonly Head[] {
  const shown = lines.filter(({ text }) => text !== '');
  const heads: Head[] = [];
  shown.forEach((line, at) => {
    const form = stampForm(line);
    if (form === null) return;
    const before = shown[at - 1];
    if (form.named !== null) heads.push({ first: line.index, last: line.index, form: form.name, author: form.named });
    else if (before !== undefined && nameAlone(before) !== null && heads.at(-1)?.last !== before.index)
      heads.push({ first: before.index, last: line.index, form: `name ${form.name}`, author: nameAlone(before) });
    else if (form.floor) heads.push({ first: line.index, last: line.index, form: form.name, author: null });
  });
  return merged(heads, shown);
}

/** Joins heads that follow each other without a line between: `12楼`, then `湖边 2019-03-04`. */
function merged(heads: readonly Head[], shown: readonly PostLine[]): readonly Head[] {
  const next = new Map(shown.map(({ index }, at) => [index, shown[at + 1]?.index ?? -1]));
  const joined: Head[] = [];
  for (const head of heads) {
    const before = joined.at(-1);
    if (
      before === undefined ||
      next.get(before.last) !== head.first ||
      (before.author !== null && head.author !== null)
    )
      joined.push(head);
    else
      joined[joined.length - 1] = {
        first: before.first,
        last: head.last,
        form: before.author === null ? head.form : before.form,
        author: before.author ?? head.author,
      };
  }
  return joined;
}

function postBelow(lines: readonly PostLine[], head: Head, end: number): Talk {
  const stamps = lines.slice(head.first, head.last + 1);
  const text: PostLine[] = [];
  for (const line of lines.slice(head.last + 1, end)) {
    if (line.text === '' || isQuotation(line) || floorIn(line) !== null) continue;
    if (isText(line)) text.push(line);
    else if (text.length > 0) break;
  }
  return {
    author: head.author,
    published: firstOf(stamps, (line) => dateOf(line, null)),
    first: head.first,
    floor: firstOf(stamps, floorIn),
    called: '',
    number: 0,
    outer: 0,
    text: withoutQuotes(text).flatMap(({ line, from }) => slicedFrom(line, from)),
  };
}

/** The text of a line from an offset on. */
function slicedFrom(line: PostLine, from: number): readonly Slice[] {
  const slice = sliceOf(line);
  const start = Math.max(slice.start, line.offset + from);
  return start < slice.end ? [{ ...slice, start }] : [];
}
