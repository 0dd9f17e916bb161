import { setTimeout as pause } from 'node:timers/promises';
import { holderIn, takeLease, takeOver } from './lease.ts';
import type { Lease } from './lease.ts';
import { ledgerFile, partFile } from './part-folder.ts';
import type { PartFolder } from './part-folder.ts';
import { folderCount, stateOf } from './state.ts';

/** Milliseconds between two looks at the leases of others, and at `stopped`. */
const LOOK_MS = 1000;

/**
 * Parts to be made, each leased to this process: free ones from a random folder on, so that processes seldom compete; then those whose
 * holders have been silent for `seconds`. Ends when every part is made or in the hands of a living process.
 */
export async function* claimed(
  parts: PartFolder,
  seconds: number,
  stopped: () => boolean,
): AsyncGenerator<Lease, void> {
  const count = folderCount(parts);
  const start = Math.floor(Math.random() * count);
  const alive = living(parts);
  for (;;) {
    const held: number[] = [];
    for (let step = 0; step < count; step++) {
      const folder = (start + step) % count;
      yield* freeIn(parts, folder, seconds);
      for (const part of (await stateOf(parts, folder)).held) held.push(part);
    }
    const silent: number[] = [];
    for (const part of held) if (!(await alive(part))) silent.push(part);
    let taken = 0;
    for (const part of silent) {
      const lease = await takeOver(parts, part, seconds);
      if (lease === null) continue;
      taken++;
      yield* unlessMade(parts, lease);
    }
    if (silent.length === 0 || stopped()) return;
    if (taken === 0) await pause(Math.min(LOOK_MS, seconds * 200));
  }
}

async function* freeIn(parts: PartFolder, folder: number, seconds: number): AsyncGenerator<Lease, void> {
  for (;;) {
    const { free } = await stateOf(parts, folder);
    const lease = await firstTaken(parts, free, seconds);
    if (lease === null) return;
    yield* unlessMade(parts, lease);
  }
}

/** Takes one of these parts, from a random one on. */
async function firstTaken(parts: PartFolder, free: readonly number[], seconds: number): Promise<Lease | null> {
  const start = Math.floor(Math.random() * free.length);
  for (const part of [...free.slice(start), ...free.slice(0, start)]) {
    const lease = await takeLease(parts, part, seconds);
    if (lease !== null) return lease;
  }
  return null;
}

/** Somebody may have made the part and given it back since the folder was listed. */
async function* unlessMade(parts: PartFolder, lease: Lease): AsyncGenerator<Lease, void> {
  const files = [partFile(parts, lease.part), ledgerFile(parts, lease.part)];
  const states = await Promise.all(files.map(parts.dir.stat));
  if (states.includes(null)) yield lease;
  else await lease.release();
}

/** Tells whether the lease of a part has been renewed since it was first asked about. */
function living(parts: PartFolder): (part: number) => Promise<boolean> {
  const first = new Map<number, string>();
  return async (part) => {
    const now = (await holderIn(parts, part))?.version;
    if (now === undefined) return false;
    const before = first.get(part);
    if (before === undefined) first.set(part, now);
    return before !== undefined && before !== now;
  };
}
