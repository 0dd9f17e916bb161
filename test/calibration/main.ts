/**
 * `npm run calibration` prints how often verdicts and guesses were right beside the confidence stated: verdicts by encoding and number of
 * characters, guesses by rule and class of confidence, on words and pieces of text that the stated values were not made from.
 */
import { confidenceOf } from '../../src/detect/model/confidence.ts';
import { LENGTHS, measureShares } from './detect.ts';
import { CLASSES, measureGuesses, measureShifts } from './guesses.ts';

const SIZE = 400;
/** Damaged texts of each kind. */
const TEXTS = 600;
/** Texts that make up damaged pages. */
const MESSAGES = 3000;
/** With fewer verdicts or guesses a share says little. */
const MIN_VERDICTS = 60;

const shares = measureShares(1, SIZE);
console.log(`| encoding | ${LENGTHS.map(String).join(' | ')} |`);
console.log(`| --- | ${LENGTHS.map(() => '---').join(' | ')} |`);
for (const encoding of ['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr']) {
  const cells = LENGTHS.map((length) => {
    const found = shares.find((share) => share.encoding === encoding && share.length === length);
    const observed = found === undefined || found.verdicts < MIN_VERDICTS ? '–' : found.right.toFixed(2);
    return `${confidenceOf(encoding, length).toFixed(2)} / ${observed}`;
  });
  console.log(`| \`${encoding}\` | ${cells.join(' | ')} |`);
}

const guesses = measureGuesses(TEXTS);
console.log();
console.log(`| rule | ${CLASSES.map((least, i) => `${String(least)}–${String(CLASSES[i + 1] ?? 1)}`).join(' | ')} |`);
console.log(`| --- | ${CLASSES.map(() => '---').join(' | ')} |`);
for (const rule of new Set(guesses.map((share) => share.rule))) {
  const cells = CLASSES.map((least) => {
    const found = guesses.find((share) => share.rule === rule && share.least === least);
    return found === undefined || found.guesses < MIN_VERDICTS
      ? '–'
      : `${found.stated.toFixed(2)} / ${found.right.toFixed(2)}`;
  });
  console.log(`| \`${rule}\` | ${cells.join(' | ')} |`);
}

const shifts = measureShifts(MESSAGES);
const all = shifts.reduce((sum, { guesses: count }) => sum + count, 0);
const mean = (of: 'stated' | 'right'): string =>
  (shifts.reduce((sum, share) => sum + share.guesses * share[of], 0) / all).toFixed(2);
console.log(`\n\`byte-shift\`: ${String(all)} characters, stated ${mean('stated')}, right ${mean('right')}`);
