import { rules } from '../../index.ts';
import type { Run } from './command.ts';
import { print } from '../print.ts';

/** Lists the rules, or tries those of a file. */
export const run: Run = async (_args, { json = false, rules: own, test }) => {
  if (test !== undefined) return testRules(test);
  await printRules(json, own);
  return 0;
};

/** Prints every rule: its stage, its name, what it does, and its first example; with those of a file, if one is named. */
async function printRules(json: boolean, file: string | undefined): Promise<void> {
  const own = file === undefined ? [] : await (await import('../options/load-rules.ts')).loadRules(file);
  const lines = rules(own).map((rule) => {
    if (json) return JSON.stringify(rule);
    return `${rule.stage.padEnd(8)} ${rule.name.padEnd(24)} ${rule.summary}\n${' '.repeat(9)}${rule.example}`;
  });
  print(`${lines.join('\n')}\n`);
}

/** Tries the rules of a file and prints what is wrong with them. Returns the exit code. */
async function testRules(file: string): Promise<number> {
  const { readRules } = await import('../options/load-rules.ts');
  const { rules: found, faults } = await readRules(file);
  const examples = found.reduce((sum, { removes, keeps }) => sum + removes.length + keeps.length, 0);
  const fine = `${file}: ${found.length} rules, ${examples} examples, all as they should be`;
  print(`${faults.length > 0 ? faults.join('\n') : fine}\n`);
  return faults.length > 0 ? 1 : 0;
}
