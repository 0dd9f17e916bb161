import { visitLines } from '../text/lines.ts';
import type { Edit, TextRule } from '../types.ts';

/** A way to write characters in ASCII. */
interface Escape {
  /** What a line must hold. */
  readonly sign: RegExp;
  /** A line of nothing but escapes and plain words between them: no code, no address, no configuration. */
  readonly line: RegExp;
  readonly escaped: RegExp;
  /** The text of a line; null if it is none. */
  readonly read: (line: string) => string | null;
}

const ESCAPES: readonly Escape[] = [
  {
    sign: /\\u[\da-f]{4}/i,
    line: /^(?:\\u[\da-f]{4}|\\[nrt"'/]|[^\\"{}[\]=;<>`$\u0080-\uffff])*$/i,
    escaped: /\\u[\da-f]{4}/gi,
    read: (line) =>
      line
        .replace(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
        .replace(/\\[nrt]/g, ' ')
        .replace(/\\(["'/])/g, '$1'),
  },
  {
    sign: /%e[\da-f](?:%[89ab][\da-f]){2}/i,
    line: /^(?:%[\da-f]{2}|[\w.~!*'(),:+ -])*$/i,
    escaped: /%[\da-f]{2}/gi,
    read: (line) => {
      try {
        return decodeURIComponent(line);
      } catch {
        return null;
      }
    },
  },
];

/** Least number of characters in a line, share of its length that is escapes, and share of the characters read that are Chinese. */
const MIN_CHINESE = 4;
const MIN_ESCAPED = 0.6;
const MIN_CHINESE_SHARE = 0.9;
const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uff01-\uff5e“”‘’…—·]/gu;
const HAN = /[\u3400-\u9fff]/gu;
const TERMINATORS = /[\n\r\u2028\u2029]+/gu;
const BEYOND_ASCII = /[^\0-\x7f]/u;
const ALL_BEYOND_ASCII = /[^\0-\x7f]/gu;

/** Lines that were escaped for a program and saved as text: `\u4e2d\u6587`, `%E4%B8%AD%E6%96%87`. */
export const escapes: TextRule = {
  name: 'escapes',
  summary: 'Reads lines of Chinese text that was escaped for a program, with backslashes or percent signs',
  sparesCode: true,
  examples: [
    { before: '\\u5929\\u5df2\\u4eae\\u4e86\\u3002', after: '天已亮了。' },
    { before: '%E5%A4%A9%E4%BA%AE%E4%BA%86%E5%90%97', after: '天亮了吗' },
    { before: 'name = "\\u5929\\u4eae\\u4e86\\u3002";', after: 'name = "\\u5929\\u4eae\\u4e86\\u3002";' },
    { before: '\\u5929\\u5df2\\u4eae\\u000a\\u4e86\\u3002', after: '天已亮 了。' },
    { before: '\\u5929 是“天”', after: '\\u5929 是“天”' },
    { before: 'https://example.com/%E5%A4%A9%E4%BA%AE', after: 'https://example.com/%E5%A4%A9%E4%BA%AE' },
  ],
  gate: (text) => ESCAPES.some(({ sign }) => sign.test(text)),
  propose: (text) => {
    const found = ESCAPES.map((escape) => editsIn(text, (line) => readLine(line, escape))).find(
      ({ length }) => length > 0,
    );
    if (found === undefined || BEYOND_ASCII.test(text)) return found ?? [];
    // Where nothing else is Chinese, short lines and lines with other signs are escaped as well.
    const escape = ESCAPES.find(({ sign }) => sign.test(found[0]?.old ?? ''));
    return escape === undefined ? found : editsIn(text, (line) => (escape.sign.test(line) ? escape.read(line) : null));
  },
};

function editsIn(text: string, read: (line: string) => string | null): readonly Edit[] {
  const edits: Edit[] = [];
  visitLines(text, (at, end) => {
    const old = text.slice(at, end);
    const made = read(old)?.replace(TERMINATORS, ' ') ?? null; // A line stays one.
    if (made !== null && made !== old) edits.push({ at, old, new: made });
  });
  return edits;
}

function readLine(line: string, { sign, line: form, escaped, read }: Escape): string | null {
  if (!sign.test(line) || !form.test(line)) return null;
  const escapedUnits = (line.match(escaped) ?? []).reduce((sum, each) => sum + each.length, 0);
  if (escapedUnits < MIN_ESCAPED * line.length) return null;
  const made = read(line);
  const isChinese = made !== null && countOf(made, HAN) >= MIN_CHINESE;
  return isChinese && countOf(made, CHINESE) >= MIN_CHINESE_SHARE * countOf(made, ALL_BEYOND_ASCII) ? made : null;
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
