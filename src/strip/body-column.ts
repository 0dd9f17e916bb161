/** One number for each line. */
export type Column = Float32Array;

/** A feature: one number for each line, or for each region. */
export type Named = readonly [name: string, column: Column];
