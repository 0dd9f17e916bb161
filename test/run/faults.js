// Preloaded into the command with NODE_OPTIONS=--import: makes a worker fail, or take its time, on a document that asks for it.
import { isMainThread } from 'node:worker_threads';

const stringify = JSON.stringify;

const faults = {
  '<<throw>>': () => {
    throw new Error('a fault of the program');
  },
  '<<exit>>': () => process.exit(7),
  '<<memory>>': () => {
    for (const held = []; ;) held.push(new Array(1_000_000).fill(held.length));
  },
  '<<loop>>': () => {
    for (;;);
  },
  // A second, in short waits: a long one would be over once a process that was stopped goes on.
  '<<slow>>': () => {
    for (let wait = 0; wait < 20; wait++) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
  },
};

if (!isMainThread) {
  JSON.stringify = (value, ...more) => {
    for (const [mark, fault] of Object.entries(faults)) if (value?.text?.includes?.(mark)) fault();
    return stringify(value, ...more);
  };
}
