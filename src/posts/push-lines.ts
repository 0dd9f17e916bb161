import { dateIn } from '../text/date.ts';
import type { FoundPost, Slice } from './found.ts';
import type { PostLine } from './lines.ts';

/** A comment of a PTT article, in match form: `推 lakeside: 同意 03/04 12:30`, with or without an address before the date. */
const PUSH = /^(?:[推嘘→]|->)\s{0,2}([A-Z][A-Z0-9]{1,12})\s?:(.*)$/i;
/** What ends such a comment. */
const PUSH_TIME = /(?:\s\d{1,3}(?:\.\d{1,3}){3})?\s{1,2}(\d{1,2})\/(\d{1,2})(?:\s(\d{1,2}:\d{2}))?$/;
/** What PTT prints above an article and below it, in match form. */
const AUTHOR = /^作者\s{0,2}:?\s{0,2}([A-Z][A-Z0-9]{1,12})(?=\s|\(|$)/i;
const TIME = /^时间\s{0,2}:?(.*)$/;
const HEADER = /^(?:作者|看板|标题|时间|站内)(?:[\s:[A-Z]|$)|^(?:批踢踢实业坊|看板|联络资讯|关于我们|返回看板)/i;
const END = /^(?:--|※\s?(?:发信站|文章网址|编辑|引述))/;
const MIN_PUSHES = 2;

interface Push {
  readonly line: PostLine;
  readonly author: string;
  /** Offset and length of the words in the untrimmed line. */
  readonly start: number;
  readonly length: number;
  /** Month, day and time of day as printed. */
  readonly time: readonly (string | undefined)[];
}

/** The article and the comments of a PTT page; null if it is none. Strip takes their form for other things, so its removals do not count. */
export function pushesOf(lines: readonly PostLine[]): readonly FoundPost[] | null {
  const pushes = lines.flatMap((line) => pushOf(line) ?? []);
  const [first] = pushes;
  if (first === undefined || pushes.length < MIN_PUSHES) return null;
  const published = timeOf(lines);
  const opening = openingOf(lines.slice(0, first.line.index), published);
  let since = published;
  const comments = pushes.flatMap(({ line, author, start, length, time }): readonly FoundPost[] => {
    const date = since === null ? null : nextDate(since, time);
    since = date ?? since;
    const text: readonly Slice[] = [{ line: line.index, start, end: start + length }];
    return length === 0 ? [] : [{ author, published: date, role: 'comment', text }];
  });
  return opening === null ? comments : [opening, ...comments];
}

function pushOf(line: PostLine): Push | null {
  const { matchForm, text, offset } = line;
  const match = PUSH.exec(matchForm);
  const [, author = '', rest = ''] = match ?? [];
  const time = PUSH_TIME.exec(rest);
  if (match === null || time === null) return null;
  const words = rest.slice(0, time.index);
  const from = matchForm.length - rest.length + words.length - words.trimStart().length;
  const name = matchForm.indexOf(author, 1);
  return {
    line,
    author: text.slice(name, name + author.length),
    start: offset + from,
    length: words.trim().length,
    time: time.slice(1),
  };
}

function timeOf(lines: readonly PostLine[]): string | null {
  for (const { matchForm } of lines) {
    const time = TIME.exec(matchForm)?.[1];
    const date = time === undefined ? null : dateIn(time);
    if (date !== null) return date;
  }
  return null;
}

/** A date without its year: the first such day on or after another date. */
function nextDate(since: string, [month = '', day = '', clock]: Push['time']): string | null {
  const monthAndDay = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const year = Number(since.slice(0, 4)) + (monthAndDay < since.slice(5, 10) ? 1 : 0);
  return dateIn(`${year}-${monthAndDay}${clock === undefined ? '' : ` ${clock}`}`);
}

function openingOf(above: readonly PostLine[], published: string | null): FoundPost | null {
  const author = above.map(({ text, matchForm }) => (AUTHOR.test(matchForm) ? authorIn(text, matchForm) : null));
  const end = above.findLastIndex(({ matchForm }) => END.test(matchForm));
  const head = above.findLastIndex(({ matchForm }, index) => HEADER.test(matchForm) && (end < 0 || index < end));
  const last = above.findIndex(({ matchForm }, index) => index > head && END.test(matchForm));
  const body = above
    .slice(head + 1, last < 0 ? above.length : last)
    .filter(({ text, mark }) => mark !== 'title' && /[\p{L}\p{N}]/u.test(text));
  if (body.length === 0) return null;
  return {
    author: author.find((name) => name !== null) ?? null,
    published,
    role: 'opening',
    text: body.map(({ index, offset, text }) => ({ line: index, start: offset, end: offset + text.length })),
  };
}

function authorIn(text: string, matchForm: string): string | null {
  const name = AUTHOR.exec(matchForm)?.[1];
  if (name === undefined) return null;
  const at = matchForm.indexOf(name);
  return text.slice(at, at + name.length);
}
