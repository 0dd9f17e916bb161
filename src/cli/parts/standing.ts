import { addFailedPart, newFailedParts } from './failed-parts.ts';
import type { FailedParts } from './failed-parts.ts';
import { addFailedInputs, newFailedInputs } from './failed-inputs.ts';
import type { FailedInputs } from './failed-inputs.ts';
import { holderIn } from './lease.ts';
import { readLedger } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import type { FileState } from './out-dir.ts';
import { overParts } from './over-parts.ts';
import { ledgerFile } from './part-folder.ts';
import type { PartFolder } from './part-folder.ts';
import { folderCount, stateOf } from './state.ts';

/** How far a run in parts is. */
export interface Standing {
  readonly parts: number;
  readonly done: number;
  /** Number of parts being made, by host. */
  readonly running: ReadonlyMap<string, number>;
  /** Parts with a lease that is no longer renewed. */
  readonly stale: number;
  readonly bytes: number;
  readonly bytesDone: number;
  readonly documents: { readonly in: number; readonly written: number; readonly failed: number };
  /** Documents by reason. */
  readonly failures: ReadonlyMap<string, number>;
  readonly failed: FailedParts;
  readonly inputs: FailedInputs;
  /** Input in bytes a second, of late; null if too little is known. */
  readonly speed: number | null;
}

/** What is remembered of a finished part. */
interface Done {
  readonly bytes: number;
  readonly finished: number;
}

interface Looked {
  readonly part: number;
  readonly ledger: Ledger | string;
  readonly state: FileState | null;
  /** Of its input. */
  readonly bytes: number;
}

async function lookedAt(parts: PartFolder, part: number): Promise<Looked> {
  const ledger = await readLedger(parts, part);
  const state = await parts.dir.stat(ledgerFile(parts, part));
  return { part, ledger, state, bytes: (await parts.at(part)).bytes };
}

/** Milliseconds over which speed is measured. */
const WINDOW_MS = 600_000;

/** Reads how far a run is. Later calls read the ledgers of new parts only, and never a part itself. */
export function standingOf(parts: PartFolder): () => Promise<Standing> {
  const known = new Map<number, Done>();
  const documents = { in: 0, written: 0, failed: 0 };
  const failures = new Map<string, number>();
  const failed = newFailedParts();
  const inputs = newFailedInputs();
  let bytesDone = 0;
  const learn = ({ part, ledger, state, bytes }: Looked): void => {
    if (typeof ledger === 'string' || state === null) return;
    known.set(part, { bytes, finished: state.modified });
    bytesDone += bytes;
    for (const key of ['in', 'written', 'failed'] as const) documents[key] += ledger[key];
    addFailedPart(failed, parts, ledger);
    addFailedInputs(inputs, parts, ledger);
    for (const { reason } of ledger.failures) failures.set(reason, (failures.get(reason) ?? 0) + 1);
  };
  return async () => {
    const running = new Map<string, number>();
    let stale = 0;
    const now = await parts.dir.clock();
    for (let folder = 0; folder < folderCount(parts); folder++) {
      const { done, held } = await stateOf(parts, folder);
      const fresh = done.filter((part) => !known.has(part));
      for await (const looked of overParts(parts, fresh, (part) => lookedAt(parts, part))) learn(looked);
      for (const part of held) {
        const holder = await holderIn(parts, part);
        if (holder === null) continue;
        if (now - holder.seen > holder.lease * 1000) stale++;
        else running.set(holder.host, (running.get(holder.host) ?? 0) + 1);
      }
    }
    const { parts: count, bytes } = parts.plan;
    const speed = speedOf([...known.values()], now);
    const failing = { failures, failed, inputs };
    return { parts: count, done: known.size, running, stale, bytes, bytesDone, documents, ...failing, speed };
  };
}

/** The bytes of the parts finished of late, but for the first, whose beginning is not known, by the time since that. */
function speedOf(done: readonly Done[], now: number): number | null {
  const late = done.filter(({ finished }) => finished > now - WINDOW_MS);
  const first = late.reduce((least, { finished }) => Math.min(least, finished), Infinity);
  const bytes = late.reduce((sum, part) => sum + (part.finished > first ? part.bytes : 0), 0);
  return bytes > 0 ? (bytes * 1000) / (now - first) : null;
}
