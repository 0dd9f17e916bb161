import type { CommandWords, OptionWords, Value } from './words.ts';

/** A script that completes the command in fish. */
export function fishCompletion([main, ...commands]: readonly [CommandWords, ...CommandWords[]]): string {
  const names = commands.map(({ name }) => name).join(' ');
  const first = commands.map(
    ({ name, summary }) =>
      `complete -c normalize -n 'test (count (commandline -opc)) -eq 1' -a ${name} -d ${quoted(summary)}`,
  );
  first.push(
    `complete -c normalize -n 'test (count (commandline -opc)) -eq 1' -a help -d 'print the help of a command'`,
    `complete -c normalize -n 'test (count (commandline -opc)) -eq 2; and test (commandline -opc)[2] = help' -f -a '${names}'`,
  );
  return `# Completes normalize in fish: normalize completion fish | source
function __normalize_is
    set -l words (commandline -opc)
    set -l name normalize
    if test (count $words) -gt 1; and contains -- $words[2] ${names}
        set name $words[2]
    end
    test $name = $argv[1]
end
${[...first, ...[main, ...commands].flatMap(linesOf)].join('\n')}
`;
}

function linesOf({ name, options, argument }: CommandWords): readonly string[] {
  const start = `complete -c normalize -n '__normalize_is ${name}'`;
  const given = argument.kind === 'file' ? [] : [`${start}${flagsOf(argument)}`.replace(' -x', ' -f')];
  return [...(argument.kind === 'none' ? [`${start} -f`] : given), ...options.map((option) => start + lineOf(option))];
}

function lineOf({ names, summary, value }: OptionWords): string {
  const shown = names.map((name) => (name.startsWith('--') ? ` -l ${name.slice(2)}` : ` -s ${name.slice(1)}`)).join('');
  return `${shown}${flagsOf(value)} -d ${quoted(summary)}`;
}

function flagsOf(value: Value): string {
  if (value.kind === 'none') return '';
  if (value.kind === 'file') return ' -r -F';
  if (value.kind === 'folder') return " -x -a '(__fish_complete_directories)'";
  if (value.kind === 'any') return ' -x';
  const words = value.words.join(' ');
  return value.several ? ` -x -a '(__fish_append , ${words})'` : ` -x -a '${words}'`;
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, String.raw`\$&`)}'`;
}
