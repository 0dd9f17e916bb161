import type { Page, PageLine } from '../page.ts';

/** A speaker's name before a colon. */
const SPEAKER = /^([^\s:。,;!?]{1,8})\s?:/;
/** Speaker labels of printed interviews. */
const INTERVIEW_LABEL = /^(?:记者|主持人|采访者|提问|回答|[问答QA])$/i;
/** Maximum length of a line that counts as a question, in UTF-16 units. */
const MAX_QUESTION_UNITS = 60;

/** Whether a line is a turn of dialogue or one of several questions, and so no headline. */
export function isDialogueOrQuestion(page: Page, { index, matchForm }: PageLine): boolean {
  const speaker = SPEAKER.exec(matchForm)?.[1] ?? null;
  if (speaker !== null) {
    if (INTERVIEW_LABEL.test(speaker)) return true;
    if (page.lines.some((other) => other.index !== index && SPEAKER.exec(other.matchForm)?.[1] === speaker))
      return true;
  }
  return isQuestion(matchForm) && hasManyQuestions(page);
}

/** Whether at least two lines and a quarter of the non-empty lines are short questions: then they are answered in the text. */
function hasManyQuestions({ lines }: Page): boolean {
  const full = lines.filter(({ matchForm }) => matchForm !== '');
  const questions = full.filter(({ matchForm }) => isQuestion(matchForm)).length;
  return questions > 1 && questions * 4 >= full.length;
}

function isQuestion(matchForm: string): boolean {
  return matchForm.length <= MAX_QUESTION_UNITS && matchForm.endsWith('?');
}
