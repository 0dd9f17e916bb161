import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../index.ts';
import { Unreadable } from '../../archives/index.ts';
import { RunError } from '../run-error.ts';
import { isLocal, mustHaveNoQuery } from '../input/arguments.ts';
import { liveInput, regularFiles } from '../input/stats-of.ts';
import { findAhead } from '../input/find-ahead.ts';
import type { FoundFile, Problem } from '../input/find-files.ts';
import { pageGroup } from '../input/page-order.ts';
import { inputFiles } from '../input/input-files.ts';
import type { Files } from '../input/input-files.ts';
import { figurePaths } from '../output/figure-files.ts';
import { escapeLine } from '../terminal/escape.ts';
import { startListing } from '../terminal/listing.ts';
import { tell } from '../terminal/stderr.ts';
import { codeOf, messageOf } from '../error-message.ts';
import type { RunOptions } from '../options/types.ts';
import { uniqueName } from '../output/temporary.ts';
import { isAddress } from '../store/address.ts';
import { begunPlan } from './begun-plan.ts';
import type { BegunPlan } from './begun-plan.ts';
import { CUT_BYTES, cutFiles } from './cut.ts';
import { isOfPlan } from './file-names.ts';
import { writeList } from './list.ts';
import { PLAN_FILE } from './plan-file.ts';
import type { Plan } from './plan-file.ts';
import { plannedIn } from './part-folder.ts';
import type { PartFolder } from './part-folder.ts';
import type { OutDir } from './out-dir.ts';
import { outDirAt } from './out-dir-at.ts';
import { rejectedAt } from './rejected-dir.ts';
import { version } from '../version.ts';

/** Options that do not affect the records. */
const RUN_ONLY_OPTIONS: ReadonlySet<string> = new Set<keyof RunOptions>([
  'jobs',
  'timeout',
  'quiet',
  'verbose',
  'color',
  'outputFormat',
  'output',
  'outDir',
  'stats',
  'report',
  'shard',
  'retry',
  'lease',
  'failures',
]);

/** Options that hold the content of a file; the plan stores a digest. */
const CONTENT_OPTIONS: ReadonlySet<string> = new Set<keyof RunOptions>(['rules', 'templates']);

