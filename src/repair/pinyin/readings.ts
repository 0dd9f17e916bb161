import { pinyinReadings } from '../../tables/generated/pinyin-readings.ts';

let readings: Map<string, string> | undefined;

/** Readings that lists of mirror sites go by and dictionaries of today do not: older ones, and weak forms. */
const OLD: readonly string[] = [
  'jī績跡',
  'zōng縱',
  'chú儲',
  'yǒng擁',
  'zuò鑿',
  'yí誼',
  'cōng從',
  'zhàn暫',
  'ge個',
  'men們',
  'me麼',
  'ma嗎',
];

/** Syllable with tone mark (NFC) → the characters with this reading, simplified and traditional. */
function table(): Map<string, string> {
  if (readings) return readings;
  readings = new Map();
  for (const entry of [...pinyinReadings().split(' '), ...OLD]) {
    const [, syllable = '', chars = ''] = /^(\P{Script=Han}+)(\p{Script=Han}+)$/u.exec(entry) ?? [];
    const known = readings.get(syllable) ?? '';
    readings.set(syllable, known + Array.from(chars, (char) => (known.includes(char) ? '' : char)).join(''));
  }
  return readings;
}

/** The characters with this reading, or an empty string if it is no syllable. Tone by mark; no mark is the neutral tone. */
export function charactersRead(syllable: string): string {
  return table().get(syllable.normalize('NFC').toLowerCase()) ?? '';
}

/** True if `syllable`, with tone mark, is one of the character's readings. */
export function isReading(char: string, syllable: string): boolean {
  return charactersRead(syllable).includes(char);
}

/** The characters with this reading in any tone, for a syllable without tone mark (`v` or `ü` for ü). */
export function charactersReadToneless(syllable: string): string {
  toneless ??= tonelessTable();
  return toneless.get(syllable.toLowerCase().replaceAll('ü', 'v')) ?? '';
}

let toneless: Map<string, string> | undefined;

function tonelessTable(): Map<string, string> {
  const all = new Map<string, string>();
  for (const [syllable, chars] of table()) {
    const key = withoutTone(syllable);
    all.set(key, (all.get(key) ?? '') + chars);
  }
  return all;
}

/** `lǜ` → `lv`, `xué` → `xue`. */
function withoutTone(syllable: string): string {
  return syllable
    .normalize('NFD')
    .replace(/u\u0308/g, 'v')
    .replace(/[\u0300-\u036f]/g, '');
}

/** Number of readings of a character; different tones count separately. */
export function readingsOf(char: string): number {
  let count = 0;
  for (const chars of table().values()) if (chars.includes(char)) count++;
  return count;
}
