import { joinPages } from '../../index.ts';
import type { Page } from '../../index.ts';
import type { Problem } from '../input/find-files.ts';
import { nameOfRecord } from '../input/file-name.ts';
import type { RunOptions } from '../options/types.ts';
import { floorsOf } from '../stats/samples.ts';
import { countProblem, newStats } from '../stats/stats.ts';
import type { Stats } from '../stats/stats.ts';
import { finishedLine } from './finished-line.ts';
import { pageHolder } from './hold-pages.ts';
import { judgeFor } from './judge-for.ts';
import { lineBuffer } from './line-buffer.ts';
import { withoutLines } from './result.ts';
import type { Result } from './result.ts';

/** The results with the pages of each text as one record, which stands where the last of its pages to come was. */
export async function* joinedResults(
  results: AsyncIterable<Result>,
  options: RunOptions,
  counted: Stats,
): AsyncGenerator<Result, void> {
  const judge = await judgeFor(options);
  const holder = pageHolder();
  let group: string | null = null;
  for await (const result of results) {
    const made = output(result);
    const write = (texts: readonly (readonly Page[])[]): void => {
      for (const pages of texts) made.write(pages, { options, judge, floors: floorsOf(counted.samples) });
    };
    for (const mark of result.marks) {
      made.upTo(mark);
      if (mark.group !== group) write(holder.close());
      group = mark.group;
      if (mark.page !== null) write(holder.add(mark.page));
    }
    yield made.take();
  }
  const last = output(withoutLines({ problems: [], stats: newStats(), files: 0, last: new Uint8Array(0) }));
  for (const pages of holder.close()) last.write(pages, { options, judge, floors: floorsOf(counted.samples) });
  yield last.take();
}

interface Output {
  /** Passes on what stands in the result before a place. */
  readonly upTo: (place: { readonly at: number; readonly rejectedAt: number }) => void;
  readonly write: (pages: readonly Page[], how: Parameters<typeof finishedLine>[2]) => void;
  readonly take: () => Result;
}

/** A result, with records put between its lines. */
function output(result: Result): Output {
  const lines: Uint8Array[] = [];
  const rejected: Uint8Array[] = [];
  const problems: Problem[] = [...result.problems];
  const { stats } = result;
  const done = { at: 0, rejectedAt: 0 };
  const upTo: Output['upTo'] = ({ at, rejectedAt }) => {
    if (at > done.at) lines.push(result.lines.subarray(done.at, at));
    if (rejectedAt > done.rejectedAt) rejected.push(result.rejected.subarray(done.rejectedAt, rejectedAt));
    done.at = at;
    done.rejectedAt = rejectedAt;
  };
  return {
    upTo,
    write: (pages, how) => {
      const [first, ...others] = pages;
      if (first === undefined) return;
      const finished = others.length === 0 ? single(first) : joinPages(pages, how.options);
      const line = finishedLine(finished, nameOfRecord(first.record), how, stats);
      if ('pieces' in line) {
        const buffer = lineBuffer(0);
        buffer.append(line.pieces, line.units);
        if (!line.rejected) lines.push(buffer.take());
        else if (how.options.rejected !== undefined) rejected.push(buffer.take());
      } else {
        problems.push(line);
        countProblem(stats, line);
      }
      for (const { record } of others)
        countProblem(stats, { kind: 'skipped', name: nameOfRecord(record), reason: 'joined', why: '' });
    },
    take: () => {
      upTo({ at: result.lines.length, rejectedAt: result.rejected.length });
      return { ...result, lines: whole(lines), rejected: whole(rejected), problems, marks: [] };
    },
  };
}

/** A page that stays a record of its own. */
function single({ record, read, steps }: Page): Parameters<typeof finishedLine>[0] {
  return { record, read, steps: steps.map((step) => ({ ...step, edits: () => step.edits })) };
}

function whole(pieces: readonly Uint8Array[]): Uint8Array {
  const [only = new Uint8Array(0)] = pieces;
  return pieces.length <= 1 ? only : Buffer.concat(pieces);
}
