import { shownName } from '../input/file-name.ts';
import type { Problem } from '../input/find-files.ts';
import { escapeLine } from './escape.ts';
import { tell } from './stderr.ts';

/** Reports a problem on standard error. */
export type Report = (problem: Problem) => void;

/** Number of skipped inputs named for each reason; the summary counts the rest. */
export const MAX_NAMED = 3;

/** Reports every failure and the first few skipped inputs of each reason: all of them with `verbose`, none with `quiet`. */
export function reporter({ quiet, verbose }: { readonly quiet?: boolean; readonly verbose?: boolean }): Report {
  const seen = new Map<string, number>();
  return ({ kind, name, reason, why, count = 1 }) => {
    const before = seen.get(reason) ?? 0;
    if (kind === 'skipped') {
      seen.set(reason, before + count);
      if (quiet === true || (verbose !== true && before >= MAX_NAMED)) return;
    }
    const note = kind === 'skipped' ? 'skipped: ' : '';
    const more = count > 1 ? ` (and ${count - 1} more like it)` : '';
    // A stack trace spans several lines.
    tell(`normalize: ${shownName(name)}: ${note}${reason === 'crash' ? why : escapeLine(why)}${more}`);
  };
}
