/** Lower bounds of the bins of a histogram, ascending; the last bin is open. Fixed, so that histograms can be added up. */
export type Edges = readonly number[];

/** Shares from 0 to 1. */
export const SHARES: Edges = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** The share of a page that its text keeps: narrow bins at both ends, where texts are lost and nothing is removed. */
export const SHARES_KEPT: Edges = [0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1];

/** Confidence: narrow bins where most detections are. */
export const CONFIDENCES: Edges = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];

/** Counts, lengths and other amounts. */
export const AMOUNTS: Edges = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 1e6];

/** Index of the bin of a value. */
export function binOf(edges: Edges, value: number): number {
  let bin = 0;
  while (bin + 1 < edges.length && value >= (edges[bin + 1] ?? Infinity)) bin++;
  return bin;
}
