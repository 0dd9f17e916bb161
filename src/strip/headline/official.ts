import type { Page, PageLine } from '../page.ts';

/** Maximum number of lines of an official document's title. */
export const MAX_TITLE_LINES = 5;
/** Maximum length of one of these lines, in UTF-16 units. */
const MAX_LINE_UNITS = 60;
/** Maximum length of the title without white space, in UTF-16 units. */
const MAX_TITLE_UNITS = 160;

const DOCUMENT_TYPES =
  '通知|意见|决定|公告|通告|批复|复函|函|报告|请示|通报|说明|办法|规定|方案|规划|纲要|细则|议案|决议|命令|公报|建议|答复|纪要';
/** The document type at the end of a title; a note in brackets may follow. */
const DOCUMENT_TYPE = new RegExp(`(?:${DOCUMENT_TYPES})(?:\\([^()]{1,20}\\))?$`);
/** The same over several lines: without 的 they may be entries of a menu. */
const KIND_OF_SEVERAL = new RegExp(`的(?:${DOCUMENT_TYPES})(?:\\([^()]{1,20}\\))?$`);
/** The end of a complete title. */
const COMPLETE_TITLE_END = new RegExp(`的(?:${DOCUMENT_TYPES})$`);
/** Endings of the names of authorities and organisations. */
const ISSUER_END = /[府院厅局部委办会署室组处社校]$|(?:人大|中心|公司|大学|集团)$/;

/**
 * Indices of the lines of an official document's title (公文) that includes line `found`: issuer, 关于, subject and document
 * type. Null if the surrounding lines do not form such a title.
 */
export function officialTitle(
  page: Page,
  found: number,
  isOpen: (line: PageLine) => boolean,
): readonly [first: number, ...more: number[]] | null {
  const around = linesAround(page, found, isOpen);
  const at = around.findIndex(({ index }) => index === found);
  for (let from = Math.max(0, at - MAX_TITLE_LINES + 1); from <= at; from++) {
    for (let to = Math.min(around.length, from + MAX_TITLE_LINES); to > Math.max(at, from + 1); to--) {
      const lines = around.slice(from, to);
      const [first, ...more] = lines.map(({ index }) => index);
      if (first !== undefined && isOfficialTitle(lines)) return [first, ...more];
    }
  }
  return null;
}

/** Whether consecutive lines form the title of an official document. */
export function isOfficialTitle(lines: readonly PageLine[]): boolean {
  const parts = lines.map(({ matchForm }) => matchForm.replace(/\s+/g, ''));
  const whole = parts.join('');
  const about = whole.indexOf('关于');
  const named = about === 0 || (about > 1 && ISSUER_END.test(whole.slice(0, about)));
  const several = parts.slice(0, -1).some((part) => COMPLETE_TITLE_END.test(part));
  const kind = parts.length > 1 ? KIND_OF_SEVERAL : DOCUMENT_TYPE;
  return named && !several && whole.length <= MAX_TITLE_UNITS && kind.test(whole) && !/[。;:?!]/.test(whole);
}

/** The line and its neighbours that may belong to the same title, in order. */
function linesAround(page: Page, found: number, isOpen: (line: PageLine) => boolean): readonly PageLine[] {
  const block = page.lines[found]?.features.block;
  const around: PageLine[] = [];
  for (const step of [-1, 1]) {
    let left = MAX_TITLE_LINES;
    for (let index = step < 0 ? found : found + 1; left > 0; index += step) {
      const line = page.lines[index];
      if (line === undefined) break;
      if (line.text === '') continue;
      if (line.features.block !== block || line.text.length > MAX_LINE_UNITS || line.prose || !isOpen(line)) break;
      if (step < 0) around.unshift(line);
      else around.push(line);
      left--;
    }
  }
  return around;
}
