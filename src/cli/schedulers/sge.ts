import { join } from 'node:path';
import { checkScript, lines, quoted, submitHead, taskCommand } from './job.ts';
import type { Job, Scripts } from './job.ts';

/** Scripts for Grid Engine. The parallel environment of several cores is `smp` unless `--qsub "-pe NAME N"` says otherwise. */
export function sgeScripts(job: Job): Scripts {
  return { 'task.sh': taskScript(job), 'check.sh': checkScript(job, headOf(job)), 'submit.sh': submit(job) };
}

function taskScript(job: Job): string {
  const { cwd, cpus, mem, time } = job;
  const head = headOf(job).concat(
    '# Run again if the host dies.',
    '#$ -r y',
    ...(cpus > 1 ? [`#$ -pe smp ${cpus}`] : []),
    ...(mem === null ? [] : [`#$ -l h_vmem=${mem}`]),
    ...(time === null ? [] : [`#$ -l h_rt=${time}`]),
  );
  return lines([...head, `cd ${quoted([cwd])} || exit 2`, taskCommand(job, `"\${NSLOTS:-${cpus}}"`)]);
}

function headOf({ home }: Job): readonly string[] {
  return ['#!/bin/bash', '#$ -N normalize', '#$ -S /bin/bash', '#$ -V', '#$ -j y', `#$ -o ${join(home, 'logs')}`];
}

function submit(job: Job): string {
  const { atOnce } = job;
  const limit = atOnce === null ? [] : ['-tc', String(atOnce)];
  return lines([
    ...submitHead(job),
    'while read -r id; do',
    '  if [ "$id" != "${JOB_ID:-none}" ] && qstat -j "$id" >/dev/null 2>&1; then echo "already submitted: job $id"; exit 0; fi',
    'done < <(cat "$home/jobs" 2>/dev/null)',
    `id=$(qsub -terse "\${extra[@]}" ${quoted(['-t'])} "1-$left" ${quoted(limit)} "$home/task.sh")`,
    'id=${id%%.*}',
    'echo "$id" >"$home/jobs"',
    'check=$(qsub -terse "${extra[@]}" -hold_jid "$id" "$home/check.sh" "$round")',
    'echo "$check" >>"$home/jobs"',
    'echo "round $round: job $id, checked by $check"',
  ]);
}
