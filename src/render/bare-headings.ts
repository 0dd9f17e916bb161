const DIGITS = '[\\d一二三四五六七八九十百千零〇两]{1,6}';

/** Forms of numbered headings, from the highest level down. */
const FORMS: readonly RegExp[] = [
  new RegExp(`^第${DIGITS}[卷部编篇集](?=[\\s:：]|$)`, 'u'),
  new RegExp(`^第${DIGITS}[章回](?![节回程])`, 'u'),
  new RegExp(`^第${DIGITS}节(?=[\\s:：]|$)`, 'u'),
  /^[一二三四五六七八九十]{1,3}[、.．](?![一二三四五六七八九十])/u,
  /^[（(][一二三四五六七八九十]{1,3}[)）]/u,
  /^\d{1,2}(?:[.．、](?!\d)|[ \u3000]+(?=\p{Script=Han})(?![年月日时分秒号个名人位次万亿元岁米]))/u,
  /^\d{1,2}\.\d{1,2}[.．]?(?![\d.．万亿元倍米岁%％])/u,
  /^\d{1,2}\.\d{1,2}\.\d{1,2}[.．]?(?![\d.．])/u,
];
/** What headings of all forms begin with. */
const FIRST = /^[第（(\d一二三四五六七八九十]/u;
/** From this form on, numbers are digits, which prices, days and scores begin with as well: they must count up. */
const FIRST_OF_DIGITS = 5;
/** The first forms are headings whatever follows: they name a part of a book. */
const NAMED_PARTS = 3;

const MAX_HEADING_UNITS = 40;
const SENTENCE_END = /[。！？；，：、,;:!?…”』」.]$/u;
/** Shortest line that is running text below a heading, unless it ends as a sentence does. */
const MIN_PROSE_UNITS = 40;
const HIGHEST_LEVEL = 2;

/** For each line of a bare text, the level of the numbered heading that it is, or 0. The title of a text is no part of it, so levels start at 2. */
export function headingLevels(texts: readonly string[]): readonly number[] {
  const lines = texts.map((text) => text.trim());
  const known = new Set<string>();
  const forms = lines.map((line) => {
    if (line.length > MAX_HEADING_UNITS || !FIRST.test(line) || SENTENCE_END.test(line)) return -1;
    const form = formOf(line);
    if (form >= 0 && form < NAMED_PARTS) known.add(CHAPTER);
    return form < FIRST_OF_DIGITS || countsUp(line, known) ? form : -1;
  });
  if (forms.every((form) => form < 0)) return lines.map(() => 0);
  const filled = lines.flatMap((line, index) => (line === '' ? [] : [index]));
  const headings = new Map<number, number>();
  filled.forEach((line, at) => {
    const form = forms[line] ?? -1;
    const next = filled[at + 1];
    if (form < 0 || next === undefined || formOf(lines[next] ?? '') === form) return;
    const isHeading = form < NAMED_PARTS || isProse(lines[next] ?? '') || (forms[next] ?? -1) > form;
    if (isHeading) headings.set(line, form);
  });
  const levels = [...new Set(headings.values())].sort((a, b) => a - b);
  return lines.map((_, line) => {
    const form = headings.get(line);
    return form === undefined ? 0 : Math.min(6, HIGHEST_LEVEL + levels.indexOf(form));
  });
}

/** Stands for all numbers of chapters that are written out. */
const CHAPTER = '第';

/** Whether a number of digits is the first, or the number before it or that of its chapter is known. */
function countsUp(line: string, known: Set<string>): boolean {
  const parts = /^\d{1,2}(?:\.\d{1,2}){0,2}/.exec(line)?.[0].split('.').map(Number) ?? [];
  const last = parts.pop() ?? 0;
  const keyOf = (number: number): string => [...parts, number].join('.');
  const isFirst = last === 1 && parts.every((part) => part === 1);
  const isInChapter = parts.length > 0 && (known.has(parts.join('.')) || known.has(CHAPTER));
  if (last === 0 || !(isFirst || isInChapter || known.has(keyOf(last - 1)))) return false;
  known.add(keyOf(last));
  return true;
}

function formOf(line: string): number {
  return FORMS.findIndex((form) => form.test(line));
}

function isProse(line: string): boolean {
  return line.length >= MIN_PROSE_UNITS || /[。！？…”]$/u.test(line);
}
