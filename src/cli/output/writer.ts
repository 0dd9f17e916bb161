import { createHash } from 'node:crypto';
import type { Paint } from '../terminal/color.ts';
import type { Sink } from './sink.ts';

/** How records are shown to a person. */
export interface Look {
  readonly paint: Paint;
  /** Of the terminal; Infinity where there is none. */
  readonly columns: number;
  /** With every removed line. */
  readonly verbose: boolean;
}

/** How lines are written. */
export interface Packing {
  /** What is ready to be written of the lines so far; whole lines are given. */
  readonly push: (lines: Uint8Array) => Promise<Uint8Array>;
  /** What is left. */
  readonly end: () => Promise<Uint8Array>;
}

/** A sink that packs what is written to it. */
export function packed(sink: Sink, packing: Packing | null): Sink {
  if (packing === null) return sink;
  return {
    write: async (lines) => sink.write(await packing.push(lines)),
    close: async () => {
      await sink.write(await packing.end());
      await sink.close();
    },
    abandon: sink.abandon,
  };
}

/** A sink that also takes the SHA-256 and number of the bytes written. */
export function measured(sink: Sink): Sink & { readonly bytes: () => number; readonly sha256: () => string } {
  const hash = createHash('sha256');
  let bytes = 0;
  return {
    ...sink,
    write: (lines) => {
      hash.update(lines);
      bytes += lines.length;
      return sink.write(lines);
    },
    bytes: () => bytes,
    sha256: () => hash.digest('hex'),
  };
}
