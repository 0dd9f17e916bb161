import { Unreadable } from '../../archives/index.ts';
import { publicName } from '../store/address.ts';
import { isLocal } from './arguments.ts';
import { findFiles } from './find-files.ts';
import type { FoundFile, Problem, Walk } from './find-files.ts';
import { withPagesTogether } from './page-order.ts';
import { failed } from './problems.ts';

/** Files found in folders, or in stores, which are listed page by page. */
export type Files = Iterable<FoundFile | Problem> | AsyncIterable<FoundFile | Problem>;

/** The files of all inputs. A list of a store that breaks off is a problem of that input; with `whole` it throws Unreadable. */
export function inputFiles(inputs: readonly string[], how: Walk, whole = false): Files {
  return inputs.some((input) => !isLocal(input)) ? mixed(inputs, how, whole) : findFiles(inputs, how);
}

async function* mixed(inputs: readonly string[], how: Walk, whole: boolean): AsyncGenerator<FoundFile | Problem> {
  for (const input of how.pages === true ? withPagesTogether(inputs) : inputs) {
    if (isLocal(input)) yield* findFiles([input], how);
    else yield* remote(input, whole);
  }
}

async function* remote(address: string, whole: boolean): AsyncGenerator<FoundFile | Problem> {
  const { filesAt } = await import('../store/find.ts');
  try {
    yield* filesAt(address);
  } catch (error) {
    if (whole || !(error instanceof Unreadable)) throw error;
    yield failed(Buffer.from(publicName(address)), 'unreadable', error.message);
  }
}
