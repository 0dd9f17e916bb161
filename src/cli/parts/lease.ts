import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Held } from './out-dir.ts';
import { leaseFile } from './part-folder.ts';
import type { PartFolder } from './part-folder.ts';

/**
 * The right to make a part: a file beside it, written again as long as its holder lives. Two holders of one part do no harm, since both
 * make the same bytes and publish them as a whole; a lease only saves the work.
 */
export interface Lease {
  readonly part: number;
  /** False once another process has taken the part over. */
  readonly isMine: () => Promise<boolean>;
  readonly release: () => Promise<void>;
}

/** Who holds a part. */
export interface PartHolder {
  readonly host: string;
  /** Tells one state of the lease from another. */
  readonly version: string;
  /** When it was last written, by the clock of the place. */
  readonly seen: number;
  /** Seconds without a sign of life after which it is to be taken over. */
  readonly lease: number;
}

/** Seconds without a sign of life after which a part is taken over, unless `--lease` says otherwise. */
export const LEASE_SECONDS = 120;
/** Times that a lease is written again before it counts as stale: some of them may be late. */
const BEATS = 6;

/** Takes a part that nobody holds; null if somebody was faster. Throws a system error. */
export async function takeLease(parts: PartFolder, part: number, seconds: number): Promise<Lease | null> {
  return kept(part, seconds, await parts.dir.leases.take(leaseFile(parts, part), leaseText(seconds)));
}

/** Takes over the part of a holder that has not been heard from for so long; null if it has been, or somebody was faster. */
export async function takeOver(parts: PartFolder, part: number, seconds: number): Promise<Lease | null> {
  const { leases, clock } = parts.dir;
  const file = leaseFile(parts, part);
  const holder = await leases.holder(file);
  if (holder === null) return takeLease(parts, part, seconds);
  if ((await clock()) - holder.seen <= seconds * 1000) return null;
  return kept(part, seconds, await leases.takeFrom(file, holder, leaseText(seconds)));
}

/** Who holds a part; null if nobody does. */
export async function holderIn(parts: PartFolder, part: number): Promise<PartHolder | null> {
  const holder = await parts.dir.leases.holder(leaseFile(parts, part));
  if (holder === null) return null;
  const [, host = ''] = /"host":"([^"]*)"/.exec(holder.text) ?? [];
  const [, lease] = /"lease":([\d.]+)/.exec(holder.text) ?? [];
  return { host, version: holder.version, seen: holder.seen, lease: Number(lease ?? LEASE_SECONDS) };
}

function leaseText(seconds: number): string {
  const id = randomBytes(8).toString('hex');
  return `${JSON.stringify({ id, host: hostname(), pid: process.pid, lease: seconds })}\n`;
}

/** A lease that gives signs of life until it is released. */
function kept(part: number, seconds: number, held: Held | null): Lease | null {
  if (held === null) return null;
  let beat = Promise.resolve();
  const timer = setInterval(
    () => {
      beat = beat.then(held.renew).catch(() => undefined);
    },
    (seconds * 1000) / BEATS,
  );
  timer.unref();
  const release = async (): Promise<void> => {
    clearInterval(timer);
    await beat;
    await held.release();
  };
  return { part, isMine: held.isMine, release };
}
