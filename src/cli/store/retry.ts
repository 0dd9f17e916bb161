import { setMaxListeners } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { Unreadable } from '../../archives/index.ts';
import { onStop } from '../input/live-streams.ts';

/** A failure that may pass: the server is busy, or the connection was cut. The message is for a person. */
export class Passing extends Error {
  override readonly name = 'Passing';
  /** Seconds after which the server asks to be tried again; 0 if it does not. */
  readonly seconds: number;
  constructor(message: string, seconds = 0) {
    super(message);
    this.seconds = seconds;
  }
}

/** Waits before attempt `number + 1`. Rejects if the run is interrupted. */
export type Pause = (number: number, seconds: number) => Promise<void>;

/** Attempts without a byte received; with the pauses below they take 13 s at most, less than a document may. */
const ATTEMPTS = 8;
/** In milliseconds. The longest pause doubles with each attempt; the pause itself is random, so that many clients do not come back at once. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

const interrupt = new AbortController();
// One for each request under way.
setMaxListeners(0, interrupt.signal);
onStop(() => {
  interrupt.abort();
});

/** Aborts requests when the run is interrupted. */
export const interrupted: AbortSignal = interrupt.signal;

export const pause: Pause = async (number, seconds) => {
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** (number - 1), LONGEST_PAUSE_MS);
  const asked = Math.min(seconds * 1000, LONGEST_PAUSE_MS);
  await after(asked + Math.random() * longest, undefined, { signal: interrupted });
};

/** Counts the failures since the last success. */
export interface Patience {
  /** Waits, or throws Unreadable if there were too many failures or this one does not pass. */
  readonly failed: (error: unknown) => Promise<void>;
  readonly succeeded: () => void;
}

export function patience(wait: Pause): Patience {
  let failures = 0;
  return {
    failed: async (error) => {
      if (!(error instanceof Passing) || interrupted.aborted) throw error;
      if (++failures >= ATTEMPTS) throw new Unreadable(`${error.message} (tried ${ATTEMPTS} times)`);
      await wait(failures, error.seconds);
    },
    succeeded: () => {
      failures = 0;
    },
  };
}

/** The result of the first attempt that succeeds. */
export async function retried<T>(wait: Pause, attempt: () => Promise<T>): Promise<T> {
  const { failed } = patience(wait);
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      await failed(error);
    }
  }
}
