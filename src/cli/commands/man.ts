import type { CliOption } from '../options/option.ts';
import { sizeText } from '../options/size.ts';
import { optionsOf } from '../options/table.ts';
import { print } from '../terminal/print.ts';
import { EXAMPLES, STATUSES } from '../usage.ts';
import { version } from '../version.ts';
import type { CliCommand, Run } from './command.ts';

/** Date of the last revision of the text in this file. */
const REVISED = '2026-11-29';

/** Width of a line in columns, with room for escapes. */
const LINE_WIDTH = 68;

const DESCRIPTION =
  'Reads files, folders and archives of Chinese text as it is found on the web, in any encoding and often damaged, and writes a record for each document: clean text in simplified script without what belongs to the site, its title, date and other fields, and what was changed. Records go to standard output and nothing else does; progress, messages and a summary go to standard error.';

const CONFIG =
  'Options in the current folder, by their long names: {"skip": ["convert"], "max-bytes": "1G"}. The command line wins. Paths are relative to the file.';

/** Prints the manual page of these commands, in roff. */
export const describing =
  ([main, ...others]: readonly CliCommand[]): Run =>
  () => {
    const page = [
      `.TH NORMALIZE 1 ${REVISED} "normalize ${version()}" "User Commands"`,
      ...section('NAME', [`normalize \\- ${roff('clean text and records from scraped Chinese files')}`]),
      ...section('SYNOPSIS', ['.B normalize', '[\\fIoptions\\fR] \\fIinput\\fR ...', ...others.flatMap(synopsis)]),
      ...section('DESCRIPTION', filled(DESCRIPTION)),
      ...section('OPTIONS', main === undefined ? [] : optionsOf(main.name).flatMap(entryOf)),
      ...section('COMMANDS', others.flatMap(commandOf)),
      ...section(
        'EXIT STATUS',
        STATUSES.flatMap(([status, means]) => entry(String(status), means)),
      ),
      ...section('FILES', entry('normalize.config.json', CONFIG)),
      ...section(
        'EXAMPLES',
        EXAMPLES.flatMap(([line, does]) => entry(line, `${does}.`)),
      ),
    ];
    print(`${page.join('\n')}\n`);
    return Promise.resolve(0);
  };

function section(title: string, lines: readonly string[]): readonly string[] {
  return [`.SH "${title}"`, ...lines];
}

function synopsis({ name, argument }: CliCommand): readonly string[] {
  return ['.br', `.B normalize ${name}`, `[\\fIoptions\\fR]${argument === null ? '' : ` ${roff(argument.name)}`}`];
}

/** Describes a command: its own options in full, options shared with the default command by name. */
function commandOf({ name, summary, argument }: CliCommand): readonly string[] {
  const shared = optionsOf(name).filter(({ commands }) => commands.includes('normalize'));
  const takes =
    shared.length === 0 ? [] : ['.P', ...filled(`Takes of the options above: ${shared.map(names).join('; ')}.`)];
  return [
    `.SS "normalize ${name}"`,
    ...filled(argument === null ? `${summary}.` : `${summary}; ${argument.name}: ${argument.summary}.`),
    ...takes,
    ...optionsOf(name)
      .filter((option) => !shared.includes(option))
      .flatMap(entryOf),
  ];
}

function names({ flags }: CliOption): string {
  return flags.replace(/ [<[].*$/, '');
}

function entryOf({ flags, summary, choices, kind, default: value }: CliOption): readonly string[] {
  const shown = kind === 'bytes' ? sizeText(Number(value)) : value;
  const notes = [
    ...(choices === undefined ? [] : [`One of: ${choices.join(', ')}.`]),
    ...(value === undefined ? [] : [`Default: ${shown ?? ''}.`]),
  ];
  return entry(flags, [`${summary}.`, ...notes].join(' '));
}

function entry(term: string, text: string): readonly string[] {
  return ['.TP', `\\fB${roff(term)}\\fR`, ...filled(text)];
}

/** Wraps a paragraph into short source lines. */
function filled(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line.length + word.length >= LINE_WIDTH) {
      lines.push(roff(line));
      line = word;
    } else line += line === '' ? word : ` ${word}`;
  }
  return [...lines, roff(line)];
}

/** Escapes text for roff. */
function roff(text: string): string {
  return text
    .replaceAll('\\', String.raw`\e`)
    .replaceAll('-', String.raw`\-`)
    .replace(/^(?=[.'])/, String.raw`\&`)
    .replace(
      /[^\0-\x7f]/gu,
      (character) => `\\[u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    );
}
