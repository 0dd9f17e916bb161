import { join } from 'node:path';
import { shellQuoted } from '../terminal/shell.ts';

/** What the tasks of a scheduler run, and with what. */
export interface Job {
  /** The folder of the parts, absolute. */
  readonly folder: string;
  /** Folder of the scripts and logs. */
  readonly home: string;
  /** The folder that the tasks start in. */
  readonly cwd: string;
  /** The command as it is run here: node and the program. */
  readonly program: readonly string[];
  readonly inputs: readonly string[];
  /** Arguments of the last run, over parts that are all done: it writes figures and answers for failures. */
  readonly last: readonly string[];
  readonly tasks: number;
  /** Number of tasks that run at the same time; null: as many as there is room for. */
  readonly atOnce: number | null;
  /** Cores of a task. */
  readonly cpus: number;
  /** As the scheduler takes them; null: its default. */
  readonly mem: string | null;
  readonly time: string | null;
  /** Number of times that what is missing is submitted. */
  readonly rounds: number;
  /** Further arguments of the command that submits. */
  readonly extra: readonly string[];
}

/**
 * The scripts of a scheduler: one makes parts until none is free; one runs after the tasks, verifies, and submits again what is
 * missing; one submits both for the round `$1`, with `$2` tasks.
 */
export const SCRIPT_NAMES = ['task.sh', 'check.sh', 'submit.sh'] as const;
export type Scripts = Readonly<Record<(typeof SCRIPT_NAMES)[number], string>>;

/** Quoted for a shell; what needs no quotes has none. */
export function quoted(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : shellQuoted(word))).join(' ');
}

/** The command of a task. `exec`: signals of the scheduler reach it, and the part in hand is finished. */
export function taskCommand(job: Job, jobs: string): string {
  const { program, home, folder, inputs } = job;
  const options = ['--config', join(home, 'options.json'), '--failures', 'ok', '--shard', 'claim'];
  return `exec ${quoted([...program, ...options])} -j ${jobs} ${quoted(['--out-dir', folder, '--', ...inputs])}`;
}

/** The script that runs after the tasks, with the round as its argument. */
export function checkScript(job: Job, head: readonly string[]): string {
  const { program, home, folder, cwd, inputs, last, rounds } = job;
  const config = ['--config', join(home, 'options.json')];
  return lines([
    ...head,
    `# Verifies the parts by their sizes, and submits again what is missing, ${rounds} times in all.`,
    `cd ${quoted([cwd])} || exit 2`,
    `normalize() { ${quoted(program)} "$@"; }`,
    'round=${1:-1}',
    `report=$(normalize verify --quick --reset ${quoted([folder])}); whole=$?`,
    'printf \'%s\\n\' "$report" | tail -n 1',
    'if [ "$whole" -eq 0 ]; then',
    `  normalize ${quoted(['-q', ...config, ...last, '--out-dir', folder, '--', ...inputs])}; code=$?`,
    `  normalize status ${quoted([folder])}`,
    '  exit "$code"',
    'fi',
    `if [ "$round" -ge ${rounds} ]; then`,
    `  echo "normalize: parts are missing after $round rounds; the logs are in ${quoted([join(home, 'logs')])}"`,
    '  exit 1',
    'fi',
    "missing=$(printf '%s\\n' \"$report\" | grep -c '^[0-9/]*part-')",
    `exec bash ${quoted([join(home, 'submit.sh')])} $((round + 1)) "$missing"`,
  ]);
}

/** How a script begins that submits the tasks of a round. */
export function submitHead({ home, cwd, tasks, extra }: Job): readonly string[] {
  return [
    '#!/bin/bash',
    '# Submits the tasks of round $1, $2 of them, and the job that checks them. Joins what is submitted already.',
    'set -euo pipefail',
    `cd ${quoted([cwd])}`,
    `home=${quoted([home])}`,
    `extra=(${quoted(extra)})`,
    `round=\${1:-1} left=\${2:-${tasks}}`,
    `[ "$left" -le ${tasks} ] || left=${tasks}`,
  ];
}

export function lines(text: readonly string[]): string {
  return `${text.join('\n')}\n`;
}
