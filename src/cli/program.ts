import { existsSync } from 'node:fs';
import { RunError } from './run-error.ts';
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { nearest, UserError } from '../index.ts';
import type { CliCommand } from './commands/command.ts';
import { COMMANDS } from './commands/index.ts';
import { KINDS } from './options/kinds.ts';
import type { KindName } from './options/kinds.ts';
import { attributeOf, longNameOf, oppositeOf } from './options/option.ts';
import type { CliOption, CommandName } from './options/option.ts';
import { sizeText } from './options/size.ts';
import { OPTIONS, optionsOf } from './options/table.ts';
import type { Given } from './options/types.ts';
import { escapeLine } from './terminal/escape.ts';
import { print } from './terminal/print.ts';
import { tell } from './terminal/stderr.ts';
import { EXAMPLES, STATUSES } from './usage.ts';
import { version } from './version.ts';
import { allowFlagsForGood } from './workers/v8-flags.ts';
export { runSample } from './warm-up.ts';

const HELP_FOOTER = `
Examples:
${EXAMPLES.map(([line, does]) => `  ${line.padEnd(42)}${does}`).join('\n')}

Exit status: ${STATUSES.map(([status, means]) => `${status} ${means}`).join(', ')}.`;

/** Commands that run all code between an input and its records. */
const READ_DOCUMENTS: ReadonlySet<CommandName> = new Set(['normalize', 'check']);

/**
 * Parses the arguments and runs the command. `codeKept`: the code cache was loaded and will not be written after the run. Returns
 * whether the command read documents: a cache written after another one costs each later run 3 to 5 ms of CPU time.
 */
export async function run(args: readonly string[], codeKept: boolean): Promise<boolean> {
  if (codeKept) allowFlagsForGood();
  let readsDocuments = false;
  try {
    refuseUnknownHelp(args);
    const complete = withWholeValues(args);
    const onRun = (name: CommandName): void => {
      readsDocuments = READ_DOCUMENTS.has(name);
    };
    await program(complete, onRun).parseAsync(complete, { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
  return readsDocuments;
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(error instanceof UserError || error instanceof RunError)) throw error;
  tell(`normalize: ${error.message}`);
  return error instanceof UserError ? 2 : 1;
}

function program(args: readonly string[], onRun: (name: CommandName) => void): Command {
  const program = new Command('normalize')
    .version(version(), '-V, --version', 'print the version (-v too)')
    .addOption(new Option('-v').hideHelp())
    .on('option:v', printVersion)
    .helpCommand('help [command]', 'print the help of a command')
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError('`normalize --help` lists options, commands and examples.')
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: print,
      writeErr: (text) => {
        tell(text.trimEnd());
      },
      outputError: (text, write) => {
        write(withNearOptions(text, args).replace(/^error: /, 'normalize: '));
      },
    })
    .hook('preSubcommand', refuseMisplaced)
    .addHelpText('after', HELP_FOOTER);
  for (const command of COMMANDS) {
    const declared = command.name === 'normalize' ? program : program.command(command.name);
    declare(command, declared);
    // A command that is not named needs no options: 1 ms of a run of one small text.
    if (declared === program || args.includes(command.name)) declareOptions(command, declared, onRun);
  }
  return program;
}

/** What other programs call options, by their long names here. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  threads: 'jobs',
  workers: 'jobs',
  processes: 'jobs',
  silent: 'quiet',
  charset: 'encoding',
  exclude: 'skip',
  column: 'text-field',
};

/** The message about an unknown option with the options that its name begins, or that are meant by it; else commander's, of the nearest name. */
function withNearOptions(text: string, args: readonly string[]): string {
  const [, name] = /^error: unknown option '--([a-z-]+)/.exec(text) ?? [];
  if (name === undefined) return text;
  const command = COMMANDS.find((known) => known.name === args[0])?.name ?? 'normalize';
  const names = optionsOf(command).map(longNameOf);
  // A known one is unknown to commander only with a value that it does not take.
  if (names.includes(name)) return `error: option '--${name}' takes no value\n`;
  const meant = names.filter((known) => known.startsWith(name) || known === ELSEWHERE[name]);
  if (meant.length === 0) return text;
  const byLength = meant.sort((a, b) => a.length - b.length).slice(0, 3);
  return `error: unknown option '--${name}'\n(Did you mean ${byLength.map((known) => `--${known}`).join(' or ')}?)\n`;
}

