import type { Transform } from 'node:stream';
import { Damage } from './damage.ts';

/** A stream of node:zlib, fed piece by piece in step with whoever takes what comes out. */
export interface Engine {
  /** What comes of the input. Throws Damage. */
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
  const settle = (): void => {
    wake?.();
  };
  stream.on('data', (bytes: Buffer) => outputs.push(bytes));
  stream.on('end', () => {
    ended = true;
    settle();
  });
  stream.on('error', (error: Error) => {
    failure = error;
    settle();
  });
  const after = async (act: () => void): Promise<readonly Buffer[]> => {
    await new Promise<void>((resolve) => {
      wake = resolve;
      act();
    });
    if (failure !== null) throw new Damage(`${what} is altered or cut short (${failure.message})`);
    return outputs.splice(0);
  };
  return {
    feed: (input) =>
      after(() => {
        stream.write(input, (error) => {
          failure ??= error ?? null;
          settle();
        });
      }),
    end: () => (ended ? Promise.resolve(outputs.splice(0)) : after(() => stream.end())),
    ended: () => ended,
    close: () => stream.destroy(),
  };
}
