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

/** For each sum of class bits that occurs, the counts it goes into. */
let kinds: readonly (readonly [kind: number, names: readonly (keyof Census)[]])[] | null = null;

/** Units of each kind in the span at hand; all zero between calls. */
const seen = new Uint32Array(0x100);

/** Counts `[start, end)` of a text in one pass. */
export function takeCensus(text: string, start: number, end: number): Readonly<Census> {
  const classes = hanClasses();
  kinds ??= [...new Set(classes)].map((kind) => [kind, namesOf(kind)]);
  for (let i = start; i < end; i++) {
    const kind = classes[text.charCodeAt(i)] ?? 0;
    seen[kind] = (seen[kind] ?? 0) + 1;
  }
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
  for (const [kind, names] of kinds) {
    const count = seen[kind] ?? 0;
    if (count > 0) for (const name of names) census[name] += count;
    seen[kind] = 0;
  }
  return census;
}

function namesOf(kind: number): readonly (keyof Census)[] {
  return (Object.keys(parts) as (keyof Census)[]).filter((name) => parts[name](kind));
}

function isUnjapanese(kind: number): boolean {
  return (kind & HAN) !== 0 && (kind & (IN_JAPANESE | JAPANESE_ONLY)) === 0;
}