function digestOf(value: unknown): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(value)).digest('hex')}`;
}

/** Opens the plan of a folder or prefix, or makes one. Throws a UserError if it belongs to another plan or is not writable. */
export async function openPlan(place: string, inputs: readonly string[], options: RunOptions): Promise<PartFolder> {
  if (options.output !== undefined) throw new UserError('--output and --out-dir cannot be used together');
  if (options.learn === true)
    throw new UserError(
      '--learn cannot be used with --out-dir, whose runs must all use the same templates: `normalize learn <input...> -o templates.json`, then --templates templates.json',
    );
  if (options.joinPages === true && options.cut !== undefined)
    throw new UserError('--cut cannot be used with --join-pages, which needs all documents of a file in one part');
  const live = liveInput(inputs);
  if (live !== null) throw new UserError(`--out-dir cannot take ${live}: it cannot be read again`);
  mustHaveNoQuery(inputs);
  const dir = await outDirAt(place);
  mustNotBeInput(dir, inputs);
  // Nothing is made before everything is checked.
  const rejected = options.rejected === undefined ? null : await rejectedAt(options.rejected, dir);
  await dir.prepare();
  await rejected?.prepare();
  const wanted = identityOf(inputs, options);
  if ((await dir.stat(PLAN_FILE)) === null) {
    mustBeEmpty(dir, await dir.names(''));
    await makePlan(dir, inputs, options, wanted);
  }
  const parts = await plannedIn(dir);
  const { plan } = parts;
  if (plan.identity !== wanted.identity)
    throw new UserError(
      `${dir.place}: holds the parts of another plan: ${differences(plan, wanted)}. Take another folder.`,
    );
  return parts;
}

/** In a local folder the run's own files are told from others. Throws a UserError for a prefix that is listed as an input. */
function mustNotBeInput({ place, local }: OutDir, inputs: readonly string[]): void {
  const above = inputs.find((input) => !local && place.startsWith(`${input.replace(/\/$/, '')}/`));
  if (above !== undefined)
    throw new UserError(`${place}: is inside the input ${above}, where later runs would read it; take another prefix`);
}

/** Another run may be making the plan. Throws a UserError. */
function mustBeEmpty({ place }: OutDir, names: readonly string[]): void {
  const others = names.filter((name) => name !== PLAN_FILE && !name.startsWith('.') && !isOfPlan(name));
  if (others.length > 0)
    throw new UserError(
      `${place}: holds other things (${shown(others)}) and no plan.json; --out-dir takes a new or empty folder`,
    );
}

function shown(names: readonly string[]): string {
  return [...names.slice(0, 3).map(escapeLine), ...(names.length > 3 ? [`and ${names.length - 3} more`] : [])].join(
    ', ',
  );
}

type Identity = Pick<Plan, 'identity' | 'version' | 'inputs' | 'options'>;

function identityOf(inputs: readonly string[], options: RunOptions): Identity {
  const entries = Object.entries(options)
    .filter(([key]) => !RUN_ONLY_OPTIONS.has(key))
    .map(([key, value]): [string, unknown] => [key, CONTENT_OPTIONS.has(key) ? digestOf(value) : value]);
  const said = {
    version: version(),
    inputs: inputs.map((input) => (isLocal(input) ? resolve(input) : input)),
    options: Object.fromEntries(entries.sort()),
  };
  return { ...said, identity: createHash('sha256').update(JSON.stringify(said)).digest('hex') };
}

function settingOf(value: unknown): string {
  return value === undefined ? 'not set' : JSON.stringify(value);
}

function differences(plan: Identity, wanted: Identity): string {
  const keys = new Set([...Object.keys(plan.options), ...Object.keys(wanted.options)]);
  const options = [...keys].filter((key) => JSON.stringify(plan.options[key]) !== JSON.stringify(wanted.options[key]));
  const found = options.map(
    (key) => `option ${key} was ${settingOf(plan.options[key])} and is ${settingOf(wanted.options[key])}`,
  );
  if (plan.version !== wanted.version)
    found.push(`it was made by version ${plan.version} and this is ${wanted.version}`);
  if (plan.inputs.join('\0') !== wanted.inputs.join('\0')) found.push(`its inputs were ${plan.inputs.join(', ')}`);
  return found.join('; ');
}

/** Another run may be making the same plan: the first to finish wins. A failed write leaves nothing behind. */
async function makePlan(
  dir: OutDir,
  inputs: readonly string[],
  options: RunOptions,
  identity: Identity,
): Promise<void> {
  const prefix = `plan-${identity.identity.slice(0, 12)}-`;
  const base = `${prefix}${uniqueName()}`;
  const names = { list: `${base}.files`, index: `${base}.parts` };
  const listing = startListing(options.quiet ?? false);
  let made = false;
  let begun: BegunPlan | null = null;
  try {
    // A plan of half a list would lack the other half for good.
    begun = options.joinPages === true ? null : await begunPlan(dir, prefix, inputs);
    if (begun !== null && options.quiet !== true)
      tell(`normalize: ${escapeLine(dir.place)}: goes on from the list that another run began`);
    const found = entriesOf(begun, inputs, options, ownOf(dir, options));
    const seen = sightOf(listing.found);
    const totals = await writeList(dir, names, found, {
      partBytes: options.partBytes,
      together: options.joinPages === true ? sameGroup : null,
      see: seen.see,
    });
    seen.mustHaveFiles();
    const plan: Plan = { ...identity, ...names, ...totals };
    made = await dir.create(PLAN_FILE, `${JSON.stringify(plan, null, 1)}\n`);
  } catch (error) {
    if (error instanceof UserError || error instanceof RunError) throw error;
    // Another run has made the plan meanwhile, or failed to, and removed the list that this one was copying.
    if (codeOf(error) === 'ENOENT' && (await dir.stat(PLAN_FILE)) !== null) return;
    if (codeOf(error) === 'ENOENT' && begun !== null) {
      await makePlan(dir, inputs, options, identity);
      return;
    }
    if (error instanceof Unreadable) throw new RunError(`the inputs cannot be listed: ${error.message}`);
    throw new RunError(`${dir.place}: the plan cannot be written: ${messageOf(error)}`);
  } finally {
    listing.stop();
    if (!made) for (const name of Object.values(names)) await dir.remove(name);
  }
}

/** Watches for files: a plan of none, as of a mistyped name, would stand in the way of the right one. */
function sightOf(told: (item: FoundFile | Problem) => void): {
  readonly see: (item: FoundFile | Problem) => void;
  readonly mustHaveFiles: () => void;
} {
  let any = false;
  let problem: Problem | null = null;
  return {
    see: (item) => {
      told(item);
      if (item.kind === 'file') any = true;
      else problem ??= item;
    },
    mustHaveFiles: () => {
      if (!any && problem !== null)
        throw new RunError(
          `${escapeLine(Buffer.from(problem.name).toString())}: ${escapeLine(problem.why)}; there is nothing to plan`,
        );
    },
  };
}

/** Whether two files may be pages of one text. */
function sameGroup(file: FoundFile, next: FoundFile): boolean {
  const [one, other] = [file, next].map(({ path, name }) => pageGroup((path ?? name).toString('latin1')));
  return one === other;
}

/** What a plan lists: what one that was killed had listed, and what is behind it. */
function entriesOf(
  begun: BegunPlan | null,
  inputs: readonly string[],
  options: RunOptions,
  own: readonly Stats[],
): Files {
  const left = begun ?? { inputs, after: '' };
  const { joinPages: pages, follow } = options;
  const found = left.inputs.every(isLocal)
    ? findAhead(left.inputs, { own, after: left.after, pages, follow })
    : inputFiles(inputs, { own, pages, follow }, true);
  // Pages of a text may be in both ranges.
  if (pages === true) return found;
  const cut = cutFiles(found, options, { over: options.cut ?? CUT_BYTES, every: options.partBytes });
  return begun === null ? cut : chained(begun.items, cut);
}

async function* chained<T>(first: AsyncIterable<T>, second: AsyncIterable<T>): AsyncGenerator<T, void> {
  yield* first;
  yield* second;
}

/** The folders and files that the run writes. */
function ownOf(dir: OutDir, options: RunOptions): readonly Stats[] {
  const places = [dir.place, ...(options.rejected === undefined ? [] : [options.rejected])];
  const folders = places.filter((place) => !isAddress(place));
  return [...folders.map((path) => statSync(path)), ...regularFiles(figurePaths(options))];
}
