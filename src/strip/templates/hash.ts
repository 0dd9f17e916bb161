import { hex, mixed } from '../../text/hash.ts';

/** 64-bit hash of a text as 16 hex digits: two FNV-1a-style sums over its UTF-16 units with the MurmurHash3 finalizer. Not cryptographic. */
export function hashOf(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x5bd1e995) ^ (low >>> 13);
  }
  return hex(mixed(high ^ text.length)) + hex(mixed(low));
}

/** The `count` smallest distinct hashes of the texts, sorted: a sample that does not depend on order and that similar sets share. */
export function smallestHashes(texts: Iterable<string>, count: number): readonly string[] {
  return [...new Set(Array.from(texts, hashOf))].sort().slice(0, count);
}
