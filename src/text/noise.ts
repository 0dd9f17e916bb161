import { remembering } from './memoize-last.ts';

/** Western characters, and single bytes, are below this. */
const FIRST_EAST_ASIAN = 0x2e80;
/** Pairs of characters looked at together, and the fewest that tell. */
const WINDOW_PAIRS = 500;
const MIN_PAIRS = 300;
/**
 * Share of different pairs in a window of noise: at least 0.95 in random letters and bytes. Misread Chinese has at most 0.81, and 0.67 if
 * it was UTF-8; only one in which hardly any character comes twice has more.
 */
const NOISE_SHARE = 0.9;

/**
 * Whether Western characters beyond ASCII, and what stands beside them, are noise from end to end: hardly a pair of them comes again, as
 * many do in any language and in nearly all text that was misread.
 */
export const isNoise: (text: string) => boolean = remembering((text) => {
  const seen = new Set<number>();
  let [count, windows, before] = [0, 0, 0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const pair = before * FIRST_EAST_ASIAN + unit;
    const counts = (before >= 0x80 || unit >= 0x80) && before < FIRST_EAST_ASIAN && unit < FIRST_EAST_ASIAN;
    before = unit;
    if (!counts) continue;
    seen.add(pair);
    if (++count < WINDOW_PAIRS) continue;
    if (seen.size < NOISE_SHARE * count) return false;
    seen.clear();
    count = 0;
    windows++;
  }
  if (count < MIN_PAIRS) return windows > 0;
  return seen.size >= NOISE_SHARE * count;
});
