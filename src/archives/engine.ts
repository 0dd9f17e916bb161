import type { Transform } from 'node:stream';
import { Damage } from './damage.ts';

/** A stream of node:zlib, fed piece by piece in step with whoever takes what comes out. */
export interface Engine {
  /** What comes of the input. What came before a fault is given first; the next call throws Damage. */
  readonly feed: (input: Buffer) => Promise<readonly Buffer[]>;
  /** What is left after the last input. Throws Damage where the stream is not at its end. */
  readonly end: () => Promise<readonly Buffer[]>;
  /** True once the stream has come to its end by itself. */
  readonly ended: () => boolean;
  readonly close: () => void;
}

/** `what` names the stream in the message of a failure. */
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
    // A stream that has failed answers nothing more.
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
