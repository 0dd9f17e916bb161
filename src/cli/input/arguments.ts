import { existsSync, fstatSync } from 'node:fs';
import { UserError } from '../../index.ts';
import { isStdinTerminal } from '../terminal/devices.ts';
import { escapeLine } from '../terminal/escape.ts';
import { shellQuoted } from '../terminal/shell.ts';
import { isAddress, publicName } from '../store/address.ts';
import { stderrColumns, tell } from '../terminal/stderr.ts';

/** Short help, shown when there is no input. */
const USAGE = `Usage: normalize [options] <input...>     for example: normalize pages/ > records.jsonl
       normalize <command> ...
\`normalize --help\` lists options, commands and examples.`;

/** Command that downloads an address to standard output, by scheme; the address is quoted for a shell. */
const DOWNLOAD_COMMANDS: Readonly<Record<string, (address: string) => string>> = {
  http: (address) => `curl -sSL ${address}`,
  https: (address) => `curl -sSL ${address}`,
  ftp: (address) => `curl -sSL ${address}`,
  gs: (address) => `gcloud storage cat ${address}`,
  hdfs: (address) => `hdfs dfs -cat ${address}`,
  s3: (address) => `aws s3 cp --quiet ${address} -`,
};

/** In milliseconds. */
const WAIT_MS = 2_000;

/**
 * The inputs of a run: those named, or standard input if none is named and something is piped in. Throws a UserError if there is
 * nothing to read, and for an address of another kind than files are read from.
 */
export async function inputsOf(args: readonly string[], quiet: boolean): Promise<readonly string[]> {
  mustBeReadable(args);
  if (args.length > 0) return namedInputs(args, quiet);
  if (!isPiped()) throw new UserError(`no input\n${USAGE}`);
  const { stdinIsEmpty } = await import('./stdin.ts');
  const waiting = setTimeout(() => {
    if (!quiet && stderrColumns() !== null) tell('normalize: no input is named; reading standard input');
  }, WAIT_MS);
  const empty = await stdinIsEmpty();
  clearTimeout(waiting);
  if (empty) throw new UserError(`no input is named, and standard input is empty\n${USAGE}`);
  return ['-'];
}

/** Standard input can be read once; at a terminal it waits for a person, who is told so. */
function namedInputs(args: readonly string[], quiet: boolean): readonly string[] {
  const times = args.filter((arg) => arg === '-').length;
  if (times > 1) throw new UserError("standard input ('-') is named more than once; it can be read only once");
  if (times === 1 && isStdinFolder()) throw new UserError('standard input is a folder; name the folder instead');
  if (times === 1 && !quiet && isStdinTerminal()) tell('normalize: reading from the terminal; Ctrl-D ends the input');
  return args;
}

/** Whether standard input is a pipe or a file, as ripgrep and jq check it, not a terminal or /dev/null. */
function isPiped(): boolean {
  try {
    const stats = fstatSync(0);
    return stats.isFIFO() || stats.isSocket() || stats.isFile();
  } catch {
    return false;
  }
}

/** Node takes it for empty. */
function isStdinFolder(): boolean {
  try {
    return fstatSync(0).isDirectory();
  } catch {
    return false;
  }
}

/** False for an address of a store. A folder of the same name takes precedence. */
export function isLocal(input: string): boolean {
  return !isAddress(input) || existsSync(input);
}

/** Throws a UserError for the first input that is an address. */
export function mustBeLocal(args: readonly string[]): void {
  for (const argument of args) mustBePath(argument);
}

/** Throws a UserError for the first input that is neither a path nor an address that files are read from. */
export function mustBeReadable(args: readonly string[]): void {
  for (const argument of args) {
    if (isLocal(argument)) mustBePath(argument);
    else mustBeOpen(argument);
  }
}

/** An address goes into records and plans, so it must not hold a password. */
function mustBeOpen(address: string): void {
  if (address.startsWith('s3:')) {
    if (!/^s3:\/\/[\w.-]+(?:\/|$)/.test(address))
      throw new UserError(`${escapeLine(address)}: must name a bucket, as in s3://bucket/prefix`);
    return;
  }
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.hostname === '') throw new UserError(`${escapeLine(address)}: is not an address`);
  if (url.username !== '' || url.password !== '')
    throw new UserError(`${url.protocol}//${url.host}: an address must not hold a user name or a password`);
}

/** Throws a UserError for an address with a query, which may hold a signature: a plan holds its inputs. */
export function mustHaveNoQuery(inputs: readonly string[]): void {
  const signed = inputs.find((input) => !isLocal(input) && publicName(input) !== input);
  if (signed !== undefined)
    throw new UserError(
      `${escapeLine(publicName(signed))}: --out-dir takes no address with a query, which may hold a signature`,
    );
}

function mustBePath(argument: string): void {
  if (argument === '') throw new UserError('the name of an input is empty');
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(argument)?.[1]?.toLowerCase();
  if (scheme === undefined || existsSync(argument)) return;
  const shown = escapeLine(argument);
  if (scheme === 'file') throw new UserError(`${shown}: name the file by its path, without file://`);
  const fetch = DOWNLOAD_COMMANDS[scheme]?.(shellQuoted(shown));
  const how = fetch === undefined ? '' : `: ${fetch} | normalize -`;
  throw new UserError(`${shown}: cannot be read from there; download it first, or pipe it in${how}`);
}