/** Declares a command to commander, without what it takes. */
function declare({ summary, argument }: CliCommand, command: Command): void {
  command.description(summary);
  if (argument !== null) command.addArgument(argumentOf(argument));
}

/** Declares what a command takes and does. */
function declareOptions(
  { name, argument, load }: CliCommand,
  command: Command,
  onRun: (name: CommandName) => void,
): void {
  const options = optionsOf(name);
  for (const option of options) command.addOption(optionOf(option));
  for (const option of options)
    if (option.kind === 'flag' && longNameOf(option) !== 'no-config')
      command.addOption(new Option(oppositeOf(option)).hideHelp());
  command.action(async (...parsed: unknown[]) => {
    const places = await configure(name, command);
    if (places === null) return;
    const { run: runCommand } = await load();
    const args = argument === null ? [] : [parsed[0] as string | string[]].flat();
    if (name === 'normalize') {
      refuseMisspelt(args);
      refuseAlone(command);
    }
    const given = Object.entries(command.opts()).filter(([attribute]) => !CONFIG_ATTRIBUTES.has(attribute));
    onRun(name);
    setExitCode(await placed(runCommand(args, Object.fromEntries(given) as unknown as Given), places));
  });
}

const CONFIG = 'normalize.config.json';
/** Attributes that select the config file and are no options of the run. */
const CONFIG_ATTRIBUTES: ReadonlySet<string> = new Set(['config', 'printConfig']);

/** Places of settings in a config file, by the long names of their options. */
type Places = ReadonlyMap<string, string>;

/** The status of a run. A UserError about the value of an option is told with the place of the config file that sets it. */
async function placed(run: Promise<number>, places: Places): Promise<number> {
  try {
    return await run;
  } catch (error) {
    const [, name = ''] = error instanceof UserError ? (/^--([a-z-]+):/.exec(error.message) ?? []) : [];
    const place = places.get(name);
    if (place === undefined || !(error instanceof UserError)) throw error;
    throw new UserError(`${place}: ${error.message.slice('--'.length)}`);
  }
}

/** Applies the config file to options not given on the command line. Returns where it sets them; null if --print-config printed them. */
async function configure(name: CommandName, command: Command): Promise<Places | null> {
  const { config, printConfig } = command.opts<Given>();
  const path = config === false ? null : (config ?? (existsSync(CONFIG) ? CONFIG : null));
  const options = optionsOf(name);
  if (!options.some((option) => longNameOf(option) === 'config') || (path === null && printConfig !== true))
    return new Map();
  const places = new Map<string, string>();
  const { configOf, readConfig } = await import('./options/config.ts');
  for (const [option, { value, place }] of path === null ? [] : readConfig(path)) {
    const attribute = attributeOf(option);
    const isTaken = options.includes(option) && command.getOptionValueSource(attribute) !== 'cli';
    if (!isTaken) continue;
    command.setOptionValueWithSource(attribute, value, 'config');
    places.set(longNameOf(option), place);
  }
  const values = command.opts();
  if (printConfig === true) print(configOf(options, values));
  else if (path !== null && values['quiet'] !== true)
    tell(`normalize: options from ${escapeLine(path)} (--no-config leaves them out)`);
  return printConfig === true ? null : places;
}

function argumentOf({ name, summary, choices }: NonNullable<CliCommand['argument']>): Argument {
  const argument = new Argument(name, summary);
  if (choices === undefined) return argument;
  return argument.choices(choices).argParser((text: string) => {
    if (choices.includes(text)) return text;
    throw new UserError(`'${escapeLine(text)}' is not one of ${choices.join(', ')}`);
  });
}

/** Keeps a higher exit code set by a failed standard output. */
function setExitCode(status: number): void {
  process.exitCode = Math.max(status, Number(process.exitCode ?? 0));
}

function optionOf({ flags, summary, kind, choices, default: value }: CliOption): Option {
  const option = new Option(flags, summary);
  if (choices !== undefined) option.choices(choices);
  else if (kind !== 'flag') option.argParser(parserOf(kind));
  return value === undefined ? option : option.default(value, kind === 'bytes' ? sizeText(Number(value)) : undefined);
}

