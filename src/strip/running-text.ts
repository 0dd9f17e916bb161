import type { PageLine } from './page.ts';

/** Six or more Latin words in a row: text whose sentences end with other marks, wrapped at any word. */
const WORDS = /(?:\b[a-z][a-z'-]{0,20}[,;:.]?\s{1,2}){5}[a-z]/i;

/** Whether a line is running text in any language. */
export function isRunning({ prose, matchForm }: PageLine): boolean {
  return prose || WORDS.test(matchForm.slice(0, 200));
}
