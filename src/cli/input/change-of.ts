import type { FoundFile } from './find-files.ts';
import type { OpenFile } from './open-file.ts';

/**
 * What has become of a file since it was planned, or null. A copy of the inputs has other times, so that these count only where a file is cut: the
 * places of its cuts are those of the file that was planned.
 */
export function changeOf({ planned, range }: FoundFile, { size, modified }: OpenFile): string | null {
  // A range of a file of another size is not read, and has said so.
  if (planned === undefined || (range !== undefined && size !== range.of)) return null;
  if ((size > 0 || modified !== undefined) && size !== planned.size)
    return `has ${size} bytes, and had ${planned.size} when the plan was made; its records are of what it is now`;
  const same = modified === undefined || planned.modified === undefined || modified === planned.modified;
  return range === undefined || same
    ? null
    : 'was written again after the plan was made: if its lines have moved, some are cut; plan it again, in another folder';
}
