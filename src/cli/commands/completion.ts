import { UserError } from '../../index.ts';
import { bashCompletion } from '../completions/bash.ts';
import { fishCompletion } from '../completions/fish.ts';
import { wordsOf } from '../completions/words.ts';
import type { CommandWords } from '../completions/words.ts';
import { zshCompletion } from '../completions/zsh.ts';
import { optionsOf } from '../options/table.ts';
import { print } from '../terminal/print.ts';
import type { CliCommand, Run } from './command.ts';

const SHELLS: Readonly<Record<string, (commands: readonly [CommandWords, ...CommandWords[]]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** Prints a script that completes these commands in a shell. */
export const completing =
  (commands: readonly CliCommand[]): Run =>
  ([shell = '']) => {
    const [main, ...others] = commands.map((command) => wordsOf(command, optionsOf(command.name)));
    const script = SHELLS[shell];
    if (main === undefined || script === undefined) throw new UserError(`no completions for '${shell}'`);
    print(script([main, ...others]));
    return Promise.resolve(0);
  };
