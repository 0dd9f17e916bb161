import type { FoundFile, Problem } from '../input/find-files.ts';
import { writeAs } from '../output/sink.ts';
import type { Ledger } from './ledger.ts';
import { filesOf } from './list.ts';
import { ledgersOf } from './over-parts.ts';
import { ledgerFile, partName } from './part-folder.ts';
import type { PartFolder } from './part-folder.ts';

/**
 * Deletes the ledgers of those of these parts in which an input failed, so that they are made again, and writes beside each which inputs
 * these were: they may be others than planned by now, since somebody has mended them. A part whose cut file has changed keeps what it has: the
 * places of the cuts are lost, and only a new plan finds others. Returns the number of parts.
 */
export async function forgetFailed(parts: PartFolder, numbers: Iterable<number>): Promise<number> {
  let count = 0;
  for await (const { part, ledger } of ledgersOf(parts, numbers)) {
    if (typeof ledger === 'string' || ledger.failed === 0 || (await lostItsCuts(parts, ledger))) continue;
    const names = [...(await failedBefore(parts, part)), ...ledger.failures.map(({ name }) => name)];
    await writeAs(await parts.dir.sink(retryFile(parts, part)), `${JSON.stringify([...new Set(names)])}\n`);
    await parts.dir.remove(ledgerFile(parts, part));
    count++;
  }
  return count;
}

async function lostItsCuts({ dir, plan, at }: PartFolder, { part, failures }: Ledger): Promise<boolean> {
  const changed = new Set(failures.filter(({ reason }) => reason === 'changed').map(({ name }) => name));
  if (plan.cuts === undefined || changed.size === 0) return false;
  for await (const file of filesOf(dir, plan.list, await at(part)))
    if (file.kind === 'file' && file.range !== undefined && changed.has(file.name.toString())) return true;
  return false;
}

/** The files of a part; those that failed when it was made before need not be as planned. */
export async function* asTriedAgain(
  parts: PartFolder,
  part: number,
  files: AsyncIterable<FoundFile | Problem>,
): AsyncGenerator<FoundFile | Problem, void> {
  const failed = new Set((await failedBefore(parts, part)).flatMap(namesIn));
  for await (const file of files) {
    // The places where a file is cut are those of the planned one.
    const may = file.kind === 'file' && file.range === undefined;
    if (!may || failed.size === 0 || !failed.has(file.name.toString())) {
      yield file;
      continue;
    }
    const { planned, ...found } = file;
    yield planned === undefined ? file : found;
  }
}

/** Names of inputs that failed in a part before it was to be made again. */
async function failedBefore(parts: PartFolder, part: number): Promise<readonly string[]> {
  const text = await parts.dir.read(retryFile(parts, part));
  return text === null ? [] : (JSON.parse(text.toString()) as readonly string[]);
}

function retryFile(parts: PartFolder, part: number): string {
  return `${partName(parts, part)}.retry.json`;
}

/** The names of the file that an input may be of: what is behind a space may be its place in there. */
function namesIn(name: string): readonly string[] {
  const ends = [...name.matchAll(/ /g)].map(({ index }) => index);
  return [name, ...ends.map((end) => name.slice(0, end))];
}
