import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, messageOf } from '../error-message.ts';
import { RunError } from '../run-error.ts';
import { indexReader } from './part-index.ts';
import { readPlan } from './plan-file.ts';
import type { Part, Plan } from './plan-file.ts';

/** A folder with a plan, and what it says about each part. */
export interface PartFolder {
  readonly folder: string;
  readonly plan: Plan;
  /** Extension of the parts without its dot: `jsonl.zst`. */
  readonly extension: string;
  /** Throws a UserError if the index is damaged. */
  readonly at: (part: number) => Part;
}

/** Opens a folder that has a plan. Throws a UserError if there is none, a DamagedPlan if it is malformed. */
export function openFolder(folder: string): PartFolder {
  const plan = readPlan(folder);
  return { folder, plan, extension: String(plan.options['parts']), at: indexReader(join(folder, plan.index)) };
}

/** The folder of the rejected records, with a part for each; null if they are not written. */
export function rejectedFolder(parts: PartFolder): PartFolder | null {
  const folder = parts.plan.options['rejected'];
  return typeof folder === 'string' ? { ...parts, folder } : null;
}

/** Parts in a sub-folder; a plan of no more has none. */
export const FOLDER_PARTS = 1000;

/** `part-00000`, or `00012/part-12345` if the plan has sub-folders. */
export function partName({ plan }: Pick<PartFolder, 'plan'>, part: number): string {
  return plan.parts > FOLDER_PARTS ? `${subfolder(part)}/${baseName(part)}` : baseName(part);
}

function baseName(part: number): string {
  return `part-${String(part).padStart(5, '0')}`;
}

/** The folder that holds a part: the folder itself, or a sub-folder. */
export function folderOf({ folder, plan }: PartFolder, part: number): string {
  return plan.parts > FOLDER_PARTS ? join(folder, subfolder(part)) : folder;
}

function subfolder(part: number): string {
  return String(Math.floor(part / FOLDER_PARTS)).padStart(5, '0');
}

/** Names in the folder that holds a part; none if no part has been written to it. Throws a RunError if it cannot be listed. */
export function namesBeside(parts: PartFolder, part: number): readonly string[] {
  const folder = folderOf(parts, part);
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw new RunError(`${folder}: cannot be listed: ${messageOf(error)}`);
  }
}

/** Path of the file of a part. */
export function partPath(parts: PartFolder, part: number): string {
  return join(parts.folder, `${partName(parts, part)}.${parts.extension}`);
}

/** Path of the ledger of a part. */
export function ledgerPath(parts: PartFolder, part: number): string {
  return join(parts.folder, `${partName(parts, part)}.ledger.json`);
}

/** Path of the lease of a part, see `lease.ts`. */
export function leasePath(parts: PartFolder, part: number): string {
  return join(folderOf(parts, part), `.${baseName(part)}.lease`);
}