/**
 * Completes options whose value may be left out: what follows is their value only if it consists of names that they take, or looks
 * like names and is not a file. Otherwise an input would be taken for it.
 */
function withWholeValues(args: readonly string[]): readonly string[] {
  const options = new Map(
    OPTIONS.flatMap((option) => (option.whole === undefined ? [] : [[`--${longNameOf(option)}`, option]])),
  );
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  return args.map((arg, at) => {
    const option = at < end ? options.get(arg) : undefined;
    const next = args[at + 1] ?? '';
    if (option === undefined || isValueOf(option, next)) return arg;
    refuseUnknownValue(option, next);
    return `${arg}=${option.whole ?? ''}`;
  });
}

function isValueOf({ suggests }: CliOption, text: string): boolean {
  const known = suggests?.() ?? [];
  if (text !== '' && text.split(',').every((name) => known.includes(name))) return true;
  return /^[a-z0-9_]+(?:,[a-z0-9_]+)*$/.test(text) && text.includes('_') && !existsSync(text);
}

/** Throws a UserError for what looks like a name, is unknown, and is no file, which would be reported as a missing input. */
function refuseUnknownValue(option: CliOption, text: string): void {
  if (!/^[a-z0-9]+$/i.test(text) || existsSync(text) || COMMANDS.some(({ name }) => name === text)) return;
  const known = option.suggests?.() ?? [];
  const near = nearest(text, known);
  const hint = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `names: ${known.join(', ')}`;
  throw new UserError(`'${text}' is neither a name that --${longNameOf(option)} takes nor a file or folder; ${hint}`);
}

/** Repeated lists accumulate; of any other option the last value wins. */
function parserOf(kind: KindName): (text: string, before: unknown) => unknown {
  const { read, takes } = KINDS[kind];
  return (text, before) => {
    const value = read(text);
    if (value === null) throw new InvalidArgumentError(`It takes ${takes}.`);
    return Array.isArray(value) && Array.isArray(before) ? [...(before as unknown[]), ...(value as unknown[])] : value;
  };
}

function printVersion(): never {
  print(`${version()}\n`);
  throw new CommanderError(0, 'commander.version', '');
}

/** Throws a UserError for a misspelt command, which would otherwise be reported as a missing input. */
function refuseMisspelt([first]: readonly string[]): void {
  if (first === undefined || !/^[a-z]{3,}$/i.test(first) || existsSync(first)) return;
  const names = [...COMMANDS.map(({ name }) => name), 'help'];
  const [near] = nearest(
    first.toLowerCase(),
    names.filter((name) => Math.abs(name.length - first.length) <= 2),
  );
  if (near !== undefined)
    throw new UserError(`'${first}' is neither a command nor a file or folder; did you mean \`normalize ${near}\`?`);
}

/** Help of a command that does not exist would be the help of the program. Throws a UserError. */
function refuseUnknownHelp([first, command]: readonly string[]): void {
  const names = [...COMMANDS.map(({ name }) => name), 'help'];
  if (first !== 'help' || command === undefined || command.startsWith('-') || names.includes(command)) return;
  const [near] = nearest(command.toLowerCase(), names);
  const advice =
    near === undefined ? `the commands are ${names.join(', ')}` : `did you mean \`normalize help ${near}\`?`;
  throw new UserError(`'${escapeLine(command)}' is not a command; ${advice}`);
}

/** Throws a UserError for options of a run that have no effect without another one, which is not given. */
function refuseAlone(command: Command): void {
  const options = optionsOf('normalize');
  const isSet = (name: string): boolean =>
    options.some((other) => longNameOf(other) === name && command.getOptionValue(attributeOf(other)) !== undefined);
  for (const option of options) {
    const { needs } = option;
    const source = command.getOptionValueSource(attributeOf(option)) ?? '';
    if (needs === undefined || !['cli', 'config'].includes(source) || isSet(needs)) continue;
    throw new UserError(`--${longNameOf(option)} needs --${needs}`);
  }
}

/** Throws a UserError for options before a command's name, which commander would silently drop. */
function refuseMisplaced(command: Command): void {
  const given = command.options.filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli');
  const first = given[0]?.long;
  if (first !== undefined)
    throw new UserError(`${first}: options of a command stand after its name (normalize check ${first} …)`);
}
