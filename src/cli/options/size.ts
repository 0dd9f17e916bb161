/** Default of `--max-bytes`. */
export const MAX_BYTES: number = 2 ** 26;

/** Units as GNU tools read them: K, M, G, T and KiB … are powers of 1024, KB … powers of 1000. */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  byte: 1,
  bytes: 1,
  ...units(1024, 'k m g t'),
  ...units(1024, 'kib mib gib tib'),
  ...units(1000, 'kb mb gb tb'),
};

function units(base: number, names: string): Readonly<Record<string, number>> {
  return Object.fromEntries(names.split(' ').map((name, index) => [name, base ** (index + 1)]));
}

/** What `parseSize` understands, for messages. */
export const SIZES =
  'a whole number of bytes, 1 or more, such as 1_000_000, 64MiB, 1.5GB or 1G (K is KiB, 1024; KB is 1000)';

/** Parses a size such as `64MiB`, `1.5 GB` or `1_000_000` into bytes. Null for anything else, and for less than a byte. */
export function parseSize(text: string): number | null {
  const [, digits, unit] = /^(\d+(?:_\d+)*(?:\.\d+)?) ?([a-z]*)$/i.exec(text.trim()) ?? [];
  const factor = unit === undefined ? undefined : UNITS[unit.toLowerCase()];
  if (digits === undefined || factor === undefined) return null;
  const exact = Number(digits.replaceAll('_', '')) * factor;
  const bytes = factor === 1 ? exact : Math.round(exact);
  return Number.isSafeInteger(bytes) && bytes >= 1 ? bytes : null;
}

const UNITS_LARGEST_FIRST: readonly (readonly [unit: string, factor: number])[] = [
  ['TiB', 1024 ** 4],
  ['GiB', 1024 ** 3],
  ['MiB', 1024 ** 2],
  ['TB', 1000 ** 4],
  ['GB', 1000 ** 3],
  ['MB', 1000 ** 2],
  ['KiB', 1024],
  ['kB', 1000],
];

/** Formats a size in the largest unit that is exact with at most one decimal, else in bytes; `parseSize` reads it back. */
export function sizeText(bytes: number): string {
  const units = UNITS_LARGEST_FIRST.filter(([, factor]) => bytes >= factor && Number.isInteger((bytes * 10) / factor));
  const shown = units.map(([unit, factor]) => `${bytes / factor} ${unit}`);
  // Sizes near 2 ** 53 can be whole tenths of a unit only by rounding.
  return shown.find((text) => parseSize(text) === bytes) ?? `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
}
