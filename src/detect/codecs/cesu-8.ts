/** Both surrogates of a character, as three bytes of UTF-8 each. */
const PAIR_BYTES = 6;
const LEAD = 0xed;

/**
 * Bytes with four bytes for each character that CESU-8 writes as two surrogates, which Java and old databases take for UTF-8. Single
 * surrogates stay as they are.
 */
export function withoutSurrogates(bytes: Buffer): Buffer {
  let at = nextPair(bytes, 0);
  if (at < 0) return bytes;
  const parts: Buffer[] = [];
  let done = 0;
  for (; at >= 0; at = nextPair(bytes, done)) {
    const [, b = 0, c = 0, , e = 0, f = 0] = bytes.subarray(at, at + PAIR_BYTES);
    parts.push(bytes.subarray(done, at), Buffer.from(String.fromCharCode(surrogate(b, c), surrogate(e, f))));
    done = at + PAIR_BYTES;
  }
  return Buffer.concat([...parts, bytes.subarray(done)]);
}

function surrogate(second: number, third: number): number {
  return 0xd000 | ((second & 0x3f) << 6) | (third & 0x3f);
}

/** Place of the next pair, or -1. */
function nextPair(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(LEAD, from); at >= 0; at = bytes.indexOf(LEAD, at + 1)) {
    const [, b = 0, c = 0, d = 0, e = 0, f = 0] = bytes.subarray(at, at + PAIR_BYTES);
    if (d === LEAD && b >> 4 === 0xa && e >> 4 === 0xb && c >> 6 === 2 && f >> 6 === 2) return at;
  }
  return -1;
}
