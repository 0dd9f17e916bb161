/** Fewest characters for each column of `CONFIDENCE`. */
const MIN_CHARS = [1, 2, 3, 4, 5, 7, 10] as const;

/**
 * Share of correct verdicts by encoding and number of characters. Measured on words and pieces of running text by
 * `test/detect-calibration.ts` on one half of them; a test checks it on the other. Assumes that of a hundred files 50 are GB18030,
 * 30 Big5, and 20 Japanese or Korean.
 */
const CONFIDENCE: Readonly<Record<string, readonly number[]>> = {
  gb18030: [0.62, 0.94, 0.98, 0.99, 0.99, 0.99, 0.99],
  big5: [0.61, 0.97, 0.99, 0.99, 0.99, 0.99, 0.99],
  shift_jis: [0.65, 0.99, 0.99, 0.99, 0.99, 0.99, 0.99],
  'euc-jp': [0.34, 0.91, 0.92, 0.92, 0.99, 0.99, 0.99],
  'euc-kr': [0.51, 0.89, 0.97, 0.96, 0.99, 0.99, 0.99],
};
/** For encodings too rare to measure. */
const RARE_ENCODING_CONFIDENCE = [0.5, 0.8, 0.9, 0.94, 0.97, 0.99, 0.99] as const;

/** Confidence of a verdict based on `chars` non-ASCII characters, repeats discounted. */
export function confidenceOf(encoding: string, chars: number): number {
  const column = MIN_CHARS.findLastIndex((length) => chars >= length);
  return (CONFIDENCE[encoding] ?? RARE_ENCODING_CONFIDENCE)[Math.max(0, column)] ?? 0;
}
