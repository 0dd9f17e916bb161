import type { PageLine } from './page.ts';

/** Six words of Latin letters or more in a row: a language whose sentences end otherwise, wrapped at whatever word. */
const WORDS = /(?:\b[a-z][a-z'-]{0,20}[,;:.]?\s{1,2}){5}[a-z]/i;

/** Whether a line is running text of whatever language. */
export function isRunning({ prose, matchForm }: PageLine): boolean {
  return prose || WORDS.test(matchForm.slice(0, 200));
}
