import { join } from 'node:path';
import { checkScript, lines, quoted, submitHead, taskCommand } from './job.ts';
import type { Job, Scripts } from './job.ts';

/** Seconds before the end of its time at which a task is told to finish. */
const NOTICE_SECONDS = 60;

/** Scripts for Slurm. */
export function slurmScripts(job: Job): Scripts {
  return {
    'task.sh': taskScript(job),
    'check.sh': checkScript(job, headOf(job, 'check-%j')),
    'submit.sh': submit(job),
  };
}

function taskScript(job: Job): string {
  const { cwd, cpus, mem, time } = job;
  const head = headOf(job, '%A_%a').concat(
    `#SBATCH --cpus-per-task=${cpus}`,
    ...(mem === null ? [] : [`#SBATCH --mem=${mem}`]),
    ...(time === null ? [] : [`#SBATCH --time=${time}`]),
    '#SBATCH --requeue',
    '# The node process itself is told, and finishes the part in hand.',
    `#SBATCH --signal=B:TERM@${NOTICE_SECONDS}`,
  );
  return lines([...head, `cd ${quoted([cwd])} || exit 2`, taskCommand(job, '"$SLURM_CPUS_PER_TASK"')]);
}

function headOf({ home }: Job, log: string): readonly string[] {
  const output = join(home, 'logs').replaceAll('%', '%%');
  return [
    '#!/bin/bash',
    '#SBATCH --job-name=normalize',
    `#SBATCH --output="${output}/${log}.log"`,
    '#SBATCH --open-mode=append',
    '#SBATCH --ntasks=1',
  ];
}

/** An array of more than MaxArraySize tasks is submitted as several; with a limit, one after the other. */
function submit(job: Job): string {
  const { atOnce } = job;
  const limit = atOnce === null ? '' : `%${atOnce}`;
  return lines([
    ...submitHead(job),
    'if [ -s "$home/jobs" ]; then',
    '  queued=$(squeue -h -o %F -j "$(paste -sd, "$home/jobs")" 2>/dev/null | sort -u | grep -vx "${SLURM_JOB_ID:-none}" | paste -sd" " || true)',
    '  if [ -n "$queued" ]; then echo "already submitted: jobs $queued"; exit 0; fi',
    'fi',
    'most=$(scontrol show config | awk \'$1 == "MaxArraySize" { print $3 }\')',
    'ids=() after=()',
    ': >"$home/jobs"',
    'while [ "$left" -gt 0 ]; do',
    '  size=$((left < ${most:-1001} ? left : ${most:-1001}))',
    `  id=$(sbatch --parsable "\${extra[@]}" "\${after[@]}" --array="0-$((size - 1))${limit}" "$home/task.sh")`,
    '  ids+=("${id%%;*}")',
    '  echo "${id%%;*}" >>"$home/jobs"',
    ...(atOnce === null ? [] : ['  after=("--dependency=afterany:${id%%;*}")']),
    '  left=$((left - size))',
    'done',
    'all=$(IFS=:; echo "${ids[*]}")',
    'check=$(sbatch --parsable "${extra[@]}" --dependency="afterany:$all" "$home/check.sh" "$round")',
    'echo "${check%%;*}" >>"$home/jobs"',
    'echo "round $round: jobs ${ids[*]}, checked by ${check%%;*}"',
  ]);
}
