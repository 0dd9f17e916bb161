import { rules } from '../index.ts';
import { print } from './print.ts';

/** Prints every rule: its stage, its name, what it does, and its first example. */
export function printRules(json: boolean): void {
  const lines = rules().map((rule) => {
    if (json) return JSON.stringify(rule);
    return `${rule.stage.padEnd(8)} ${rule.name.padEnd(24)} ${rule.summary}\n${' '.repeat(9)}${rule.example}`;
  });
  print(`${lines.join('\n')}\n`);
}
