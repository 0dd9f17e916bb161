/** Longest description sequence in code units; a longer run of operators is not treated as one. */
const MAX_DESCRIPTION_UNITS = 48;

/**
 * Length in code units of the ideographic description sequence that starts at `start`, or 0. Such a sequence (⿰言⿱…) stands
 * for one character, so its components are not converted.
 */
export function descriptionLength(units: Uint16Array, start: number, end: number): number {
  const limit = Math.min(end, start + MAX_DESCRIPTION_UNITS);
  let missing = 1;
  let i = start;
  while (missing > 0 && i < limit) {
    const unit = units[i] ?? 0;
    if (unit === 0x0a || unit === 0x0d) return 0;
    missing += operands(unit) - 1;
    i += unit >= 0xd800 && unit < 0xdc00 && i + 1 < end ? 2 : 1;
  }
  return missing === 0 && i > start + 1 ? i - start : 0;
}

function operands(unit: number): number {
  if (unit < 0x2ff0 || unit > 0x2fff) return 0;
  return unit === 0x2ff2 || unit === 0x2ff3 ? 3 : 2;
}
