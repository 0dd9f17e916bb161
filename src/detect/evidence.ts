import { readings } from './model/surprise.ts';
import type { Reading } from './model/surprise.ts';
import { sampleOf } from './sample.ts';
import type { Sample } from './sample.ts';

/** What the detectors look at; what costs something is made when first asked for. */
export interface Evidence {
  readonly bytes: Uint8Array;
  /** Known name of the declared charset, or null. */
  readonly declared: string | null;
  /** The only encodings to consider, or null for all. */
  readonly allowed: ReadonlySet<string> | null;
  readonly sample: () => Sample;
  readonly readings: () => readonly Reading[];
}

/** A detector's verdict. */
export interface Verdict {
  readonly name: string;
  readonly by: string;
  readonly confidence: number;
  /** True if a part of the file that was not looked at might speak against it. */
  readonly sampled: boolean;
}

/** Evidence about some bytes without byte order mark. */
export function evidenceOf(bytes: Uint8Array, declared: string | null, allowed: ReadonlySet<string> | null): Evidence {
  const sample = once(() => sampleOf(bytes));
  return { bytes, declared, allowed, sample, readings: once(() => readings(sample().bytes, allowed, true)) };
}

/** Whether an encoding may be considered. */
export function allows(evidence: Evidence, name: string): boolean {
  return evidence.allowed === null || evidence.allowed.has(name);
}

function once<T extends object>(make: () => T): () => T {
  let value: T | null = null;
  return () => (value ??= make());
}
