import { amount } from '../terminal/amounts.ts';
import { escapeLine } from '../terminal/escape.ts';
import type { Ledger } from './ledger.ts';
import { partName } from './part-folder.ts';
import type { PartFolder } from './part-folder.ts';

/** Number of failed inputs that are named. */
const MAX_NAMED = 8;

/** Inputs that failed in finished parts: how many, in how many parts, and a line on each of the first few. */
export interface FailedInputs {
  inputs: number;
  parts: number;
  readonly named: string[];
}

export function newFailedInputs(): FailedInputs {
  return { inputs: 0, parts: 0, named: [] };
}

/** Counts a part, which must not have been counted yet. */
export function addFailedInputs(to: FailedInputs, parts: PartFolder, { part, failures }: Ledger): void {
  if (failures.length === 0) return;
  to.inputs += failures.length;
  to.parts++;
  for (const { name, why } of failures.slice(0, MAX_NAMED - to.named.length))
    to.named.push(`${escapeLine(name)} (${partName(parts, part)}): ${escapeLine(firstLine(why))}`);
}

/** Their number, and where they are. */
export function failedIn({ inputs, parts }: FailedInputs): string {
  return `${amount(inputs, 'failed input')} in ${amount(parts, 'part')}`;
}

/** A line on each of the first few, and one on the others. */
export function failedLines({ inputs, named }: FailedInputs): readonly string[] {
  return inputs > named.length ? [...named, `and ${inputs - named.length} more`] : named;
}

/** The reason of a crash is a stack trace. */
function firstLine(why: string): string {
  return why.split('\n', 1)[0] ?? why;
}
