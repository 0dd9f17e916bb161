/**
 * `npm run calibration` prints how often verdicts were right beside the confidence stated, by encoding and number of characters, on
 * words and pieces of text that the stated values were not made from.
 */
import { confidenceOf } from '../../src/detect/model/confidence.ts';
import { LENGTHS, measureShares } from './detect.ts';

const SIZE = 400;
/** With fewer verdicts a share says little. */
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
