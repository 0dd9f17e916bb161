/*
 * Where readers of Big5 differ from code page 950 and the Hong Kong set: the table that Unicode published in 1994, which Python
 * (big5, cp950) and Java (Big5) still go by, and IBM's.
 */

/** Rows of characters whose code points and cells both go up by one. */
const RUNS: readonly (readonly [pair: number, first: number, count: number])[] = [
  [0xa145, 0x2022, 1],
  [0xa14e, 0xff64, 1],
  [0xa155, 0xfe31, 1],
  [0xa156, 0x2014, 1],
  [0xa158, 0xfe58, 1],
  [0xa15a, 0xff3f, 1],
  [0xa1c2, 0x203e, 1],
  [0xa1e3, 0x223c, 1],
  [0xa1f2, 0x2641, 1],
  [0xa1f3, 0x2609, 1],
  [0xa1fe, 0x2571, 1],
  [0xa240, 0x2572, 1],
  [0xa241, 0xff0f, 1],
  [0xa242, 0xff3c, 1],
  [0xa244, 0xa5, 1],
  [0xa246, 0xa2, 2],
  [0xc255, 0x5f5e, 1],
  [0xc6a1, 0x30fe, 1],
  [0xc6a2, 0x309d, 2],
  [0xc6a4, 0x3005, 1],
  [0xc6a5, 0x3041, 83],
  [0xc6f8, 0x30a1, 86],
  [0xc7b1, 0x414, 2],
  [0xc7b3, 0x401, 1],
  [0xc7b4, 0x416, 7],
  [0xc7bb, 0x423, 19],
  [0xc7ce, 0x451, 1],
  [0xc7cf, 0x436, 26],
  [0xc7e9, 0x2460, 10],
  [0xc7f3, 0x2474, 10],
];

/** Shows each of them. */
export function visitOldBig5(visit: (unit: number, pair: number) => void): void {
  for (const [start, first, count] of RUNS) {
    let pair = start;
    for (let i = 0; i < count; i++, pair = next(pair)) visit(first + i, pair);
  }
}

/** Second bytes are 40 to 7E and A1 to FE. */
function next(pair: number): number {
  const trail = pair & 0xff;
  if (trail === 0x7e) return pair + 0xa1 - 0x7e;
  return trail === 0xfe ? pair + 0x100 + 0x40 - 0xfe : pair + 1;
}
