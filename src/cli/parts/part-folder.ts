import type { OutDir } from './out-dir.ts';
import { outDirAt } from './out-dir-at.ts';
import { indexReader } from './part-index.ts';
import { readPlan } from './plan-file.ts';
import type { Part, Plan } from './plan-file.ts';

/** A folder with a plan, and what it says about each part. */
export interface PartFolder {
  readonly dir: OutDir;
  readonly plan: Plan;
  /** Extension of the parts without its dot: `jsonl.zst`. */
  readonly extension: string;
  /** Throws a UserError if the index is damaged. */
  readonly at: (part: number) => Promise<Part>;
}

/** Opens a folder or a prefix that has a plan. Throws a UserError if there is none, a DamagedPlan if it is malformed. */
export async function openFolder(place: string): Promise<PartFolder> {
  return plannedIn(await outDirAt(place));
}

/** As `openFolder`. */
export async function plannedIn(dir: OutDir): Promise<PartFolder> {
  const plan = await readPlan(dir);
  return { dir, plan, extension: String(plan.options['parts']), at: indexReader(dir, plan.index) };
}

/** The folder of the rejected records, with a part for each; null if they are not written. */
export async function rejectedFolder(parts: PartFolder): Promise<PartFolder | null> {
  const place = parts.plan.options['rejected'];
  return typeof place === 'string' ? { ...parts, dir: await outDirAt(place) } : null;
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

/** The sub-folder that holds a part; '' if it is the folder itself. */
export function subfolderOf({ plan }: Pick<PartFolder, 'plan'>, part: number): string {
  return plan.parts > FOLDER_PARTS ? subfolder(part) : '';
}

function subfolder(part: number): string {
  return String(Math.floor(part / FOLDER_PARTS)).padStart(5, '0');
}

/** Name of the file of a part. */
export function partFile(parts: PartFolder, part: number): string {
  return `${partName(parts, part)}.${parts.extension}`;
}

/** Name of the ledger of a part. */
export function ledgerFile(parts: PartFolder, part: number): string {
  return `${partName(parts, part)}.ledger.json`;
}

/** Name of the lease of a part, see `lease.ts`. */
export function leaseFile(parts: PartFolder, part: number): string {
  const folder = subfolderOf(parts, part);
  return `${folder === '' ? '' : `${folder}/`}.${baseName(part)}.lease`;
}
