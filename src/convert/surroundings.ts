/** The text around a character, within its line. */
export interface Surroundings {
  readonly left: string;
  readonly right: string;
}

/** Most code units of context on either side. */
const MAX_CONTEXT_UNITS = 16;
const NEWLINE = 0x0a;

/** The context of the code unit at `i` within its line; `[0, end)` consists of whole lines or clauses. */
export function surroundings(units: Uint16Array, i: number, end: number): Surroundings {
  let left = '';
  for (let k = i - 1; k >= Math.max(0, i - MAX_CONTEXT_UNITS) && units[k] !== NEWLINE; k--) {
    left = String.fromCharCode(units[k] ?? 0) + left;
  }
  let right = '';
  for (let k = i + 1; k < Math.min(end, i + 1 + MAX_CONTEXT_UNITS) && units[k] !== NEWLINE; k++) {
    right += String.fromCharCode(units[k] ?? 0);
  }
  return { left, right };
}
