// Preloaded into the command with NODE_OPTIONS=--import: makes a worker fail on a document that asks for it.
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
};

if (!isMainThread) {
  JSON.stringify = (value, ...more) => {
    for (const [mark, fault] of Object.entries(faults)) if (value?.text?.includes?.(mark)) fault();
    return stringify(value, ...more);
  };
}
