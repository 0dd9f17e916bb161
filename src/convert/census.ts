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

/** How many UTF-16 units of each kind a span has: evidence of its language and script. */
export interface Census {
  readonly han: number;
  readonly traditional: number;
  readonly simplified: number;
  /** In use in Japan only. */
  readonly japanese: number;
  /** Traditional or simplified, and not in common use in Japan. */
  readonly chinese: number;
  /** Han characters that are not in common use in Japan. */
  readonly unjapanese: number;
  readonly kana: number;
  readonly hangul: number;
  readonly latin: number;
}

/** Counts `[start, end)` of a text in one pass. */
export function takeCensus(text: string, start: number, end: number): Census {
  const classes = hanClasses();
  const seen = new Uint32Array(0x100);
  for (let i = start; i < end; i++) {
    const kind = classes[text.charCodeAt(i)] ?? 0;
    seen[kind] = (seen[kind] ?? 0) + 1;
  }
  const sum = (test: (kind: number) => boolean): number =>
    seen.reduce((total, count, kind) => (count > 0 && test(kind) ? total + count : total), 0);
  const isUnjapanese = (kind: number): boolean => (kind & HAN) > 0 && (kind & (IN_JAPANESE | JAPANESE_ONLY)) === 0;
  return {
    han: sum((kind) => (kind & HAN) > 0),
    traditional: sum((kind) => (kind & TRADITIONAL) > 0),
    simplified: sum((kind) => (kind & SIMPLIFIED_ONLY) > 0),
    japanese: sum((kind) => (kind & JAPANESE_ONLY) > 0),
    chinese: sum((kind) => isUnjapanese(kind) && (kind & (TRADITIONAL | SIMPLIFIED_ONLY)) > 0),
    unjapanese: sum(isUnjapanese),
    kana: sum((kind) => (kind & KANA) > 0),
    hangul: sum((kind) => (kind & HANGUL) > 0),
    latin: sum((kind) => (kind & LATIN) > 0),
  };
}
