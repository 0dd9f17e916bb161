import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { UserError } from '../index.ts';
import type { Options } from '../index.ts';
import { loaded } from './options/load.ts';
import type { Typed } from './options/load.ts';
import { print } from './print.ts';
export { runSample } from './warm-up.ts';
import type { RunOptions } from './options/types.ts';
import { validate } from './options/validate.ts';
import { version } from './version.ts';

const EXAMPLES = `
Examples:
  normalize pages/ > records.jsonl          a folder to records, one JSON object a line
  normalize pages/ -o records.jsonl         the same; the file appears only when it is whole
  normalize page.html | jq -r .text         the clean text of one page
  cat page.txt | normalize -                standard input
  normalize --skip convert pages/           keep the script as it is found
  normalize --format jsonl crawl.jsonl      a document a line, in its field "text"
  normalize pages/ --out-dir parts/         parts with ledgers, resumed by the same command
  normalize pages/ --learn                  what the sites of the folder repeat goes too
  normalize check fixtures/                 compare with expected records, for CI
  normalize rules                           every rule, what it does, and an example

Exit status: 0 all well, 1 some input failed or a check found a difference, 2 wrong usage, 130 interrupted.`;

/** Parses the arguments and runs the command they name. */
export async function run(args: readonly string[]): Promise<void> {
  try {
    await program().parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`normalize: ${error.message}\n`);
  return 2;
}

function program(): Command {
  const command = new Command('normalize')
    .description(
      'Turns scraped Chinese files (HTML, text, JSONL; any encoding, often damaged) into clean JSON records.',
    )
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError('(normalize --help tells what there is)')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: print })
    .hook('preSubcommand', refuseMisplaced)
    .argument('<input...>', 'files, folders (recursive, hidden files left out), or - for standard input')
    .addHelpText('after', EXAMPLES);
  for (const option of [...textOptions(), ...runOptions()]) command.addOption(option);
  command.action(async (inputs: string[], typed: Typed<RunOptions>) => {
    const options = await loaded(typed);
    validate(options);
    process.exitCode = await runAll(inputs, options);
  });
  addLearn(command);
  addCheck(command);
  addVerify(command);
  addSchema(command);
  addRules(command);
  return command;
}

/** Options of a run that stand before the name of another command would be lost without a word. */
function refuseMisplaced(command: Command): void {
  const given = command.options.filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli');
  const first = given[0]?.long;
  if (first !== undefined)
    throw new UserError(`${first}: options of a command stand after its name (normalize check ${first} …)`);
}

function textOptions(): readonly Option[] {
  return [
    new Option('--format <name>', 'what the inputs are').choices(['auto', 'text', 'html', 'jsonl']).default('auto'),
    new Option('--text-field <name>', 'field of a JSONL line that holds the document').default('text'),
    new Option('--skip <names>', 'stages (repair, convert, strip, tidy, extract) or rules that do not run').argParser(
      list,
    ),
    new Option('--keep <rules>', 'rules of strip whose lines stay in the text').argParser(list),
    new Option('--rules <file>', 'line rules of your own, YAML or JSON'),
    new Option('--templates <file>', 'lines that sites repeat, as `normalize learn` has written them'),
    new Option('--encoding <name>', 'the encoding of every input; no detection'),
    new Option('--encodings <names>', 'the only encodings to consider').argParser(list),
    new Option('--script <name>', 'script of the text').choices(['hans', 'keep']).default('hans'),
    new Option('--from <script>', 'what the text is taken to be').choices(['auto', 'hant', 'hans']).default('auto'),
    new Option('--vocab <name>', 'mainland: Taiwan and Hong Kong words too')
      .choices(['keep', 'mainland'])
      .default('keep'),
    new Option('--no-guess', 'repair only what is certain'),
    new Option('--no-removed', 'leave the list of removed lines empty'),
    new Option('--trace', 'add every edit with its offset, enough to rebuild the decoded text'),
  ];
}

