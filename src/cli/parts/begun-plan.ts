import { codeOf } from '../error-message.ts';
import { isLocal } from '../input/arguments.ts';
import type { FoundFile, Problem } from '../input/find-files.ts';
import { absolutePath, filesOf } from './list.ts';
import type { OutDir } from './out-dir.ts';

/** The list of a plan that was killed, and what is to be listed still. */
export interface BegunPlan {
  readonly items: AsyncIterable<FoundFile | Problem>;
  /** The inputs from the one on that was being listed. */
  readonly inputs: readonly string[];
  /** The last file of the first of them that is in the list, as Latin-1; empty if none of them is. */
  readonly after: string;
}

/** Bytes at the end of a list in which the last file is looked for. */
const TAIL_BYTES = 2 ** 22;

/**
 * The longest list that begins with `base` in a folder, up to its last file; null if there is none, or if it does not tell what comes next.
 * It is copied, not continued: whoever writes it may be alive.
 */
export async function begunPlan(dir: OutDir, base: string, inputs: readonly string[]): Promise<BegunPlan | null> {
  if (!dir.local || !inputs.every(isLocal) || new Set(inputs.map(pathOf)).size < inputs.length) return null;
  let longest = { name: '', bytes: 0 };
  for (const name of await dir.names('')) {
    if (!name.startsWith(base) || !name.endsWith('.files')) continue;
    // Its writer may have removed it meanwhile.
    const { bytes } = (await dir.stat(name)) ?? { bytes: 0 };
    if (bytes > longest.bytes) longest = { name, bytes };
  }
  try {
    return longest.bytes === 0 ? null : await begunIn(dir, longest, inputs);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function begunIn(
  dir: OutDir,
  { name, bytes }: { readonly name: string; readonly bytes: number },
  inputs: readonly string[],
): Promise<BegunPlan | null> {
  const start = Math.max(0, bytes - TAIL_BYTES);
  // A line is as long in Latin-1 as in bytes.
  const text = (await dir.range(name, start, bytes)).toString('latin1');
  for (let end = text.lastIndexOf('\n'); end > 0;) {
    const from = text.lastIndexOf('\n', end - 1);
    if (from < 0 && start > 0) return null;
    const to = start + end + 1;
    const last = (await filesOf(dir, name, { from: start + from + 1, to }).next()).value;
    if (last && last.kind === 'file' && (last.range === undefined || last.range.to === null)) {
      const rest = restBehind(last, inputs);
      return rest && { ...rest, items: filesOf(dir, name, { from: 0, to }) };
    }
    end = from;
  }
  return null;
}

/** What comes behind a file: an input has the file's path, or holds it under its name. */
function restBehind({ path, name }: FoundFile, inputs: readonly string[]): Omit<BegunPlan, 'items'> | null {
  const after = name.toString('latin1');
  const found = path?.toString('latin1');
  for (const [index, input] of inputs.entries()) {
    if (found === pathOf(input)) return { inputs: inputs.slice(index + 1), after: '' };
    if (found === `${pathOf(input)}/${after}`) return { inputs: inputs.slice(index), after };
  }
  return null;
}

function pathOf(input: string): string {
  return absolutePath(Buffer.from(input)).toString('latin1');
}
