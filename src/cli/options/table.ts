import { FORMAT_NAMES, MASK_NAMES, rules, SIGNAL_NAMES, STAGES } from '../../index.ts';
import { OUTPUTS } from '../output/writers.ts';
import { READERS, INPUTS, PAGES, RECORDS, RUN, TEXTS } from './groups.ts';
import { PRESETS } from './presets.ts';
import { OF_ONE_COMMAND } from './of-one-command.ts';
import { CLUSTER_OPTIONS } from './cluster-options.ts';
import type { CliOption, CommandName } from './option.ts';
import { PART_OPTIONS } from './part-options.ts';
import { MAX_BYTES } from './size.ts';

/** Every option of every command, in the order of the help. Help, parser, completions and man page are generated from this table. */
export const OPTIONS: readonly CliOption[] = [
  ...OF_ONE_COMMAND,
  {
    flags: '--format <name>',
    summary: 'what the inputs are',
    kind: 'text',
    choices: ['auto', ...FORMAT_NAMES],
    default: 'auto',
    commands: READERS,
  },
  {
    flags: '--text-field <name>',
    summary: 'field of JSON that holds the document (default: text, else the usual names); use dots for nested fields',
    kind: 'text',
    commands: READERS,
  },
  {
    flags: '--id-field <name>',
    summary: 'field of JSON and tables that takes the place of path and member in the id of a record',
    kind: 'text',
    commands: RECORDS,
  },
  {
    flags: '--field <ours=theirs>',
    summary: 'what a field that comes with documents is called, as title=headline or author=meta.writer',
    kind: 'list',
    commands: READERS,
  },
  {
    flags: '--skip <names>',
    summary: 'stages (repair, convert, strip, tidy, extract, mask) or rules that do not run',
    kind: 'list',
    suggests: () => [...STAGES, ...rules().map(({ name }) => name)],
    commands: READERS,
  },
  {
    flags: '--keep <rules>',
    summary: 'rules of strip whose lines stay in the text',
    kind: 'list',
    suggests: () => rules().flatMap(({ stage, name }) => (stage === 'strip' ? [name] : [])),
    commands: TEXTS,
  },
  { flags: '--rules <file>', summary: 'line rules of your own, YAML or JSON', kind: 'path', commands: READERS },
  {
    flags: '--templates <file>',
    summary: 'lines that sites repeat, as `normalize learn` has written them',
    kind: 'path',
    commands: TEXTS,
  },
  {
    flags: '--encoding <name>',
    summary: 'the encoding of every input; no detection',
    kind: 'text',
    commands: READERS,
  },
  { flags: '--encodings <names>', summary: 'the only encodings to consider', kind: 'list', commands: READERS },
  {
    flags: '--script <name>',
    summary: 'script of the text',
    kind: 'text',
    choices: ['hans', 'keep'],
    default: 'hans',
    commands: TEXTS,
  },
  {
    flags: '--from <script>',
    summary: 'what the text is taken to be',
    kind: 'text',
    choices: ['auto', 'hant', 'hans'],
    default: 'auto',
    commands: READERS,
  },
  {
    flags: '--vocab <name>',
    summary: 'mainland: Taiwan and Hong Kong words too',
    kind: 'text',
    choices: ['keep', 'mainland'],
    default: 'keep',
    commands: TEXTS,
  },
  { flags: '--no-guess', summary: 'repair only what is certain', kind: 'flag', commands: READERS },
  { flags: '--no-removed', summary: 'leave the list of removed lines empty', kind: 'flag', commands: RECORDS },
  {
    flags: '--markdown',
    summary: 'text as Markdown: headings, lists, tables, code, quotations, images, formulas, footnotes',
    kind: 'flag',
    commands: TEXTS,
  },
  { flags: '--links', summary: 'with --markdown: links too', kind: 'flag', commands: TEXTS },
  {
    flags: '--blocks',
    summary: 'add the kind and place of every block of the text: heading, paragraph, list-item …',
    kind: 'flag',
    commands: RECORDS,
  },
  {
    flags: '--posts',
    summary: 'add the posts of threads, answers to questions and comments below articles, each by itself',
    kind: 'flag',
    commands: RECORDS,
  },
  {
    flags: '--join-pages',
    summary: 'make one record of the pages of a text: files in one folder, or documents in one archive',
    kind: 'flag',
    commands: RUN,
  },
  {
    flags: '--mask <names>',
    summary: 'mask email, phone, id or ip',
    kind: 'names',
    suggests: () => MASK_NAMES,
    commands: TEXTS,
  },
  {
    flags: '--signals [names]',
    summary: 'add figures to filter by: all, or those named',
    kind: 'names',
    whole: 'all',
    suggests: () => ['all', ...SIGNAL_NAMES],
    commands: RECORDS,
  },
  { flags: '--where <expression>', summary: 'write only records that meet it (CEL)', kind: 'condition', commands: RUN },
  {
    flags: '--preset <names>',
    summary: 'conditions from files: gopher, c4, fineweb-zh, or the name of your own',
    kind: 'names',
    suggests: () => PRESETS,
    commands: RUN,
  },
  {
    flags: '--rejected <file>',
    summary: 'write records that do not meet --where or --preset here (--out-dir: a folder)',
    kind: 'path',
    commands: RUN,
  },
  {
    flags: '--trace',
    summary: 'add every edit with its offset, enough to rebuild the decoded text',
    kind: 'flag',
    commands: RECORDS,
  },
  {
    flags: '-o, --output <file>',
    summary: `write records to a file (${OUTPUTS}) that appears when it is whole`,
    kind: 'path',
    commands: RUN,
  },
  {
    flags: '--stats <file>',
    summary: 'write the figures of the run as JSON (`normalize schema stats`)',
    kind: 'path',
    commands: [...RUN, 'report'],
  },
  {
    flags: '--report <file>',
    summary: 'write a report of the run: one HTML file to open in a browser',
    kind: 'path',
    commands: RUN,
  },
  {
    flags: '--learn',
    summary: 'learn templates from the inputs in a pass before, and use them',
    kind: 'flag',
    commands: RUN,
  },
  ...PART_OPTIONS,
  ...CLUSTER_OPTIONS,
  {
    flags: '--max-bytes <size>',
    summary: 'refuse documents larger than this',
    kind: 'bytes',
    default: MAX_BYTES,
    commands: INPUTS,
  },
  { flags: '--no-follow', summary: 'leave out symbolic links in folders', kind: 'flag', commands: PAGES },
  {
    flags: '--skip-unknown',
    summary: 'archives and documents that are not read (7z, PDF, Word …) are skipped, not failed',
    kind: 'flag',
    commands: INPUTS,
  },
  {
    flags: '--max-window <n>',
    summary: 'refuse zstd files with a window larger than this',
    kind: 'bytes',
    default: 2 ** 27,
    commands: INPUTS,
  },
  {
    flags: '-j, --jobs <n>',
    summary: 'number of workers (default: all cores); the output is the same with any',
    kind: 'count',
    commands: PAGES,
  },
  {
    flags: '--timeout <seconds>',
    summary: 'give up on a document after this long (default: 60)',
    kind: 'seconds',
    commands: PAGES,
  },
  {
    flags: '--on-error <what>',
    summary: 'a JSONL line without a document: a record with a warning, none, or a failure',
    kind: 'text',
    choices: ['record', 'skip', 'fail'],
    default: 'record',
    commands: RUN,
  },
  {
    flags: '--output-format <name>',
    summary: 'standard output for a person (pretty) or a program (jsonl); auto: pretty on a terminal',
    kind: 'text',
    choices: ['auto', 'jsonl', 'pretty'],
    default: 'auto',
    commands: RUN,
  },
  {
    flags: '--color <when>',
    summary: 'when to use colour (auto: on a terminal, unless NO_COLOR is set)',
    kind: 'text',
    choices: ['auto', 'always', 'never'],
    default: 'auto',
    commands: TEXTS,
  },
  {
    flags: '--failures <what>',
    summary: 'ok: inputs that fail do not change the exit status',
    kind: 'text',
    choices: ['fail', 'ok'],
    default: 'fail',
    commands: INPUTS,
  },
  {
    flags: '--config <file>',
    summary: 'options from a file (default: normalize.config.json in this folder, if there is one)',
    kind: 'path',
    commands: READERS,
  },
  { flags: '--no-config', summary: 'no options from a file', kind: 'flag', commands: READERS },
  {
    flags: '--print-config',
    summary: 'print the options in effect, as such a file, and do nothing else',
    kind: 'flag',
    commands: READERS,
  },
  {
    flags: '--verbose',
    summary: 'name every skipped input, and show removed lines in pretty output',
    kind: 'flag',
    commands: INPUTS,
  },
  {
    flags: '-q, --quiet',
    summary: 'no progress, no summary, no notes on what is skipped',
    kind: 'flag',
    commands: INPUTS,
  },
];

/** The options of a command, in the order of its help. */
export function optionsOf(command: CommandName): readonly CliOption[] {
  return OPTIONS.filter((option) => option.commands.includes(command));
}
