import { basename } from 'node:path';
import { UserError } from '../../index.ts';
import { isObject } from '../../text/is-object.ts';
import { messageOf } from '../error-message.ts';
import type { OutDir } from './out-dir.ts';
import { PARTS } from '../output/writers.ts';

/** The division of the inputs into parts, shared by all runs over the folder. Stored as `plan.json`, with the list of files and the index of parts beside it. */
export interface Plan {
  /** Hash of the inputs as typed, the options that affect records, and the program version. */
  readonly identity: string;
  readonly version: string;
  readonly inputs: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  /** Name of the list file: one JSON line per file or problem, path bytes as Latin-1. */
  readonly list: string;
  /** Name of the index of the parts, see `part-index.ts`. */
  readonly index: string;
  /** Number of entries of the list. */
  readonly files: number;
  readonly bytes: number;
  /** Number of parts. */
  readonly parts: number;
  /** Number of entries of the list that go on with the file of the one before; absent if there are none. */
  readonly cuts?: number;
}

export interface Part {
  readonly files: number;
  readonly bytes: number;
  /** Byte range of its files in the list. */
  readonly from: number;
  readonly to: number;
}

/** The folder has a plan, but it is damaged. */
export class DamagedPlan extends UserError {}

/** Name of the plan in its folder. */
export const PLAN_FILE = 'plan.json';

/** Reads the plan of a folder. Throws a UserError if it is missing or unreadable, a DamagedPlan if it is malformed. */
export async function readPlan(dir: OutDir): Promise<Plan> {
  const path = dir.pathOf(PLAN_FILE);
  let text: string | undefined;
  try {
    text = (await dir.read(PLAN_FILE))?.toString();
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${path}: cannot be read: ${messageOf(error)}`);
  }
  if (text === undefined) throw new UserError(`${path}: not found; a run with --out-dir makes it`);
  const plan = parsed(text);
  const wrong = plan === null ? 'it is not JSON' : faultOf(plan);
  if (wrong === null) return plan as Plan;
  throw new DamagedPlan(`${path}: is damaged: ${wrong}; take another folder, or delete this one and run again`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What is wrong with a plan, or null. */
function faultOf(value: unknown): string | null {
  if (!isObject(value)) return 'it is no object';
  const { identity, version, inputs, options, list, index, files, bytes, parts } = value;
  for (const [key, text] of Object.entries({ identity, version, list, index }))
    if (typeof text !== 'string') return `it has no '${key}'`;
  for (const [key, name] of Object.entries({ list, index }))
    if (basename(String(name)) !== name) return `its '${key}' is not in the folder`;
  if (!Array.isArray(inputs) || !inputs.every((input) => typeof input === 'string')) return "it has no 'inputs'";
  if (!isObject(options) || !PARTS.includes(String(options['parts']))) return "it has no 'options'";
  return [files, bytes, parts].every(isCount) ? null : "it has no 'files', 'bytes' or 'parts'";
}

/** A whole number, 0 or more. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
