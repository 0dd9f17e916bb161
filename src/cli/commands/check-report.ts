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

/** What came of a fixture. */
export interface Verdict {
  /** As it is told, relative to the folder. */
  readonly name: Uint8Array;
  /** The file to look at: that of the expected records, where there are some. */
  readonly path: string;
  /** Why it could not be compared, or null. */
  readonly problem: string | null;
  /** Number of records. */
  readonly expected: number;
  readonly got: number;
  readonly differences: readonly Difference[];
}

/** How verdicts are told. */
export interface CheckReport {
  readonly verdict: (verdict: Verdict) => void;
  readonly end: (sentence: string) => void;
}

/** Whether a fixture is as expected. */
export function isFine({ problem, expected, got, differences }: Verdict): boolean {
  return problem === null && expected === got && differences.length === 0;
}

/** The reports that the options and the surroundings ask for. */
export function checkReports(json: boolean, color: ColorChoice): readonly CheckReport[] {
  const onGithub = (process.env['GITHUB_ACTIONS'] ?? '') === 'true';
  // Annotations end the report for people, which must not hold any; beside JSON they go to standard error, where the runner reads them as well.
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

/** An object a fixture, for programs. */
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

/** What people read may hold lines that the runner of GitHub Actions would take for commands; between these two it takes none. */
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

/** Lines of a difference in an annotation. */
const MOST = 20;

/** An annotation for each fixture that is not as expected, when all are told: GitHub shows it beside the file. */
function annotations(write: (line: string) => void): CheckReport {
  const waiting: string[] = [];
  return {
    verdict: (verdict) => {
      if (isFine(verdict)) return;
      const file = relative(process.env['GITHUB_WORKSPACE'] ?? process.cwd(), verdict.path);
      const plain = painter('never', false);
      const told = [...faults(verdict), ...verdict.differences.flatMap((found) => linesOf(found, plain))];
      const shown = told.length > MOST ? [...told.slice(0, MOST), `    and ${told.length - MOST} more lines`] : told;
      const title = `${shownName(verdict.name)} is not as expected`;
      const place = `file=${property(file)},line=${verdict.differences[0]?.record ?? 1},title=${property(title)}`;
      waiting.push(`::error ${place}::${data(shown.join('\n'))}`);
    },
    end: () => {
      for (const line of waiting) write(line);
    },
  };
}

/** As GitHub's toolkit writes the text of a command. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(escapeLine(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
