/** What stands around a character in its line. */
export interface Surroundings {
  readonly left: string;
  readonly right: string;
}

/** Units that a rule sees on either side. */
const REACH = 16;
const NEWLINE = 0x0a;

/** What stands around the unit at `i` in its line; `[0, end)` holds whole lines or clauses. */
export function surroundings(units: Uint16Array, i: number, end: number): Surroundings {
  let left = '';
  for (let k = i - 1; k >= Math.max(0, i - REACH) && units[k] !== NEWLINE; k--) {
    left = String.fromCharCode(units[k] ?? 0) + left;
  }
  let right = '';
  for (let k = i + 1; k < Math.min(end, i + 1 + REACH) && units[k] !== NEWLINE; k++) {
    right += String.fromCharCode(units[k] ?? 0);
  }
  return { left, right };
}
