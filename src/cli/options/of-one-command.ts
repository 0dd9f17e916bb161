import type { CliOption } from './option.ts';

/** Options that one command has and `normalize` has not. */
export const OF_ONE_COMMAND: readonly CliOption[] = [
  {
    flags: '-o, --output <file>',
    summary: 'write templates to a file that appears when it is whole',
    kind: 'path',
    commands: ['learn'],
  },
  {
    flags: '-o, --output <file>',
    summary: 'write the report to a file that appears when it is whole',
    kind: 'path',
    commands: ['report'],
  },
  {
    flags: '--update',
    summary: 'write the expected records (refused where CI is set)',
    kind: 'flag',
    commands: ['check'],
  },
  {
    flags: '--html <file>',
    summary: 'write a page to a file instead: original and result side by side',
    kind: 'path',
    commands: ['diff'],
  },
  {
    flags: '--port <n>',
    summary: 'port of 127.0.0.1 to listen on (default: any that is free)',
    kind: 'count',
    commands: ['serve'],
  },
  {
    flags: '--rules <file>',
    summary: 'line rules of your own to begin with; the only file that is written, when you save',
    kind: 'path',
    commands: ['serve'],
  },
  { flags: '--json', summary: 'one JSON object a rule', kind: 'flag', commands: ['rules'] },
  { flags: '--json', summary: 'one JSON object a fixture', kind: 'flag', commands: ['check'] },
  { flags: '--rules <file>', summary: 'with line rules of your own', kind: 'path', commands: ['rules'] },
  {
    flags: '--test <file>',
    summary: 'try the examples of line rules of your own, and list what is wrong',
    kind: 'path',
    commands: ['rules'],
  },
];
