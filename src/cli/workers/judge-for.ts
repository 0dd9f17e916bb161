import { judgeOf } from '../../index.ts';
import type { Judge } from '../../index.ts';
import type { RunOptions } from '../options/types.ts';

const judges = new WeakMap<RunOptions, Promise<Judge>>();

/** The conditions of a run, compiled once per thread; null if there are none. */
export function judgeFor(options: RunOptions): Promise<Judge | null> {
  const { where = [] } = options;
  if (where.length === 0 || options.observing === true) return Promise.resolve(null);
  const judge = judges.get(options) ?? judgeOf(where.map(asTyped), optionalKeys(options));
  judges.set(options, judge);
  return judge;
}

function asTyped(text: string): { readonly text: string; readonly from: string } {
  return { text, from: '--where' };
}

/** Keys of the record present on request that the options ask for. */
export function optionalKeys(options: Pick<RunOptions, 'blocks' | 'posts' | 'trace'>): readonly string[] {
  return (['blocks', 'posts', 'trace'] as const).filter((key) => options[key] === true);
}
