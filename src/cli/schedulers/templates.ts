import { lines, quoted, taskCommand } from './job.ts';
import type { Job } from './job.ts';

/** Scripts for schedulers that this program does not submit to: to be read, completed and submitted by hand. */
export const TEMPLATES: readonly { readonly name: string; readonly textOf: (job: Job) => string }[] = [
  { name: 'lsf', textOf: lsf },
  { name: 'pbs', textOf: pbs },
  { name: 'kubernetes', textOf: kubernetes },
  { name: 'aws-batch', textOf: awsBatch },
  { name: 'parallel', textOf: parallel },
];

/** What each of them comes to at the end. */
function afterwards({ program, folder }: Job): string {
  return `# When all have ended: ${quoted([...program, 'verify', '--reset', folder])}; what is missing is made by the same job again.`;
}

function lsf(job: Job): string {
  const { tasks, atOnce, cpus, mem, time, cwd, home } = job;
  return lines([
    '#!/bin/bash',
    '# bsub < this file',
    `#BSUB -J "normalize[1-${tasks}]${atOnce === null ? '' : `%${atOnce}`}"`,
    `#BSUB -n ${cpus} -R "span[hosts=1]" -r`,
    ...(mem === null ? [] : [`#BSUB -M ${mem}`]),
    ...(time === null ? [] : [`#BSUB -W ${time}`]),
    `#BSUB -o ${home}/logs/%J_%I.log`,
    afterwards(job),
    `cd ${quoted([cwd])} || exit 2`,
    taskCommand(job, String(cpus)),
  ]);
}

function pbs(job: Job): string {
  const { tasks, atOnce, cpus, mem, time, cwd, home } = job;
  return lines([
    '#!/bin/bash',
    '# qsub this file',
    '#PBS -N normalize -r y -j oe',
    `#PBS -J 0-${Math.max(1, tasks - 1)}${atOnce === null ? '' : `%${atOnce}`}`,
    `#PBS -l select=1:ncpus=${cpus}${mem === null ? '' : `:mem=${mem}`}`,
    ...(time === null ? [] : [`#PBS -l walltime=${time}`]),
    `#PBS -o ${home}/logs`,
    afterwards(job),
    `cd ${quoted([cwd])} || exit 2`,
    taskCommand(job, String(cpus)),
  ]);
}

/** A job of Kubernetes: the image has the program, and the volume the inputs and the parts. */
function kubernetes(job: Job): string {
  const { tasks, atOnce, cpus, mem, rounds, cwd } = job;
  const command = JSON.stringify(`cd ${quoted([cwd])} && ${taskCommand(job, String(cpus))}`);
  return lines([
    '# kubectl apply -f this file, with the image and the claim of the volume filled in',
    afterwards(job),
    'apiVersion: batch/v1',
    'kind: Job',
    'metadata:',
    '  name: normalize',
    'spec:',
    '  completionMode: Indexed',
    `  completions: ${tasks}`,
    `  parallelism: ${atOnce ?? tasks}`,
    `  backoffLimitPerIndex: ${rounds}`,
    '  template:',
    '    spec:',
    '      restartPolicy: Never',
    '      containers:',
    '        - name: normalize',
    '          image: IMAGE',
    `          command: ['/bin/sh', '-c', ${command}]`,
    `          resources: { requests: { cpu: '${cpus}'${mem === null ? '' : `, memory: '${mem}'`} } }`,
    `          volumeMounts: [{ name: corpus, mountPath: VOLUME }]`,
    '      volumes: [{ name: corpus, persistentVolumeClaim: { claimName: CLAIM } }]',
  ]);
}

function awsBatch(job: Job): string {
  const { tasks, cpus, rounds, cwd, program, folder } = job;
  const command = ['/bin/sh', '-c', `cd ${quoted([cwd])} && ${taskCommand(job, String(cpus))}`];
  const overrides = JSON.stringify({ command, resourceRequirements: [{ type: 'VCPU', value: String(cpus) }] });
  return lines([
    '#!/bin/bash',
    '# The job definition has the image with the program, and a shared file system with the inputs and the parts.',
    'aws batch submit-job --job-name normalize --job-queue QUEUE --job-definition DEFINITION \\',
    ...(tasks > 1 ? [`  --array-properties size=${tasks} \\`] : []),
    `  --retry-strategy attempts=${Math.min(10, rounds)} \\`,
    `  --container-overrides ${quoted([overrides])}`,
    `# When all have ended: ${quoted([...program, 'verify', '--reset', folder])}`,
  ]);
}

/** GNU parallel over the hosts of a file, with the folder mounted on each. */
function parallel(job: Job): string {
  const { tasks, atOnce, cpus, cwd } = job;
  const command = `cd ${quoted([cwd])} && ${taskCommand(job, String(cpus))}`;
  return lines([
    '#!/bin/bash',
    '# Add --sshloginfile HOSTS for other machines that see the same folders.',
    afterwards(job),
    `parallel -N0 -j ${atOnce ?? tasks} ${quoted([command])} ::: $(seq ${tasks})`,
  ]);
}
