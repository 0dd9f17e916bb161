import { FOLDER_PARTS, subfolderOf } from './part-folder.ts';
import type { PartFolder } from './part-folder.ts';

/** The parts of a sub-folder by what a listing of it tells. */
export interface FolderState {
  /** With a ledger beside them. */
  readonly done: readonly number[];
  /** Held by a lease. */
  readonly held: readonly number[];
  /** Neither. */
  readonly free: readonly number[];
}

/** Number of listings that the parts of a plan take. */
export function folderCount({ plan }: PartFolder): number {
  return Math.ceil(plan.parts / FOLDER_PARTS);
}

/** Lists one sub-folder: a millisecond for its 1,000 parts, where reading their ledgers takes a hundred. */
export async function stateOf(parts: PartFolder, number: number): Promise<FolderState> {
  const first = number * FOLDER_PARTS;
  const end = Math.min(first + FOLDER_PARTS, parts.plan.parts);
  const files = new Set<number>();
  const ledgers = new Set<number>();
  const leases = new Set<number>();
  for (const name of await parts.dir.names(subfolderOf(parts, first))) {
    const [, lease, part, kind = ''] = /^(\.?)part-(\d+)\.(.+)$/.exec(name) ?? [];
    if (part === undefined) continue;
    if (lease === '.') {
      if (kind === 'lease') leases.add(Number(part));
    } else if (kind === 'ledger.json') ledgers.add(Number(part));
    else if (kind === parts.extension) files.add(Number(part));
  }
  const state: Record<keyof FolderState, number[]> = { done: [], held: [], free: [] };
  for (let part = first; part < end; part++)
    state[ledgers.has(part) && files.has(part) ? 'done' : leases.has(part) ? 'held' : 'free'].push(part);
  return state;
}

/** Number of parts that are done, by listings. */
export async function doneIn(parts: PartFolder): Promise<number> {
  let count = 0;
  for (let folder = 0; folder < folderCount(parts); folder++) count += (await stateOf(parts, folder)).done.length;
  return count;
}
