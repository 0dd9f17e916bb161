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

/** How many UTF-16 units of each kind a span has: evidence of its language and script. */
export interface Census {
  han: number;
  traditional: number;
  simplified: number;
  /** In use in Japan only. */
  japanese: number;
  /** Traditional or simplified, and not in common use in Japan. */
  chinese: number;
  /** Han characters that are not in common use in Japan. */
  unjapanese: number;
  kana: number;
  hangul: number;
  latin: number;
}

/** Which counts the units of a class go into. */
const parts: Readonly<Record<keyof Census, (kind: number) => boolean>> = {
  han: (kind) => (kind & HAN) !== 0,
  traditional: (kind) => (kind & TRADITIONAL) !== 0,
  simplified: (kind) => (kind & SIMPLIFIED_ONLY) !== 0,
  japanese: (kind) => (kind & JAPANESE_ONLY) !== 0,
  chinese: (kind) => isUnjapanese(kind) && (kind & (TRADITIONAL | SIMPLIFIED_ONLY)) !== 0,
  unjapanese: isUnjapanese,
  kana: (kind) => (kind & KANA) !== 0,
  hangul: (kind) => (kind & HANGUL) !== 0,
  latin: (kind) => (kind & LATIN) !== 0,
};

/** For each sum of class bits that has been seen, the counts it goes into. */
const kinds: (readonly (keyof Census)[] | undefined)[] = [];

/** Sums of class bits. */
const KINDS = 0x100;
/** Units of each kind in the span at hand, every fourth unit in a row of its own: one number cannot be added to twice at a time. All zero between calls. */
const seen = new Uint32Array(4 * KINDS);

/** Counts `[start, end)` of a text in one pass. */
export function takeCensus(text: string, start: number, end: number): Readonly<Census> {
  const classes = hanClasses();
  visitUnits(text.slice(start, end), (units, length) => {
    for (let i = 0; i < length; i++) {
      const place = ((i & 3) * KINDS) | (classes[units[i] ?? 0] ?? 0);
      seen[place] = (seen[place] ?? 0) + 1;
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
  for (let kind = 0; kind < KINDS; kind++) {
    const count = countOf(kind);
    if (count > 0) for (const name of (kinds[kind] ??= namesOf(kind))) census[name] += count;
  }
  seen.fill(0);
  return census;
}

function countOf(kind: number): number {
  return (seen[kind] ?? 0) + (seen[kind + KINDS] ?? 0) + (seen[kind + 2 * KINDS] ?? 0) + (seen[kind + 3 * KINDS] ?? 0);
}

function namesOf(kind: number): readonly (keyof Census)[] {
  return (Object.keys(parts) as (keyof Census)[]).filter((name) => parts[name](kind));
}

function isUnjapanese(kind: number): boolean {
  return (kind & HAN) !== 0 && (kind & (IN_JAPANESE | JAPANESE_ONLY)) === 0;
}
