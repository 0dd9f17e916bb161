import { shownName } from '../input/file-name.ts';
import type { Problem } from '../input/find-files.ts';
import { escapeLine } from './escape.ts';
import { tell } from './stderr.ts';

/** Tells a person of a problem. */
export type Report = (problem: Problem) => void;

/** Of what is skipped, so many of each reason are named; the summary counts the others. */
export const NAMED = 3;

/** Names each failure and the first few of what is skipped; with `verbose` each, with `quiet` none. */
export function reporter({ quiet, verbose }: { readonly quiet?: boolean; readonly verbose?: boolean }): Report {
  const seen = new Map<string, number>();
  return ({ kind, name, reason, why, count = 1 }) => {
    const before = seen.get(reason) ?? 0;
    if (kind === 'skipped') {
      seen.set(reason, before + count);
      if (quiet === true || (verbose !== true && before >= NAMED)) return;
    }
    const note = kind === 'skipped' ? 'skipped: ' : '';
    const more = count > 1 ? ` (and ${count - 1} more like it)` : '';
    // A stack has lines of its own.
    tell(`normalize: ${shownName(name)}: ${note}${reason === 'crash' ? why : escapeLine(why)}${more}`);
  };
}
