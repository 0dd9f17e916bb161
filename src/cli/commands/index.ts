import type { CliCommand } from './command.ts';

/** Every command, in the order of the help; the first is the default command. */
export const COMMANDS: readonly CliCommand[] = [
  {
    name: 'normalize',
    summary: 'Turns scraped Chinese files (HTML, text, JSONL; any encoding, often damaged) into clean JSON records.',
    argument: {
      name: '[input...]',
      summary: 'files, folders (recursive, hidden files left out), or - for standard input',
    },
    load: () => import('./normalize.ts'),
  },
  {
    name: 'diff',
    summary: 'show documents before and after, with the rule of each change',
    argument: {
      name: '[file...]',
      summary:
        'as for records, records made with --trace included; FILE!MEMBER or FILE:NUMBER shows one document of a file',
    },
    load: () => import('./diff.ts'),
  },
  {
    name: 'serve',
    summary: 'serve a page on 127.0.0.1 for trying stages and rules on documents',
    argument: { name: '[folder]', summary: 'its files show the effect of rules of your own' },
    load: () => import('./serve.ts'),
  },
  {
    name: 'learn',
    summary: 'learn the lines that sites repeat around their articles, for --templates',
    argument: {
      name: '<input...>',
      summary: 'as for records; template files among them are merged into the result',
    },
    load: () => import('./learn.ts'),
  },
  {
    name: 'check',
    summary: 'normalize fixtures and compare them with their expected records, for CI',
    argument: {
      name: '<folder>',
      summary: 'holds <name>/input.* with expected.jsonl, or X.ext with X.ext.expected.jsonl',
    },
    load: () => import('./check.ts'),
  },
  {
    name: 'plan',
    summary: 'divide the inputs into the parts of an --out-dir, and make none of them',
    argument: { name: '[input...]', summary: 'as for records' },
    load: () => import('./plan.ts'),
  },
  {
    name: 'slurm',
    summary: 'make the parts of an --out-dir by tasks of Slurm, again what is missing, until all are done',
    argument: { name: '[input...]', summary: 'as for records' },
    load: () => import('./slurm.ts'),
  },
  {
    name: 'sge',
    summary: 'the same by tasks of Grid Engine',
    argument: { name: '[input...]', summary: 'as for records' },
    load: () => import('./sge.ts'),
  },
  {
    name: 'jobs',
    summary: 'print a script that makes the parts of an --out-dir by another scheduler',
    argument: { name: '[input...]', summary: 'as for records' },
    load: () => import('./jobs.ts'),
  },
  {
    name: 'status',
    summary: 'show the progress of an --out-dir: parts done, running and pending, speed, time left, failures',
    argument: { name: '<folder>', summary: 'as it was given to --out-dir' },
    load: () => import('./status.ts'),
  },
  {
    name: 'verify',
    summary: 'prove that the parts of an --out-dir are all there and whole, and that their ledgers add up',
    argument: { name: '<folder>', summary: 'as it was given to --out-dir' },
    load: () => import('./verify.ts'),
  },
  {
    name: 'merge',
    summary: 'write the records of all parts of an --out-dir into one file, as one run would have',
    argument: { name: '<folder>', summary: 'as it was given to --out-dir' },
    load: () => import('./merge.ts'),
  },
  {
    name: 'report',
    summary: 'write the report of the parts of an --out-dir: one HTML file to open in a browser',
    argument: { name: '<folder>', summary: 'as it was given to --out-dir' },
    load: () => import('./report.ts'),
  },
  {
    name: 'schema',
    summary: 'print the JSON Schema of a record, or of the figures of --stats',
    argument: { name: '[what]', summary: 'record (default) or stats', choices: ['record', 'stats'] },
    load: () => import('./schema.ts'),
  },
  {
    name: 'rules',
    summary: 'list every rule with its stage, what it does and an example',
    argument: null,
    load: () => import('./rules.ts'),
  },
  {
    name: 'completion',
    summary: 'print a script that completes options and their values in a shell',
    argument: {
      name: '<shell>',
      summary: 'as in: eval "$(normalize completion bash)"',
      choices: ['bash', 'zsh', 'fish'],
    },
    load: async () => ({ run: (await import('./completion.ts')).completing(COMMANDS) }),
  },
  {
    name: 'man',
    summary: 'print the manual page, in roff',
    argument: null,
    load: async () => ({ run: (await import('./man.ts')).describing(COMMANDS) }),
  },
];
