import type { Bad, Batch, BatchResult, Item, Outcome, PageMark } from './batch.ts';
import type { Problem } from '../input/find-files.ts';
import { addStats, countProblem, newStats } from '../stats/stats.ts';

/** A worker was lost; item and document say where. */
export interface Failure {
  readonly failure: true;
  readonly reason: Problem['reason'];
  readonly why: string;
  readonly item: number;
  readonly ordinal: number;
}

/**
 * Retries a batch until every document in it is done or known to be bad. A document that times out is bad at once.
 * After a crash the item is retried alone first, because earlier items may have exhausted the memory.
 */
export async function recovered(
  batch: Batch,
  attempt: (batch: Batch) => Promise<BatchResult | Failure>,
): Promise<BatchResult> {
  const result = await attempt(batch);
  if (!('failure' in result)) return result;
  const { items } = batch;
  const item = items[result.item];
  if (item === undefined) throw new Error(`A worker stood at item ${result.item} of ${items.length}`);
  const alone = items.length === 1;
  if (alone && item.bad.some((bad) => bad.ordinal === result.ordinal)) return hopeless(item, result);
  if (alone || result.reason === 'timeout') {
    const { ordinal, reason, why } = result;
    const marked = withBad(item, { ordinal, reason, why });
    return recovered({ ...batch, items: items.with(result.item, marked) }, attempt);
  }
  const groups = [items.slice(0, result.item), [item], items.slice(result.item + 1)];
  const results: BatchResult[] = [];
  for (const group of groups) {
    if (group.length > 0) results.push(await recovered({ ...batch, items: group }, attempt));
  }
  return merged(results);
}

function withBad(item: Item, bad: Bad): Item {
  return { ...item, bad: [...item.bad, bad] };
}

function hopeless(item: Item, { reason, why }: Failure): BatchResult {
  const name = item.kind === 'file' ? Buffer.from(item.name, 'latin1') : Buffer.from(item.source.path);
  const problem: Problem = { kind: 'failed', name, reason, why };
  const stats = newStats();
  countProblem(stats, problem);
  const outcome: Outcome = { end: 0, rejectedEnd: 0, marksEnd: 0, problems: [problem], deferred: false };
  return { bytes: new Uint8Array(0), rejected: new Uint8Array(0), marks: [], outcomes: [outcome], stats };
}

function merged(results: readonly BatchResult[]): BatchResult {
  const outcomes: Outcome[] = [];
  const marks: PageMark[] = [];
  const stats = newStats();
  let before = 0;
  let rejectedBefore = 0;
  for (const result of results) {
    const [from, rejectedFrom] = [before, rejectedBefore];
    const marksFrom = marks.length;
    for (const outcome of result.outcomes)
      outcomes.push({
        ...outcome,
        end: outcome.end + from,
        rejectedEnd: outcome.rejectedEnd + rejectedFrom,
        marksEnd: outcome.marksEnd + marksFrom,
      });
    for (const mark of result.marks)
      marks.push({ ...mark, at: mark.at + from, rejectedAt: mark.rejectedAt + rejectedFrom });
    addStats(stats, result.stats);
    before += result.bytes.length;
    rejectedBefore += result.rejected.length;
  }
  const bytes = Buffer.concat(results.map((result) => result.bytes));
  return { bytes, rejected: Buffer.concat(results.map(({ rejected }) => rejected)), marks, outcomes, stats };
}
