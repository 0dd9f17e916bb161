import { randomUUID } from 'node:crypto';
import { relative } from 'node:path';
import { toJson } from '../../index.ts';
import { nameOf, shownName } from '../input/file-name.ts';
import { painter } from '../terminal/color.ts';
import type { ColorChoice } from '../terminal/color.ts';
import { isStdoutTerminal } from '../terminal/devices.ts';
import { escapeLine } from '../terminal/escape.ts';
import { print } from '../terminal/print.ts';
import { tell } from '../terminal/stderr.ts';
import { linesOf } from './difference.ts';
import type { Difference } from './difference.ts';

/** Result of a fixture. */
export interface Verdict {
  /** Name relative to the folder. */
  readonly name: Uint8Array;
  /** The file to open: the expected records if they exist. */
  readonly path: string;
  /** Why it could not be compared, or null. */
  readonly problem: string | null;
  /** Number of records. */
  readonly expected: number;
  readonly got: number;
  readonly differences: readonly Difference[];
}

/** Output of verdicts. */
export interface CheckReport {
  readonly verdict: (verdict: Verdict) => void;
  readonly end: (sentence: string) => void;
}

/** Whether a fixture is as expected. */
export function isFine({ problem, expected, got, differences }: Verdict): boolean {
  return problem === null && expected === got && differences.length === 0;
}

/** The reports requested by options and environment. */
export function checkReports(json: boolean, color: ColorChoice): readonly CheckReport[] {
  const onGithub = (process.env['GITHUB_ACTIONS'] ?? '') === 'true';
  // Annotations follow the readable report; beside JSON they go to standard error, which the runner reads as well.
  if (json) return onGithub ? [jsonLines(), annotations(tell)] : [jsonLines()];
  return onGithub
    ? [
        guarded(lines(color)),
        annotations((line) => {
          print(`${line}\n`);
        }),
      ]
    : [lines(color)];
}

function lines(color: ColorChoice): CheckReport {
  const paint = painter(color, isStdoutTerminal());
  return {
    verdict: (verdict) => {
      const name = shownName(verdict.name);
      const told = isFine(verdict) ? [`✓ ${name}`] : [`✗ ${name}`, ...faults(verdict), ...detail(verdict)];
      print(`${told.join('\n')}\n`);
    },
    end: (sentence) => {
      print(`${sentence}\n`);
    },
  };

  function detail({ differences: found, got, expected }: Verdict): readonly string[] {
    const many = Math.max(got, expected) > 1;
    return found.flatMap((difference, index) => {
      const starts = many && difference.record !== found[index - 1]?.record;
      return [...(starts ? [`  record ${difference.record}`] : []), ...linesOf(difference, paint)];
    });
  }
}

function faults({ problem, got, expected }: Verdict): readonly string[] {
  return [
    ...(problem === null ? [] : [`    ${escapeLine(problem)}`]),
    ...(problem === null && got !== expected ? [`    ${got} records where ${expected} are expected`] : []),
  ];
}

/** One JSON object per fixture, for programs. */
function jsonLines(): CheckReport {
  return {
    verdict: (verdict) => {
      const { problem, expected, got, differences } = verdict;
      const found = differences.map(({ expected: before, got: after, ...place }) => {
        return { ...place, expected: before ?? null, got: after ?? null };
      });
      const fixture = nameOf(verdict.name);
      print(`${toJson({ fixture, ok: isFine(verdict), problem, expected, got, differences: found })}\n`);
    },
    end: tell,
  };
}

/** The report may contain lines that look like workflow commands; the runner ignores them between these two. */
function guarded(report: CheckReport): CheckReport {
  const token = randomUUID();
  let begun = false;
  const begin = (): void => {
    if (!begun) print(`::stop-commands::${token}\n`);
    begun = true;
  };
  return {
    verdict: (verdict) => {
      begin();
      report.verdict(verdict);
    },
    end: (sentence) => {
      begin();
      report.end(sentence);
      print(`::${token}::\n`);
    },
  };
}

/** Maximum number of lines of differences in an annotation. */
const MAX_LINES = 20;

/** Writes an annotation for each fixture that is not as expected, after all verdicts. GitHub shows it beside the file. */
function annotations(write: (line: string) => void): CheckReport {
  const waiting: string[] = [];
  return {
    verdict: (verdict) => {
      if (isFine(verdict)) return;
      const file = relative(process.env['GITHUB_WORKSPACE'] ?? process.cwd(), verdict.path);
      const plain = painter('never', false);
      const told = [...faults(verdict), ...verdict.differences.flatMap((found) => linesOf(found, plain))];
      const shown =
        told.length > MAX_LINES ? [...told.slice(0, MAX_LINES), `    and ${told.length - MAX_LINES} more lines`] : told;
      const title = `${shownName(verdict.name)} is not as expected`;
      const place = `file=${property(file)},line=${verdict.differences[0]?.record ?? 1},title=${property(title)}`;
      waiting.push(`::error ${place}::${data(shown.join('\n'))}`);
    },
    end: () => {
      for (const line of waiting) write(line);
    },
  };
}

/** Escapes text as GitHub's toolkit does. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(escapeLine(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
