/** One number for each line. */
export type Column = Float32Array;

/** A feature: one number for each line, or for each region. */
export type Named = readonly [name: string, column: Column];

/** Bytes that columns are cut from; to make a buffer for each takes longer than to fill it. */
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

/** A column made number by number; several times faster than `Float32Array.from` with a function. */
export function columnOf(size: number, value: (index: number) => number): Column {
  const column = zeros(size);
  for (let i = 0; i < size; i++) column[i] = value(i);
  return column;
}

/** The same number in each line. */
export function constant(size: number, value: number): Column {
  return zeros(size).fill(value);
}

/** The column moved so that each line has the number of the line so many steps behind it, or `missing` where there is none. */
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

/** A sum that fades with the distance in lines, as a logarithm; what stands in the line itself is not in it. */
export function fadedBefore(values: Column, fade: number): Column {
  const faded = zeros(values.length);
  for (let i = 0, sum = 0; i < values.length; i++) {
    faded[i] = log(sum);
    sum = (sum + (values[i] ?? 0)) * fade;
  }
  return faded;
}

/** The same of the lines behind. */
export function fadedBehind(values: Column, fade: number): Column {
  const faded = zeros(values.length);
  for (let i = values.length - 1, sum = 0; i >= 0; i--) {
    faded[i] = log(sum);
    sum = (sum + (values[i] ?? 0)) * fade;
  }
  return faded;
}

/** The logarithms of small counts. */
const LOGS = new Float64Array(256).map((_, count) => Math.log2(1 + count));

/** `Math.log2(1 + value)` of what is not negative; most values are small counts. */
export function log(value: number): number {
  const whole = value | 0;
  return whole === value && whole < 256 ? (LOGS[whole] ?? 0) : Math.log2(1 + value);
}
