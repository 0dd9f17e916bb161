import { hostname } from 'node:os';
import { UserError } from '../../index.ts';
import { messageOf } from '../error-message.ts';
import { isObject } from '../../text/is-object.ts';
import { isCount } from './plan-file.ts';
import { nameOf } from '../input/file-name.ts';
import { isRejection } from '../input/problems.ts';
import type { Problem } from '../input/find-files.ts';
import { ledgerFile, partFile, rejectedFolder } from './part-folder.ts';
import type { PartFolder } from './part-folder.ts';
import { countIn, countsIn } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';
import { restored, stored } from '../stats/stored.ts';

/** The account of a part, `part-00000.ledger.json`: documents in = written + dropped + failed. */
export interface Ledger {
  readonly plan: string;
  readonly part: number;
  /** Where it was made; absent in ledgers of older versions. */
  readonly host?: string;
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
  /** The part file of rejected records, if they are written. */
  readonly rejected?: FileSize & { readonly written: number };
  /** The figures of the part as JSON, which `statsOf` reads. */
  readonly stats: string;
}

/** Size and SHA-256 of a file. */
export interface FileSize {
  readonly bytes: number;
  readonly sha256: string;
}

/** Creates the ledger of a finished part. */
export function ledgerOf(
  { plan }: PartFolder,
  { part, files }: Pick<Ledger, 'part' | 'files'>,
  stats: Stats,
  problems: readonly Problem[],
  { kept, rejected }: { readonly kept: FileSize; readonly rejected: FileSize | undefined },
): Ledger {
  const dropped = [...countsIn(stats, 'dropped')];
  const rejections = dropped.reduce((sum, [reason, count]) => sum + (isRejection(reason) ? count : 0), 0);
  const failures = problems
    .filter((problem) => problem.kind === 'failed')
    .map(({ name, reason, why }) => ({ name: nameOf(name), reason, why }));
  return {
    plan: plan.identity,
    part,
    host: hostname(),
    files,
    in: countIn(stats, 'documents.in'),
    written: countIn(stats, 'documents.written'),
    dropped: Object.fromEntries(dropped),
    failed: countIn(stats, 'documents.failed'),
    failures,
    ...kept,
    ...(rejected === undefined ? {} : { rejected: { ...rejected, written: rejections } }),
    stats: JSON.stringify(stored(stats)),
  };
}

/** Before the figures in a ledger. They are the last entry, on a line, so that the account is read without them: they are hundreds of times its size. */
const BEFORE_STATS = ',\n "stats": ';
const AFTER_STATS = '\n}\n';

/** A ledger as written. */
export function ledgerText({ stats, ...account }: Ledger): string {
  return JSON.stringify(account, null, 1).slice(0, -2) + BEFORE_STATS + stats + AFTER_STATS;
}

/** A ledger as written, the figures still as text. Throws a SyntaxError. */
function parsed(text: string): unknown {
  const at = text.indexOf(BEFORE_STATS);
  if (at < 0 || !text.endsWith(`}${AFTER_STATS}`)) throw new SyntaxError('cut short');
  const account = JSON.parse(`${text.slice(0, at)}}`) as object;
  return { ...account, stats: text.slice(at + BEFORE_STATS.length, -AFTER_STATS.length) };
}

/** The figures of a part. Throws a UserError if they are damaged. */
export function statsOf({ part, stats }: Ledger): Stats {
  try {
    return restored(JSON.parse(stats));
  } catch (error) {
    throw new UserError(`part ${part}: has a ledger with damaged figures: ${messageOf(error)}`);
  }
}

/** The ledger of a part if it matches an existing part, else why it does not. Does not read the part itself. */
export async function readLedger(parts: PartFolder, part: number): Promise<Ledger | string> {
  try {
    const text = await parts.dir.read(ledgerFile(parts, part));
    if (text === null) return MISSING;
    const ledger = parsed(text.toString());
    if (!isLedger(ledger)) return 'has a damaged ledger';
    if (ledger.plan !== parts.plan.identity || ledger.part !== part) return 'has the ledger of another plan';
    if (ledger.files !== (await parts.at(part)).files) return 'has a ledger of other files than the plan';
    if (ledger.in !== ledger.written + droppedIn(ledger) + ledger.failed) return 'has a ledger that does not add up';
    if (ledger.failures.length !== ledger.failed) return 'has a ledger that does not name its failures';
    const state = await parts.dir.stat(partFile(parts, part));
    if (state === null) return MISSING;
    if (state.bytes !== ledger.bytes) return `has ${state.bytes} bytes where its ledger says ${ledger.bytes}`;
    return (await faultOfRejected(parts, ledger)) ?? ledger;
  } catch (error) {
    return error instanceof SyntaxError ? 'has a ledger that is no JSON' : `cannot be read: ${messageOf(error)}`;
  }
}

const MISSING = 'is missing, or its ledger is';

/** Number of documents dropped, for whatever reason. */
export function droppedIn({ dropped }: Ledger): number {
  return Object.values(dropped).reduce((sum, count) => sum + count, 0);
}

/** What is wrong with the file of rejected records of a part, or null. */
async function faultOfRejected(parts: PartFolder, { part, rejected }: Ledger): Promise<string | null> {
  const folder = await rejectedFolder(parts);
  if (folder === null) return null;
  if (rejected === undefined) return 'has a ledger without its rejected records';
  const state = await folder.dir.stat(partFile(folder, part));
  if (state === null) return 'lacks the file of its rejected records';
  return state.bytes === rejected.bytes
    ? null
    : `has ${state.bytes} bytes of rejected records where its ledger says ${rejected.bytes}`;
}

function isLedger(value: unknown): value is Ledger {
  if (!isObject(value)) return false;
  const {
    plan,
    part,
    host = '',
    files,
    in: documents,
    written,
    dropped,
    failed,
    failures,
    bytes,
    sha256,
    stats,
  } = value;
  return (
    typeof plan === 'string' &&
    typeof host === 'string' &&
    typeof sha256 === 'string' &&
    [part, files, documents, written, failed, bytes].every(isCount) &&
    isObject(dropped) &&
    Object.values(dropped).every(isCount) &&
    Array.isArray(failures) &&
    failures.every(isObject) &&
    typeof stats === 'string'
  );
}
