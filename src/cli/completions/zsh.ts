import { shellQuoted } from '../terminal/shell.ts';
import type { CommandWords, OptionWords, Value } from './words.ts';

/** A script that completes the command in zsh, sourced or as the file `_normalize` in a folder of `$fpath`. */
export function zshCompletion([main, ...commands]: readonly [CommandWords, ...CommandWords[]]): string {
  return `#compdef normalize
# Completes normalize in zsh: source <(normalize completion zsh)
_normalize_first() {
  local -a commands=(
${commands.map(({ name, summary }) => `    ${shellQuoted(`${name}:${summary}`)}`).join('\n')}
  )
  commands+=('help:print the help of a command')
  _describe -t commands command commands
  _files
}
_normalize() {
  case $words[2] in
${commands.map(caseOf).join('\n')}
    help) (( CURRENT == 3 )) && compadd ${commands.map(({ name }) => name).join(' ')} ;;
    *)
      _arguments -s -S : \\
${optionsOf(main)} \\
        '1: :_normalize_first' '*:input:_files'
      ;;
  esac
}
if [[ $funcstack[1] == _normalize ]]; then
  _normalize "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
  compdef _normalize normalize
fi
`;
}

function caseOf(command: CommandWords): string {
  const action = actionOf(command.argument);
  const argument = action === null ? '' : ` \\\n        ${shellQuoted(`*:argument:${action}`)}`;
  return `    ${command.name})
      shift words
      (( CURRENT-- ))
      _arguments -s -S : \\
${optionsOf(command)}${argument}
      ;;`;
}

function optionsOf({ options }: CommandWords): string {
  return options.map((option) => `        ${specOf(option)}`).join(' \\\n');
}

function specOf({ names, summary, value }: OptionWords): string {
  const action = actionOf(value);
  const rest = `[${summary.replace(/[[\]\\:]/g, String.raw`\$&`)}]${value.kind === 'none' ? '' : `:value:${action ?? ''}`}`;
  const several = value.kind === 'words' && value.several ? '*' : '';
  const spec = (name: string): string =>
    shellQuoted(
      `${several === '' ? `(${names.join(' ')})` : several}${name}${value.kind === 'none' ? '' : name.startsWith('--') ? '=' : '+'}${rest}`,
    );
  return names.map(spec).join(' ');
}

function actionOf(value: Value): string | null {
  if (value.kind === 'file') return '_files';
  if (value.kind === 'folder') return '_files -/';
  if (value.kind !== 'words') return null;
  return value.several ? `_values -s , name ${value.words.join(' ')}` : `(${value.words.join(' ')})`;
}
