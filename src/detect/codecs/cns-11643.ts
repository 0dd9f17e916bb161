/**
 * Planes 1 and 2 of CNS 11643 have the characters of Big5 in almost the same order, so they are stored as runs: `cns-big5-length`,
 * with the first code in each set in hexadecimal and the length in decimal. Checked against glibc's EUC-TW converter. Higher planes
 * hardly ever occur and have no table here.
 */
const RUNS: readonly (readonly [plane: number, runs: string])[] = [
  [
    1,
    '2121-a140-21 2136-a157-2 2139-a156-1 213e-a15d-44 216a-a1ac-1 216b-a1ab-1 216c-a1ad-52 2242-a1e2-1 2243-a1e1-1 2244-a1e3-19 2257-a1f7-1 2258-a1f6-1 2259-a1f8-4 225e-a155-1 225f-a241-2 2261-a241-76 2421-a2af-174 4421-a440-1412 5323-ad40-424 5753-acfe-1 5754-afd0-1876 6b50-be52-1 6b51-bbc8-387 6f5c-be53-525 7535-c2cb-1 7536-c1ab-189 7737-c2cc-84 782d-c456-1 782e-c361-54 7864-c3ba-1 7865-c3b9-1 7866-c3bb-90 7962-c457-354',
  ],
  [
    2,
    '2121-c940-10 212b-c94b-33 214c-c9be-1 214d-c96c-48 217d-c9bf-46 224d-caf7-1 224e-c9ed-167 2439-caf8-1840 376f-dadf-1 3770-d6cd-108 387e-d77b-537 3e63-d6cc-1 3e64-dae0-100 3f6a-d77a-1 3f6b-dba7-399 4424-ddfd-1637 554b-ebf1-1 554c-e8a3-146 5722-ecde-1 5723-e976-287 5a28-f0cb-1 5a29-eb5b-116 5b3f-ebf2-137 5c6a-ecdf-104 5d74-f056-1 5d75-edaa-222 6039-eeec-198 6243-f057-82 6337-f0cc-86 642f-eeeb-1 6430-f163-8 6438-f16c-153 6573-f269-56 664d-f4b5-1 664e-f2c3-113 6761-f16b-1 6762-f375-142 6934-f268-1 6935-f466-45 6962-f4b6-71 6a4b-f663-1 6a4c-f4fd-194 6c52-f664-490 7166-f9c4-1 7167-f977-43 7234-f9c5-1 7235-f9c7-11 7240-f9c6-1 7241-f9d2-4',
  ],
];
/** Symbols of plane 1 that standard Big5 lacks, as runs. */
const SYMBOLS: readonly (readonly [cns: number, first: number, length: number])[] = [
  [0x2621, 0x2460, 10],
  [0x262b, 0x2474, 10],
  [0x2635, 0x2170, 10],
  [0x4221, 0x2400, 32],
];
/** Cells in a row, and rows in a plane. */
const ROW_CELLS = 94;
const planes = new Map<number, string>();

/** Characters of a plane in code order, `\ufffd` for unassigned codes; empty for a plane without a table. Memoized. */
export function cnsPlane(plane: number): string {
  const cached = planes.get(plane);
  if (cached !== undefined) return cached;
  const runs = RUNS.find(([number]) => number === plane)?.[1];
  const chars = runs === undefined ? '' : build(plane, runs);
  planes.set(plane, chars);
  return chars;
}

/** The character at a row and cell (0x21 to 0x7e each) of a plane, or `\ufffd`. */
export function cnsCharacter(plane: number, row: number, cell: number): string {
  return cnsPlane(plane)[(row - 0x21) * ROW_CELLS + cell - 0x21] ?? '\ufffd';
}

function build(plane: number, runs: string): string {
  const chars = Array<string>(ROW_CELLS * ROW_CELLS).fill('\ufffd');
  const big5 = new TextDecoder('big5');
  for (const [cns, first, length] of plane === 1 ? SYMBOLS : []) {
    for (let i = 0; i < length; i++) chars[cnsIndex(cns) + i] = String.fromCharCode(first + i);
  }
  for (const run of runs.split(' ')) {
    const [cns = '', first = '', length = ''] = run.split('-');
    const start = cnsIndex(parseInt(cns, 16));
    const from = big5Index(parseInt(first, 16));
    const text = big5.decode(big5Bytes(from, Number(length))).split('\n');
    for (const [i, char] of text.entries()) if (char !== '') chars[start + i] = char.slice(0, 1);
  }
  return chars.join('');
}

function cnsIndex(code: number): number {
  return ((code >> 8) - 0x21) * ROW_CELLS + (code & 0xff) - 0x21;
}

function big5Index(code: number): number {
  const trail = code & 0xff;
  return ((code >> 8) - 0xa1) * 157 + (trail < 0x7f ? trail - 0x40 : trail - 0xa1 + 63);
}

/** Consecutive Big5 codes, each followed by a line feed. */
function big5Bytes(first: number, length: number): Uint8Array {
  const bytes = new Uint8Array(3 * length);
  for (let i = 0; i < length; i++) {
    const trail = (first + i) % 157;
    const lead = Math.floor((first + i) / 157) + 0xa1;
    bytes.set([lead, trail < 63 ? trail + 0x40 : trail - 63 + 0xa1, 0x0a], 3 * i);
  }
  return bytes;
}
