import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, messageOf } from '../error-message.ts';
import { isCount, isTable } from './plan-file.ts';
import { nameOf } from '../input/file-name.ts';
import type { Problem } from '../input/find-files.ts';
import type { Plan } from './plan-file.ts';
import type { Tally } from '../counts.ts';

/** The account of a part, `part-00000.ledger.json`: documents in = written + dropped + failed. */
export interface Ledger {
  readonly plan: string;
  readonly part: number;
  /** Number of files and problems of the plan. */
  readonly files: number;
  /** Number of documents, and of files without any. */
  readonly in: number;
  readonly written: number;
  /** By reason. */
  readonly dropped: Readonly<Record<string, number>>;
  readonly failed: number;
  /** Every failure, in order. */
  readonly failures: readonly { readonly name: string; readonly reason: string; readonly why: string }[];
  /** Of the part file on disk. */
  readonly bytes: number;
  readonly sha256: string;
}

/** `part-00000`. */
export function partName(part: number): string {
  return `part-${String(part).padStart(5, '0')}`;
}

/** Creates the ledger of a finished part. */
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

/** The ledger of a part if it matches an existing part, else why it does not. Does not read the part itself. */
export function readLedger(folder: string, plan: Plan, part: number, extension: string): Ledger | string {
  try {
    const ledger: unknown = JSON.parse(readFileSync(join(folder, `${partName(part)}.ledger.json`), 'utf8'));
    if (!isLedger(ledger)) return 'has a damaged ledger';
    if (ledger.plan !== plan.identity || ledger.part !== part) return 'has the ledger of another plan';
    if (ledger.files !== plan.parts[part]?.files) return 'has a ledger of other files than the plan';
    const dropped = Object.values(ledger.dropped).reduce((sum, count) => sum + count, 0);
    if (ledger.in !== ledger.written + dropped + ledger.failed) return 'has a ledger that does not add up';
    if (ledger.failures.length !== ledger.failed) return 'has a ledger that does not name its failures';
    const { size } = statSync(join(folder, `${partName(part)}.${extension}`));
    return size === ledger.bytes ? ledger : `has ${size} bytes where its ledger says ${ledger.bytes}`;
  } catch (error) {
    if (error instanceof SyntaxError) return 'has a ledger that is no JSON';
    return codeOf(error) === 'ENOENT' ? 'is missing, or its ledger is' : `cannot be read: ${messageOf(error)}`;
  }
}

function isLedger(value: unknown): value is Ledger {
  if (!isTable(value)) return false;
  const { plan, part, files, in: documents, written, dropped, failed, failures, bytes, sha256 } = value;
  return (
    typeof plan === 'string' &&
    typeof sha256 === 'string' &&
    [part, files, documents, written, failed, bytes].every(isCount) &&
    isTable(dropped) &&
    Object.values(dropped).every(isCount) &&
    Array.isArray(failures) &&
    failures.every(isTable)
  );
}
