import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf } from '../input/file-name.ts';
import type { Problem } from '../input/find-files.ts';
import type { Plan } from './plan.ts';
import type { Tally } from '../counts.ts';

/** The account of a part, `part-00000.ledger.json`: what went in is what was written, dropped or has failed. */
export interface Ledger {
  readonly plan: string;
  readonly part: number;
  /** Files and problems of the plan. */
  readonly files: number;
  /** Documents, and files that gave none. */
  readonly in: number;
  readonly written: number;
  /** By reason. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly failed: number;
  /** Every failure, in order. */
  readonly failures: readonly { readonly name: string; readonly reason: string; readonly why: string }[];
  /** Of the part as it is on the disk. */
  readonly bytes: number;
  readonly sha256: string;
}

/** `part-00000`. */
export function partName(part: number): string {
  return `part-${String(part).padStart(5, '0')}`;
}

/** The account of a finished part. */
export function ledgerOf(
  plan: Plan,
  part: number,
  tally: Tally,
  problems: readonly Problem[],
  written: { readonly bytes: number; readonly sha256: string },
): Ledger {
  const dropped: Record<string, number> = {};
  for (const { kind, reason, count = 1 } of problems)
    if (kind === 'skipped') dropped[reason] = (dropped[reason] ?? 0) + count;
  const failures = problems
    .filter((problem) => problem.kind === 'failed')
    .map(({ name, reason, why }) => ({ name: nameOf(name), reason, why }));
  return {
    plan: plan.identity,
    part,
    files: plan.parts[part]?.files ?? 0,
    in: tally.documents,
    written: tally.records,
    dropped,
    failed: tally.failed,
    failures,
    ...written,
  };
}

/** The ledger of a part if it stands for a part that is there, else why it does not. Reads the part itself only if it is to `prove` its SHA-256. */
export function readLedger(
  folder: string,
  plan: Plan,
  part: number,
  extension: string,
  prove: boolean,
): Ledger | string {
  const place = join(folder, `${partName(part)}.${extension}`);
  try {
    const ledger = JSON.parse(readFileSync(join(folder, `${partName(part)}.ledger.json`), 'utf8')) as Ledger;
    if (ledger.plan !== plan.identity || ledger.part !== part) return 'has the ledger of another plan';
    if (ledger.files !== plan.parts[part]?.files) return 'has a ledger of other files than the plan';
    const dropped = Object.values(ledger.dropped).reduce((sum, count) => sum + count, 0);
    if (ledger.in !== ledger.written + dropped + ledger.failed) return 'has a ledger that does not add up';
    if (ledger.failures.length !== ledger.failed) return 'has a ledger that does not name its failures';
    const { size } = statSync(place);
    if (size !== ledger.bytes) return `has ${size} bytes where its ledger says ${ledger.bytes}`;
    return prove && sha256Of(place) !== ledger.sha256 ? 'has another SHA-256 than its ledger says' : ledger;
  } catch (error) {
    if (error instanceof SyntaxError) return 'has a ledger that is no JSON';
    return 'is missing, or its ledger is';
  }
}

function sha256Of(path: string): string {
  const descriptor = openSync(path, 'r');
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(2 ** 20);
  try {
    for (let read = readSync(descriptor, buffer); read > 0; read = readSync(descriptor, buffer))
      hash.update(buffer.subarray(0, read));
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}
