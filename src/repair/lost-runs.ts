import { holds, QUESTION } from '../text/character-classes.ts';

/** Question words and verbs in the form 是不是: marks near them may be a question. */
const ASKS = /[吗嗎呢么麼啥咋谁誰哪何怎几幾吧嘛]|多少|真的|难道|難道|不会|不會|(.)[不没沒]\1/u;
/** Pronouns that follow exclamatory marks. */
const PERSON = /^[我你他她您咱]/u;
/** Whether a mark between two clauses may be a question or a call. */
export function mayAsk(before: string, after: string): boolean {
  return ASKS.test(before) || PERSON.test(after);
}

/** Words that cannot end a sentence before the marks, and particles that cannot begin one after them. */
const INSIDE = /[把被从從向与與及将將让讓使为為以于於由因而且其每各第并並说說]\?|\?[的们們着著者]/u;
const HAN = '\\u3400-\\u9fff';
/** Two or more question marks followed by Chinese text, with the text on either side. */
const RUN = new RegExp(`(?<=(?<before>[${HAN}]{0,12})(?<mark>^|[^?]))\\?{2,}(?=(?<after>[${HAN}]{2,12}))`, 'gmu');
const OPEN = /[，、；“‘（《「]/u;
/** Rows of emphatic marks. */
const LOUD = /[?？!！]{2,}/gu;
/** A shorter row may be a typing mistake. */
const MIN_ROW_MARKS = 3;
/** At the start of a line a row may be an exclamation, unless it is this long and the line is a sentence. */
const MIN_ROW_MARKS_AT_START = 5;
const SENTENCE = /^[^?？!！]*。$/u;
const MAX_LINE_UNITS = 300;

/**
 * True if rows of question marks cannot be questions: after a comma, after a word that cannot end a sentence, at the start of a plain
 * sentence. Text with other emphatic marks needs several such rows.
 */
export function hasLostRuns(text: string): boolean {
  if (!holds(text, QUESTION) || !text.includes('??')) return false;
  let [long, short] = [0, 0];
  for (const { 0: run, index, groups } of text.matchAll(RUN)) {
    const { before = '', mark = '', after = '' } = groups ?? {};
    const place = before + mark;
    const lost = isAtStart(place) ? isSentence(text, index, run) : isMisplaced(place, after);
    if (!lost) continue;
    if (run.length >= MIN_ROW_MARKS) long++;
    else short++;
  }
  if (long + short === 0) return false;
  const loud = (text.match(LOUD)?.length ?? 0) - long - short;
  return loud === 0 ? long > 0 || short > 1 : long > 1 && long + short > 2 * loud;
}

function isAtStart(before: string): boolean {
  return before === '' || before.endsWith('\n');
}

function isSentence(text: string, at: number, run: string): boolean {
  if (run.length < MIN_ROW_MARKS_AT_START) return false;
  const start = at + run.length;
  const end = text.indexOf('\n', start);
  const line = text.slice(start, Math.min(end < 0 ? text.length : end, start + MAX_LINE_UNITS));
  return SENTENCE.test(line) && !ASKS.test(line) && !PERSON.test(line);
}

function isMisplaced(before: string, after: string): boolean {
  if (ASKS.test(after) || PERSON.test(after)) return false;
  const last = before.at(-1) ?? '';
  return OPEN.test(last) || (!ASKS.test(before) && INSIDE.test(`${last}??${after[0] ?? ''}`));
}
