import { sgeScripts } from '../schedulers/sge.ts';
import type { Run } from './command.ts';
import { submitting } from './submit.ts';

/** Makes parts by tasks of Grid Engine. */
export const run: Run = submitting({
  name: 'sge',
  scripts: sgeScripts,
  extra: ({ qsub }) => qsub,
  queued: (jobs) => ['sh', '-c', 'for id; do qstat -j "$id" 2>/dev/null && exit; done', 'sh', ...jobs],
});
