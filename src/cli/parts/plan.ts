import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../../index.ts';
import { findFiles } from '../input/find-files.ts';
import type { FoundFile, Problem, Reason } from '../input/find-files.ts';
import { messageOf } from '../error-message.ts';
import type { RunOptions } from '../options/types.ts';
import { version } from '../version.ts';

/** Inputs cut into parts, once; every run over the folder goes by it. Kept as `plan.json`, the list of files beside it. */
export interface Plan {
  /** Hash of the inputs as typed, the options that decide what records say, and the version of the program. */
  readonly identity: string;
  readonly version: string;
  readonly inputs: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  /** Name of the list: a line of JSON for each file or problem, paths as bytes in Latin-1. */
  readonly list: string;
  readonly files: number;
  readonly bytes: number;
  readonly parts: readonly Part[];
}

export interface Part {
  readonly files: number;
  readonly bytes: number;
  /** Where its files stand in the list, in bytes. */
  readonly from: number;
  readonly to: number;
}

/** Options that change how a run goes but not what comes of it. */
const FREE = new Set(['jobs', 'timeout', 'quiet', 'verbose', 'color', 'outputFormat', 'output', 'outDir', 'shard']);

/** Options that hold the content of a file: the plan keeps their digest. */
const LARGE = new Set(['rules', 'templates']);

