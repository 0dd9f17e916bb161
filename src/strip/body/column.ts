/** One number per row: a line or a region. */
export type Column = Float32Array;

/** A named feature: one number per line, or per region. */
export type NamedColumn = readonly [name: string, column: Column];

/** Size in bytes of the buffers that columns are cut from; allocating one for each column takes longer than filling it. */
const SLAB = 0x20000;
let slab = new ArrayBuffer(0);
let used = 0;

/** A column of zeros. */
export function zeros(size: number): Column {
  const bytes = size * Float32Array.BYTES_PER_ELEMENT;
  if (used + bytes > slab.byteLength) {
    slab = new ArrayBuffer(Math.max(SLAB, bytes));
    used = 0;
  }
  used += bytes;
  return new Float32Array(slab, used - bytes, size);
}

/** A column computed row by row; several times faster than `Float32Array.from` with a function. */
export function columnOf(size: number, value: (index: number) => number): Column {
  const column = zeros(size);
  for (let i = 0; i < size; i++) column[i] = value(i);
  return column;
}

/** A column with the same number in each row. */
export function constant(size: number, value: number): Column {
  return zeros(size).fill(value);
}

/** A shifted column: row i has the number of row i + `step`, or `missing` if there is no such row. */
export function shifted(column: Column, step: number, missing: number): Column {
  const moved = zeros(column.length).fill(missing);
  if (Math.abs(step) >= column.length) return moved;
  if (step < 0) moved.set(column.subarray(0, step), -step);
  else moved.set(column.subarray(step));
  return moved;
}

export function sumOf(values: Column): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** For each line, log2(1 + sum) of the values before it, `weight` each and decayed by `decay` per line; the line itself is excluded. */
export function decayedBefore(values: Column, decay: number, weight = 1): Column {
  const decayed = zeros(values.length);
  for (let i = 0, sum = 0; i < values.length; i++) {
    decayed[i] = log(sum);
    sum = (sum + weight * (values[i] ?? 0)) * decay;
  }
  return decayed;
}

/** Like `decayedBefore`, for the lines after each line. */
export function decayedAfter(values: Column, decay: number, weight = 1): Column {
  const decayed = zeros(values.length);
  for (let i = values.length - 1, sum = 0; i >= 0; i--) {
    decayed[i] = log(sum);
    sum = (sum + weight * (values[i] ?? 0)) * decay;
  }
  return decayed;
}

/** Table of `Math.log2(1 + count)` for small counts. */
const LOGS = new Float64Array(256).map((_, count) => Math.log2(1 + count));

/** `Math.log2(1 + value)` of a non-negative value, by table for small counts. */
export function log(value: number): number {
  const whole = value | 0;
  return whole === value && whole < 256 ? (LOGS[whole] ?? 0) : Math.log2(1 + value);
}
