import type { Page, PageLine } from '../page.ts';

/** Who speaks, before a colon. */
const SPEAKER = /^([^\s:。,;!?]{1,8})\s?:/;
/** Those who ask and answer in print. */
const ASKER = /^(?:记者|主持人|采访者|提问|回答|[问答QA])$/i;
/** A heading of a list of questions is no longer. */
const LONGEST_QUESTION = 60;

/** Whether a line is a turn of talk or one of several questions, so that it is no headline. */
export function isTurn(page: Page, { index, shadow }: PageLine): boolean {
  const speaker = SPEAKER.exec(shadow)?.[1] ?? null;
  if (speaker !== null) {
    if (ASKER.test(speaker)) return true;
    if (page.lines.some((other) => other.index !== index && SPEAKER.exec(other.shadow)?.[1] === speaker)) return true;
  }
  return isQuestion(shadow) && asksMuch(page);
}

/** Where a quarter of the lines and two at least are short questions, they are answered below. */
function asksMuch({ lines }: Page): boolean {
  const full = lines.filter(({ shadow }) => shadow !== '');
  const questions = full.filter(({ shadow }) => isQuestion(shadow)).length;
  return questions > 1 && questions * 4 >= full.length;
}

function isQuestion(shadow: string): boolean {
  return shadow.length <= LONGEST_QUESTION && shadow.endsWith('?');
}
