import { binaryKind } from '../../index.ts';
import type { Source } from '../../index.ts';
import { crowded } from './crowded.ts';
import { formatAsked, HEAD_BYTES, isJsonl, notText, splitWhole, tooLargeWhole } from './file-kind.ts';
import type { BinaryKind } from './file-kind.ts';
import type { Problem } from './find-files.ts';
import { baseOf, damaged, shownPlace } from './place.ts';
import type { Place } from './place.ts';
import { failed } from './problems.ts';
import { damageByMagic, damageByName, UNKNOWN_BINARY } from './stated-kind.ts';

/**
 * The documents of a file that is no archive, or why it has none; null if it is lines of JSON after all. `bytes` is null if it is too
 * large to be held.
 */
export function inWhole(bytes: Buffer | null, head: Buffer, place: Place): Iterable<Source | Problem> | null {
  const { options } = place;
  const format = formatAsked(options);
  const name = shownPlace(place);
  const shown = bytes ?? head;
  const binary = binaryKind(shown, format !== null);
  const damage = damageOf(shown, binary, place);
  if (damage !== null) return [damaged(place, damage)];
  if (binary !== null && !(bytes === null && place.isText)) return [notText(name, binary, options)];
  if (bytes === null) return [tooLargeWhole({ ...baseOf(place), format, bytes: head }, options)];
  const tooMuch = crowded(bytes, options.maxBytes);
  if (tooMuch !== null) return [failed(name, 'too-large', tooMuch)];
  // Of fewer bytes it was asked before, by their head.
  if (format === null && bytes.length >= HEAD_BYTES && isJsonl(bytes, options, name.toString())) return null;
  return splitWhole({ ...baseOf(place), format, bytes }, options);
}

/** Why a file is a damaged archive by its signature or its name; null if it is none. */
function damageOf(bytes: Buffer, binary: BinaryKind | null, place: Place): string | null {
  if (formatAsked(place.options) !== null) return null;
  if (binary?.documents === true) return damageByMagic(binary.what);
  if (binary !== null && binary.what !== UNKNOWN_BINARY) return null;
  return damageByName(shownPlace(place).toString(), bytes, { binary: binary !== null, isUnpacked: place.isUnpacked });
}
