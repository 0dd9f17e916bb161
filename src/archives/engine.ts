import type { Transform } from 'node:stream';
import { Damage } from './damage.ts';

/** A node:zlib stream, fed piece by piece at the pace of its consumer. */
export interface Engine {
  /** Feeds input and returns its output. Output before a fault is returned first; the next call throws Damage. */
  readonly feed: (input: Buffer) => Promise<readonly Buffer[]>;
  /** Returns the remaining output after the last input. Throws Damage if the stream is incomplete. */
  readonly end: () => Promise<readonly Buffer[]>;
  /** True once the stream has reached its end. */
  readonly ended: () => boolean;
  readonly close: () => void;
}

/** Wraps a stream; `what` names it in error messages. */
export function engine(stream: Transform, what: string): Engine {
  const outputs: Buffer[] = [];
  let ended = false;
  let failure: Error | null = null;
  let wake: (() => void) | null = null;
  stream.on('data', (bytes: Buffer) => outputs.push(bytes));
  stream.on('end', () => {
    ended = true;
    wake?.();
  });
  stream.on('error', (error: Error) => {
    failure = error;
    wake?.();
  });
  const after = async (act: () => void): Promise<readonly Buffer[]> => {
    // A failed stream calls back no more.
    if (failure === null)
      await new Promise<void>((resolve) => {
        wake = resolve;
        act();
      });
    if (failure !== null && outputs.length === 0) throw damage(what, failure);
    return outputs.splice(0);
  };
  return {
    feed: (input) =>
      after(() => {
        stream.write(input, (error) => {
          failure ??= error ?? null;
          wake?.();
        });
      }),
    end: async () => {
      const left = ended ? outputs.splice(0) : await after(() => stream.end());
      if (failure !== null) throw damage(what, failure);
      return left;
    },
    ended: () => ended,
    close: () => stream.destroy(),
  };
}

function damage(what: string, { message }: Error): Damage {
  return new Damage(`${what} is altered or cut short (${message})`);
}