function runOptions(): readonly Option[] {
  return [
    new Option(
      '-o, --output <file>',
      'write records to a file (.jsonl, .gz, .zst, .parquet) that appears when it is whole',
    ),
    new Option('--learn', 'learn templates from the inputs in a pass before, and use them'),
    new Option('--out-dir <folder>', 'write parts and their ledgers; the same command resumes after any end'),
    new Option('--parts <format>', 'how parts are written')
      .choices(['jsonl', 'jsonl.gz', 'jsonl.zst', 'parquet'])
      .default('jsonl'),
    new Option('--part-bytes <n>', 'input in a part of --out-dir')
      .argParser(wholeNumber)
      .default(64 * 2 ** 20, '64 MiB'),
    new Option('--shard <i/N>', 'do only every N-th part, from the i-th on; auto asks the job scheduler'),
    new Option('--max-bytes <n>', 'refuse documents larger than this')
      .argParser(wholeNumber)
      .default(64 * 2 ** 20, '64 MiB'),
    new Option('-j, --jobs <n>', 'number of workers (default: all cores); the output is the same with any').argParser(
      count,
    ),
    new Option('--timeout <seconds>', 'give up on a document after this long (default: 60)').argParser(seconds),
    new Option('--on-error <what>', 'a JSONL line without a document: a record with a warning, none, or a failure')
      .choices(['record', 'skip', 'fail'])
      .default('record'),
    new Option('-q, --quiet', 'no progress and no summary'),
  ];
}

/** Options that say how pages are read for their templates. */
const OF_LEARNING = /^--(?:format|text-field|skip|rules|encodings?|from|no-guess|max-bytes|jobs|timeout|quiet)$/;

function addLearn(command: Command): void {
  const learn = command
    .command('learn')
    .description('learn the lines that sites repeat around their articles, for --templates')
    .argument('<input...>', 'as for records; files of templates among them are brought together with what is learned')
    .option('-o, --output <file>', 'write templates to a file that appears when it is whole');
  for (const option of [...textOptions(), ...runOptions()])
    if (OF_LEARNING.test(option.long ?? '')) learn.addOption(option);
  learn.action(async (inputs: string[], typed: Typed<RunOptions>) => {
    const options = await loaded(typed);
    validate(options);
    const { learn: learnAll } = await import('./commands/learn.ts');
    process.exitCode = await learnAll(inputs, options);
  });
}

function addCheck(command: Command): void {
  const check = command
    .command('check')
    .description('normalize fixtures and compare them with their expected records, for CI')
    .argument('<folder>', 'holds <name>/input.* with expected.jsonl, or X.ext with X.ext.expected.jsonl')
    .option('--update', 'write the expected records (refused where CI is set)');
  for (const option of textOptions()) check.addOption(option);
  check.action(async (folder: string, typed: Typed<Options> & { update?: boolean }) => {
    const options = await loaded<Options & { update?: boolean }>(typed);
    validate(options);
    const { check: checkFolder } = await import('./commands/check.ts');
    process.exitCode = await checkFolder(folder, options, options.update ?? false);
  });
}

async function runAll(inputs: readonly string[], options: RunOptions): Promise<number> {
  if (options.learn === true) {
    const { withLearned } = await import('./commands/learn.ts');
    const knowing = await withLearned(inputs, options);
    return typeof knowing === 'number' ? knowing : runAll(inputs, knowing);
  }
  if (options.outDir !== undefined) {
    const { runParts } = await import('./commands/normalize-parts.ts');
    return runParts(options.outDir, inputs, options);
  }
  if (options.shard !== undefined) throw new UserError('--shard needs --out-dir');
  const { runInputs } = await import('./commands/normalize.ts');
  return runInputs(inputs, options);
}

function addVerify(command: Command): void {
  command
    .command('verify')
    .description('prove that the parts of an --out-dir are all there and whole, and that their ledgers add up')
    .argument('<folder>', 'as it was given to --out-dir')
    .action(async (folder: string) => {
      const { verify } = await import('./commands/verify.ts');
      process.exitCode = verify(folder);
    });
}

function addSchema(command: Command): void {
  command
    .command('schema')
    .description("print the record's JSON Schema")
    .action(async () => {
      const { printSchema } = await import('./commands/schema.ts');
      printSchema();
    });
}

function addRules(command: Command): void {
  command
    .command('rules')
    .description('list every rule with its stage, what it does and an example')
    .option('--json', 'one JSON object a rule')
    .option('--rules <file>', 'with line rules of your own')
    .option('--test <file>', 'try the examples of line rules of your own, and list what is wrong')
    .action(async (options: { json?: boolean; rules?: string; test?: string }) => {
      const { printRules, testRules } = await import('./commands/rules.ts');
      if (options.test !== undefined) process.exitCode = await testRules(options.test);
      else await printRules(options.json ?? false, options.rules);
    });
}

function list(value: string, before: readonly string[] | undefined): readonly string[] {
  return [
    ...(before ?? []),
    ...value
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  ];
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError('It takes a whole number of bytes, 1 or more.');
  return number;
}

function count(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError('It takes a whole number, 1 or more.');
  return number;
}

function seconds(value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number <= 0) throw new InvalidArgumentError('It takes a number of seconds above 0.');
  return number;
}
