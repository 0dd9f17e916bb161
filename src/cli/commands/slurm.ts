import { slurmScripts } from '../schedulers/slurm.ts';
import type { Run } from './command.ts';
import { submitting } from './submit.ts';

/** Makes parts by tasks of Slurm. */
export const run: Run = submitting({
  name: 'slurm',
  scripts: slurmScripts,
  extra: ({ sbatch }) => sbatch,
  queued: (jobs) => ['squeue', '-h', '-o', '%F', '-j', jobs.join(',')],
});