function digestOf(value: unknown): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(value)).digest('hex')}`;
}

/** The plan in the folder, or a new one where there is none. Throws a UserError if the folder belongs to another. */
export function openPlan(folder: string, inputs: readonly string[], options: RunOptions): Plan {
  mkdirSync(folder, { recursive: true });
  const wanted = identityOf(inputs, options);
  if (!existsSync(join(folder, 'plan.json'))) makePlan(folder, inputs, options, wanted);
  const plan = readPlan(folder);
  if (plan.identity !== wanted.identity)
    throw new UserError(
      `${folder}: holds the parts of another plan: ${differences(plan, wanted)}. Take another folder.`,
    );
  return plan;
}

/** The plan in a folder. Throws a UserError if there is none. */
export function readPlan(folder: string): Plan {
  try {
    return JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8')) as Plan;
  } catch (error) {
    throw new UserError(`${join(folder, 'plan.json')}: cannot be read: ${messageOf(error)}`);
  }
}

type Identity = Pick<Plan, 'identity' | 'version' | 'inputs' | 'options'>;

function identityOf(inputs: readonly string[], options: RunOptions): Identity {
  const entries = Object.entries(options)
    .filter(([key]) => !FREE.has(key))
    .map(([key, value]): [string, unknown] => [key, LARGE.has(key) ? digestOf(value) : value]);
  const said = {
    version: version(),
    inputs: inputs.map((input) => resolve(input)),
    options: Object.fromEntries(entries.sort()),
  };
  return { ...said, identity: createHash('sha256').update(JSON.stringify(said)).digest('hex') };
}

function differences(plan: Identity, wanted: Identity): string {
  const keys = new Set([...Object.keys(plan.options), ...Object.keys(wanted.options)]);
  const options = [...keys].filter((key) => JSON.stringify(plan.options[key]) !== JSON.stringify(wanted.options[key]));
  const found = options.map(
    (key) => `option ${key} was ${JSON.stringify(plan.options[key])} and is ${JSON.stringify(wanted.options[key])}`,
  );
  if (plan.version !== wanted.version)
    found.push(`it was made by version ${plan.version} and this is ${wanted.version}`);
  if (plan.inputs.join('\0') !== wanted.inputs.join('\0')) found.push(`its inputs were ${plan.inputs.join(', ')}`);
  return found.join('; ');
}

/** Another run may be making the same plan: who comes first has made it. */
function makePlan(folder: string, inputs: readonly string[], options: RunOptions, identity: Identity): void {
  const list = `plan-${identity.identity.slice(0, 12)}-${process.pid}.files`;
  const parts = writeList(join(folder, list), findFiles(inputs, statSync(folder)), options.partBytes);
  const sum = (key: 'files' | 'bytes'): number => parts.reduce((total, part) => total + part[key], 0);
  const plan: Plan = { ...identity, list, files: sum('files'), bytes: sum('bytes'), parts };
  const temporary = join(folder, `.plan.${process.pid}.part`);
  const descriptor = openSync(temporary, 'w');
  writeSync(descriptor, `${JSON.stringify(plan, null, 1)}\n`);
  fsyncSync(descriptor);
  closeSync(descriptor);
  try {
    linkSync(temporary, join(folder, 'plan.json'));
  } catch (error) {
    if (existsSync(join(folder, 'plan.json'))) unlinkSync(join(folder, list));
    else if (!(error instanceof Error)) throw error;
    else renameSync(temporary, join(folder, 'plan.json'));
  }
  if (existsSync(temporary)) unlinkSync(temporary);
}

function writeList(path: string, found: Iterable<FoundFile | Problem>, partBytes: number): readonly Part[] {
  const descriptor = openSync(path, 'w');
  const parts: Part[] = [];
  let open = { files: 0, bytes: 0, from: 0, to: 0 };
  let waiting = '';
  for (const item of found) {
    const line = `${JSON.stringify(entryOf(item))}\n`;
    open = {
      ...open,
      to: open.to + Buffer.byteLength(line),
      files: open.files + 1,
      bytes: open.bytes + (item.kind === 'file' ? item.size : 0),
    };
    waiting += line;
    if (waiting.length > 2 ** 16) {
      writeSync(descriptor, waiting);
      waiting = '';
    }
    if (open.bytes < partBytes && open.files < MOST) continue;
    parts.push(open);
    open = { files: 0, bytes: 0, from: open.to, to: open.to };
  }
  writeSync(descriptor, waiting);
  fsyncSync(descriptor);
  closeSync(descriptor);
  return open.files > 0 ? [...parts, open] : parts;
}

/** Files in a part, however small. */
const MOST = 50_000;

type Entry =
  { path: string; name: string; size: number } | { kind: Problem['kind']; name: string; reason: Reason; why: string };

function entryOf(item: FoundFile | Problem): Entry {
  const name = Buffer.from(item.name).toString('latin1');
  if (item.kind !== 'file') return { kind: item.kind, name, reason: item.reason, why: item.why };
  if (item.path === null) throw new UserError('--out-dir cannot take standard input: it cannot be read again');
  const absolute = item.path[0] === 0x2f ? item.path : Buffer.concat([Buffer.from(`${process.cwd()}/`), item.path]);
  return { path: absolute.toString('latin1'), name, size: item.size };
}

/** The files of a part, read from the list a piece at a time. */
export function* filesOf(folder: string, plan: Plan, part: Part): Generator<FoundFile | Problem> {
  const descriptor = openSync(join(folder, plan.list), 'r');
  try {
    let rest = Buffer.alloc(0);
    for (let at = part.from; at < part.to;) {
      const piece = Buffer.alloc(Math.min(2 ** 20, part.to - at));
      const read = readSync(descriptor, piece, 0, piece.length, at);
      if (read === 0) throw new UserError(`${join(folder, plan.list)}: is cut short`);
      at += read;
      const bytes = Buffer.concat([rest, piece.subarray(0, read)]);
      const end = bytes.lastIndexOf(10) + 1;
      for (const line of bytes.toString('utf8', 0, end).split('\n'))
        if (line !== '') yield foundOf(JSON.parse(line) as Entry);
      rest = bytes.subarray(end);
    }
  } finally {
    closeSync(descriptor);
  }
}

function foundOf(entry: Entry): FoundFile | Problem {
  const name = Buffer.from(entry.name, 'latin1');
  return 'kind' in entry
    ? { ...entry, name }
    : { kind: 'file', path: Buffer.from(entry.path, 'latin1'), name, size: entry.size };
}
