import { realpathSync } from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import { UserError } from '../../index.ts';
import { regularFiles } from '../input/find-files.ts';
import { escapeLine } from '../terminal/escape.ts';

/** Throws a UserError if a file to be written is one of the inputs named, which would be lost. Folders may hold outputs of earlier runs. */
export function mustNotReplaceInputs(outputs: readonly string[], inputs: readonly string[]): void {
  for (const output of outputs) {
    const [file] = regularFiles([output]);
    if (file === undefined) continue;
    if (regularFiles(inputs).some(({ dev, ino }) => dev === file.dev && ino === file.ino))
      throw new UserError(`${escapeLine(output)}: is an input, and would be replaced; write to another file`);
  }
}

/** Throws a UserError if a file to be written would replace the plan, a part or a ledger of a folder of parts. */
export function mustNotReplaceParts(output: string, folder: string): void {
  const inside = relative(real(folder), real(dirname(output)));
  if (!/^\d*$/.test(inside) || !/^(?:plan|part-\d)/.test(basename(output))) return;
  throw new UserError(
    `${escapeLine(output)}: the plan and the parts of the folder have such names; write to another file`,
  );
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
