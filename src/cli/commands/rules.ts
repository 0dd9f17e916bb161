import { rules } from '../../index.ts';
import type { Run } from './command.ts';
import { amount } from '../terminal/amounts.ts';
import { escapeLine } from '../terminal/escape.ts';
import { print, printLine } from '../terminal/print.ts';

/** Lists the rules, or tests those of a file. */
export const run: Run = async (_args, { json = false, rules: own, test }) => {
  if (test !== undefined) return testRules(test);
  await printRules(json, own);
  return 0;
};

/** Prints every rule, including those of a rules file: stage, name, summary and first example. */
async function printRules(json: boolean, file: string | undefined): Promise<void> {
  const own = file === undefined ? [] : await (await import('../options/load-rules.ts')).loadRules(file);
  for (const rule of rules(own)) {
    const { stage, name, summary, example } = rule;
    if (json) print(`${JSON.stringify(rule)}\n`);
    else printLine(`${stage.padEnd(8)} ${name.padEnd(24)} ${summary}\n${' '.repeat(9)}${example}`);
  }
}

/** Tests the rules of a file and prints what is wrong with them. Returns the exit code. */
async function testRules(file: string): Promise<number> {
  const { readRules } = await import('../options/load-rules.ts');
  const { rules: found, faults } = await readRules(file);
  const examples = found.reduce((sum, { removes, keeps }) => sum + removes.length + keeps.length, 0);
  const fine = `${escapeLine(file)}: ${amount(found.length, 'rule')}, ${amount(examples, 'example')}, all as they should be`;
  printLine(faults.length > 0 ? faults.join('\n') : fine);
  return faults.length > 0 ? 1 : 0;
}
