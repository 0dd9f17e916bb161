import { realpathSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { UserError } from '../../index.ts';
import { isOneOf, regularFiles } from '../input/stats-of.ts';
import { escapeLine } from '../terminal/escape.ts';

/** Throws a UserError if a file to be written is one of the inputs named, which would be lost. Folders may hold outputs of earlier runs. */
export function mustNotReplaceInputs(outputs: readonly string[], inputs: readonly string[]): void {
  const written = outputs.flatMap((output) => regularFiles([output]).map((file) => ({ output, file })));
  const read = written.length > 0 ? regularFiles(inputs) : [];
  const lost = written.find(({ file }) => isOneOf(file, read));
  if (lost !== undefined)
    throw new UserError(`${escapeLine(lost.output)}: is an input, and would be replaced; write to another file`);
}

/** Throws a UserError if a file to be written would replace the plan, a part or a ledger of a folder of parts. */
export function mustNotReplaceParts(output: string, folder: string): void {
  const inside = relative(realPath(folder), realPath(dirname(output)));
  if (!/^\d*$/.test(inside) || !/^(?:plan|part-\d)/.test(basename(output))) return;
  throw new UserError(
    `${escapeLine(output)}: the plan and the parts of the folder have such names; write to another file`,
  );
}

/** Without symbolic links; absolute if there is no such file. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
