import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../../index.ts';
import { codeOf, messageOf } from '../error-message.ts';
import { isCount, isTable } from './plan-file.ts';
import { nameOf } from '../input/file-name.ts';
import type { Problem } from '../input/find-files.ts';
import { ledgerPath, partPath } from './part-folder.ts';
import type { PartFolder } from './part-folder.ts';
import { addStats, countIn, countsIn, newStats } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';
import { restored, stored } from '../stats/stored.ts';
import type { StoredStats } from '../stats/stored.ts';

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
  /** The figures of the part. */
  readonly stats: StoredStats;
}

/** Creates the ledger of a finished part. */
export function ledgerOf(
  { plan, at }: PartFolder,
  part: number,
  stats: Stats,
  problems: readonly Problem[],
  written: { readonly bytes: number; readonly sha256: string },
): Ledger {
  const failures = problems
    .filter((problem) => problem.kind === 'failed')
    .map(({ name, reason, why }) => ({ name: nameOf(name), reason, why }));
  return {
    plan: plan.identity,
    part,
    files: at(part).files,
    in: countIn(stats, 'documents.in'),
    written: countIn(stats, 'documents.written'),
    dropped: Object.fromEntries(countsIn(stats, 'dropped')),
    failed: countIn(stats, 'documents.failed'),
    failures,
    ...written,
    stats: stored(stats),
  };
}

/** A ledger as written: an entry a line, figures on one. */
export function ledgerText({ stats, ...account }: Ledger): string {
  return `${JSON.stringify(account, null, 1).slice(0, -2)},\n "stats": ${JSON.stringify(stats)}\n}\n`;
}

/** The figures of some parts, added up. Throws a UserError if those of a ledger are damaged. */
export function sumOf(ledgers: readonly Ledger[]): Stats {
  const sum = newStats();
  for (const { part, stats } of ledgers) {
    try {
      addStats(sum, restored(stats));
    } catch (error) {
      throw new UserError(`part ${part}: has a ledger with damaged figures: ${messageOf(error)}`);
    }
  }
  return sum;
}

/** The ledger of a part if it matches an existing part, else why it does not. Does not read the part itself. */
export function readLedger(parts: PartFolder, part: number): Ledger | string {
  try {
    const ledger: unknown = JSON.parse(readFileSync(ledgerPath(parts, part), 'utf8'));
    if (!isLedger(ledger)) return 'has a damaged ledger';
    if (ledger.plan !== parts.plan.identity || ledger.part !== part) return 'has the ledger of another plan';
    if (ledger.files !== parts.at(part).files) return 'has a ledger of other files than the plan';
    const dropped = Object.values(ledger.dropped).reduce((sum, count) => sum + count, 0);
    if (ledger.in !== ledger.written + dropped + ledger.failed) return 'has a ledger that does not add up';
    if (ledger.failures.length !== ledger.failed) return 'has a ledger that does not name its failures';
    const { size } = statSync(partPath(parts, part));
    return size === ledger.bytes ? ledger : `has ${size} bytes where its ledger says ${ledger.bytes}`;
  } catch (error) {
    if (error instanceof SyntaxError) return 'has a ledger that is no JSON';
    return codeOf(error) === 'ENOENT' ? 'is missing, or its ledger is' : `cannot be read: ${messageOf(error)}`;
  }
}

function isLedger(value: unknown): value is Ledger {
  if (!isTable(value)) return false;
  const { plan, part, files, in: documents, written, dropped, failed, failures, bytes, sha256, stats } = value;
  return (
    typeof plan === 'string' &&
    typeof sha256 === 'string' &&
    [part, files, documents, written, failed, bytes].every(isCount) &&
    isTable(dropped) &&
    Object.values(dropped).every(isCount) &&
    Array.isArray(failures) &&
    failures.every(isTable) &&
    isTable(stats)
  );
}
