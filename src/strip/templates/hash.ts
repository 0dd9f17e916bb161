/** 64 bits of a text as 16 hex digits: two FNV-1a sums over its UTF-16 units, mixed as MurmurHash3 ends. Not for secrets. */
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

function mixed(sum: number): number {
  let bits = sum ^ (sum >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

function hex(bits: number): string {
  return bits.toString(16).padStart(8, '0');
}

/** The `count` smallest of different texts by their hashes: a sample that does not depend on their order, and that like sets have in common. */
export function smallestHashes(texts: Iterable<string>, count: number): readonly string[] {
  return [...new Set(Array.from(texts, hashOf))].sort().slice(0, count);
}
