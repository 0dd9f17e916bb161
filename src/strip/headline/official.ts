import type { Page, PageLine } from '../page.ts';

/** Most lines over which the title of an official paper is set. */
export const PAPER_LINES = 5;
/** Longest line of one. */
const LONGEST = 60;
/** Longest title. */
const WHOLE = 160;

const KINDS =
  '通知|意见|决定|公告|通告|批复|复函|函|报告|请示|通报|说明|办法|规定|方案|规划|纲要|细则|议案|决议|命令|公报|建议|答复|纪要';
/** What a paper may be, at the end of its title; a note in brackets may follow. */
const KIND = new RegExp(`(?:${KINDS})(?:\\([^()]{1,20}\\))?$`);
/** The same over several lines: without 的 they may be entries of a menu. */
const KIND_OF_SEVERAL = new RegExp(`的(?:${KINDS})(?:\\([^()]{1,20}\\))?$`);
/** The end of a title that is whole. */
const WHOLE_TITLE = new RegExp(`的(?:${KINDS})$`);
/** What the name of an organ ends with. */
const ORGAN = /[府院厅局部委办会署室组处社校]$|(?:人大|中心|公司|大学|集团)$/;

/**
 * The lines over which the title of an official paper (公文) is set, of which `found` is one: who speaks, 关于, of what, and
 * what kind of paper it is. Null where the lines around do not read as one title.
 */
export function paperTitle(
  page: Page,
  found: number,
  isOpen: (line: PageLine) => boolean,
): readonly [first: number, ...more: number[]] | null {
  const around = linesAround(page, found, isOpen);
  const at = around.findIndex(({ index }) => index === found);
  for (let from = Math.max(0, at - PAPER_LINES + 1); from <= at; from++) {
    for (let to = Math.min(around.length, from + PAPER_LINES); to > Math.max(at, from + 1); to--) {
      const lines = around.slice(from, to);
      const [first, ...more] = lines.map(({ index }) => index);
      if (first !== undefined && isPaperTitle(lines)) return [first, ...more];
    }
  }
  return null;
}

/** Whether lines, one behind the other, are the title of an official paper. */
export function isPaperTitle(lines: readonly PageLine[]): boolean {
  const parts = lines.map(({ shadow }) => shadow.replace(/\s+/g, ''));
  const whole = parts.join('');
  const about = whole.indexOf('关于');
  const named = about === 0 || (about > 1 && ORGAN.test(whole.slice(0, about)));
  const several = parts.slice(0, -1).some((part) => WHOLE_TITLE.test(part));
  const kind = parts.length > 1 ? KIND_OF_SEVERAL : KIND;
  return named && !several && whole.length <= WHOLE && kind.test(whole) && !/[。;:?!]/.test(whole);
}

/** The line and its neighbours that may belong to the same title, in order. */
function linesAround(page: Page, found: number, isOpen: (line: PageLine) => boolean): readonly PageLine[] {
  const block = page.lines[found]?.features.block;
  const around: PageLine[] = [];
  for (const step of [-1, 1]) {
    let left = PAPER_LINES;
    for (let index = step < 0 ? found : found + 1; left > 0; index += step) {
      const line = page.lines[index];
      if (line === undefined) break;
      if (line.text === '') continue;
      if (line.features.block !== block || line.text.length > LONGEST || line.prose || !isOpen(line)) break;
      if (step < 0) around.unshift(line);
      else around.push(line);
      left--;
    }
  }
  return around;
}
