import { readings } from './model/surprise.ts';
import type { Reading } from './model/surprise.ts';
import { isNoise } from '../text/noise.ts';
import { asBuffer } from './codecs/index.ts';
import { sampleOf } from './sample.ts';
import type { Sample } from './sample.ts';

/** Input of the detectors. Expensive parts are computed on first use. */
export interface Evidence {
  readonly bytes: Uint8Array;
  /** Canonical name of the declared charset; null if it is missing or unknown. */
  readonly declared: string | null;
  /** The only encodings to consider, or null for all. */
  readonly allowed: ReadonlySet<string> | null;
  readonly sample: () => Sample;
  readonly readings: () => readonly Reading[];
  /** Whether the sample is noise in any single-byte encoding. */
  readonly noise: () => boolean;
}

/** A detector's verdict. */
export interface Verdict {
  readonly name: string;
  readonly by: string;
  readonly confidence: number;
  /** True if only a sample was examined, so that the rest of the file may contradict the verdict. */
  readonly sampled: boolean;
}

/** Evidence for bytes without a byte order mark. */
export function evidenceOf(bytes: Uint8Array, declared: string | null, allowed: ReadonlySet<string> | null): Evidence {
  const sample = memoize(() => sampleOf(bytes));
  return {
    bytes,
    declared,
    allowed,
    sample,
    readings: memoize(() => readings(sample().bytes, allowed, true)),
    noise: memoize(() => isNoise(asBuffer(sample().bytes).toString('latin1'))),
  };
}

/** Whether an encoding may be considered. */
export function allows(evidence: Evidence, name: string): boolean {
  return evidence.allowed === null || evidence.allowed.has(name);
}

function memoize<T extends object | boolean>(make: () => T): () => T {
  let value: T | null = null;
  return () => (value ??= make());
}
