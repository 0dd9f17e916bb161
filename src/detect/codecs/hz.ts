const TILDE = 0x7e;

/**
 * Decodes HZ (RFC 1843): `~{` starts seven-bit GB2312, `~}` ends it, `~~` is a tilde, and `~` before a line feed is dropped. As in
 * other decoders, a line break also ends GB2312. Invalid bytes become U+FFFD.
 */
export function decodeHz(bytes: Uint8Array): string {
  const out: number[] = [];
  const text: string[] = [];
  const gb = new TextDecoder('gb18030');
  let double = false;
  for (let i = 0; i < bytes.length;) {
    const byte = bytes[i] ?? 0;
    const next = bytes[i + 1];
    if (byte === TILDE && next !== undefined && isEscape(next, double)) {
      double = next === 0x7b || (double && next !== 0x7d);
      if (next === TILDE) out.push(TILDE);
      i += 2;
    } else if (double && isPair(byte, next)) {
      out.push(byte | 0x80, (next ?? 0) | 0x80);
      i += 2;
    } else {
      if (byte === 0x0a || byte === 0x0d) double = false;
      // 0xff is not a lead byte, so it yields one U+FFFD and consumes nothing else.
      out.push(byte < 0x80 && !(double && byte > 0x20) ? byte : 0xff);
      i++;
    }
    if (out.length > 1 << 16) text.push(gb.decode(Uint8Array.from(out.splice(0))));
  }
  text.push(gb.decode(Uint8Array.from(out)));
  return text.join('');
}

function isEscape(next: number, double: boolean): boolean {
  return double ? next === 0x7d : next === 0x7b || next === TILDE || next === 0x0a;
}

function isPair(byte: number, next: number | undefined): boolean {
  return byte >= 0x21 && byte <= 0x77 && next !== undefined && next >= 0x21 && next <= 0x7e;
}
