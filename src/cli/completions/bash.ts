import type { CommandWords, OptionWords, Value } from './words.ts';

/** A script that completes the command in bash, 3.2 or later. */
export function bashCompletion([main, ...commands]: readonly [CommandWords, ...CommandWords[]]): string {
  const names = commands.map(({ name }) => name);
  return `# Completes normalize in bash: eval "$(normalize completion bash)"
_normalize_words() { # WORDS PREFIX CURRENT
  local word
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -P "$2" -W "$1" -- "$3")
}
_normalize_paths() { # ACTION CURRENT
  local path
  compopt -o filenames 2> /dev/null
  while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$1" -- "$2")
}
_normalize() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=normalize
  COMPREPLY=()
  # --option=value comes in three words.
  if [[ $current == = ]]; then
    current=
  elif [[ $before == = ]]; then
    before=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  if [[ \${COMP_WORDS[1]} == help ]] && (( COMP_CWORD > 1 )); then
    (( COMP_CWORD == 2 )) && _normalize_words '${names.join(' ')}' '' "$current"
    return
  fi
  if (( COMP_CWORD > 1 )); then
    case \${COMP_WORDS[1]} in
      ${names.join(' | ')}) command=\${COMP_WORDS[1]} ;;
    esac
  fi
  case $command in
${[main, ...commands].map((command) => caseOf(command, command === main ? names : [])).join('\n')}
  esac
}
complete -F _normalize normalize
`;
}

function caseOf({ name, options, argument }: CommandWords, commands: readonly string[]): string {
  const valued = options.filter(({ value }) => value.kind !== 'none');
  const first =
    commands.length === 0
      ? ''
      : `\n      (( COMP_CWORD == 1 )) && _normalize_words '${[...commands, 'help'].join(' ')}' '' "$current"`;
  return `    ${name})
      case $before in
${valued.map(valueCase).join('\n')}
      esac
      if [[ $current == -* ]]; then
        _normalize_words '${options.flatMap(({ names }) => names).join(' ')}' '' "$current"
        return
      fi${first}
      ${actionOf(argument)}
      ;;`;
}

function valueCase({ names, value }: OptionWords): string {
  return `        ${names.join(' | ')}) ${actionOf(value)}; return ;;`;
}

function actionOf(value: Value): string {
  if (value.kind === 'file') return '_normalize_paths -f "$current"';
  if (value.kind === 'folder') return '_normalize_paths -d "$current"';
  if (value.kind !== 'words') return ':';
  const words = value.words.join(' ');
  return value.several
    ? `_normalize_words '${words}' "\${current%"\${current##*,}"}" "\${current##*,}"`
    : `_normalize_words '${words}' '' "$current"`;
}
