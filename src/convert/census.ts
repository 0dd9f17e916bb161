import {
  HAN,
  HANGUL,
  IN_JAPANESE,
  JAPANESE_ONLY,
  KANA,
  LATIN,
  SIMPLIFIED_ONLY,
  TRADITIONAL,
  hanClasses,
} from '../text/han-classes.ts';
import { visitUnits } from '../text/utf16.ts';

/** Number of UTF-16 code units of each kind in a span of text: evidence of its language and script. */
export interface Census {
  han: number;
  traditional: number;
  simplified: number;
  /** Used in Japan only. */
  japanese: number;
  /** Traditional-only or simplified-only characters that are not in common use in Japan. */
  chinese: number;
  /** Han characters that are not in common use in Japan. */
  unjapanese: number;
  kana: number;
  hangul: number;
  latin: number;
}

/** For each count, whether code units of a class belong to it. */
const belongsTo: Readonly<Record<keyof Census, (bits: number) => boolean>> = {
  han: (bits) => (bits & HAN) !== 0,
  traditional: (bits) => (bits & TRADITIONAL) !== 0,
  simplified: (bits) => (bits & SIMPLIFIED_ONLY) !== 0,
  japanese: (bits) => (bits & JAPANESE_ONLY) !== 0,
  chinese: (bits) => isUnjapanese(bits) && (bits & (TRADITIONAL | SIMPLIFIED_ONLY)) !== 0,
  unjapanese: isUnjapanese,
  kana: (bits) => (bits & KANA) !== 0,
  hangul: (bits) => (bits & HANGUL) !== 0,
  latin: (bits) => (bits & LATIN) !== 0,
};

/** Memoized by class: the counts that its code units belong to. */
const countsByClass: (readonly (keyof Census)[] | undefined)[] = [];

/** Number of different class bit masks. */
const CLASS_COUNT = 0x100;
/**
 * Histogram of classes, all zero between calls. Four rows take turns, so that consecutive increments do not wait for each other.
 */
const histogram = new Uint32Array(4 * CLASS_COUNT);

/** Counts the code units in `[start, end)` of a text. */
export function takeCensus(text: string, start: number, end: number): Readonly<Census> {
  const classes = hanClasses();
  visitUnits(text.slice(start, end), (units, length) => {
    for (let i = 0; i < length; i++) {
      const slot = ((i & 3) * CLASS_COUNT) | (classes[units[i] ?? 0] ?? 0);
      histogram[slot] = (histogram[slot] ?? 0) + 1;
    }
  });
  const census: Census = {
    han: 0,
    traditional: 0,
    simplified: 0,
    japanese: 0,
    chinese: 0,
    unjapanese: 0,
    kana: 0,
    hangul: 0,
    latin: 0,
  };
  for (let bits = 0; bits < CLASS_COUNT; bits++) {
    const count = countOf(bits);
    if (count > 0) for (const name of (countsByClass[bits] ??= namesOf(bits))) census[name] += count;
  }
  histogram.fill(0);
  return census;
}

function countOf(bits: number): number {
  return (
    (histogram[bits] ?? 0) +
    (histogram[bits + CLASS_COUNT] ?? 0) +
    (histogram[bits + 2 * CLASS_COUNT] ?? 0) +
    (histogram[bits + 3 * CLASS_COUNT] ?? 0)
  );
}

function namesOf(bits: number): readonly (keyof Census)[] {
  return (Object.keys(belongsTo) as (keyof Census)[]).filter((name) => belongsTo[name](bits));
}

function isUnjapanese(bits: number): boolean {
  return (bits & HAN) !== 0 && (bits & (IN_JAPANESE | JAPANESE_ONLY)) === 0;
}
