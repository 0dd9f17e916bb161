import { createHash } from 'node:crypto';
import type { Paint } from '../terminal/color.ts';
import type { Sink } from './sink.ts';

/** How readable records are displayed. */
export interface Look {
  readonly paint: Paint;
  /** Width of the terminal; Infinity if there is none. */
  readonly columns: number;
  /** True: shows every removed line. */
  readonly verbose: boolean;
}

/** Encodes lines for an output format. */
export interface Packing {
  /** Takes whole lines and returns the bytes that are ready. */
  readonly push: (lines: Uint8Array) => Promise<Uint8Array>;
  /** Returns the remaining bytes. */
  readonly end: () => Promise<Uint8Array>;
}

/** A sink that encodes what is written to it. */
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

/** A sink that also computes SHA-256 and number of the bytes written. */
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
