import { appendedZip, mayBeAppended, packedProgram } from '../../archives/index.ts';
import type { Archive } from '../../archives/index.ts';
import { binaryKind } from '../../index.ts';
import { formatAsked } from './file-kind.ts';
import type { Place } from './place.ts';

/** The archive behind a picture or a program, or what one is called that cannot be read; null if there is none. `bytes` is null if there are too many. */
export async function archiveBehind(
  bytes: Buffer | null,
  head: Buffer,
  place: Place,
): Promise<Archive | string | null> {
  const file = bytes ?? place.access;
  if (file === null || formatAsked(place.options) !== null || (bytes !== null && !mayBeAppended(bytes))) return null;
  if (binaryKind(bytes ?? head)?.documents !== false) return null;
  return (await appendedZip(file)) ?? packedProgram(file);
}
