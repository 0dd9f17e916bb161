import type { Page, PageLine } from '../page.ts';

/** Output of programs: JSON, possibly with a label, and an error of a script with its place. */
const OUTPUT =
  /^[^{}\u4e00-\u9fff]{0,60}[[{]{1,2}"[\w-]{1,40}"\s?:|^(?:Uncaught )?(?:[A-Z][a-z]{2,12})?(?:Error|Exception): .*\.(?:js|php|py|java|aspx?)\b\S{0,12}(?: on line |:)\d/;
/** Share of a page's characters that makes it a log. */
const MOST = 0.8;

/** Whether a line is output of a program. */
export function isOutput({ matchForm }: PageLine): boolean {
  return OUTPUT.test(matchForm);
}

/** Whether a page is a log: hardly anything but output of programs. */
export function isLog({ lines }: Page): boolean {
  let [output, all] = [0, 0];
  for (const line of lines) {
    all += line.text.length;
    if (isOutput(line)) output += line.text.length;
  }
  return output > MOST * all;
}
