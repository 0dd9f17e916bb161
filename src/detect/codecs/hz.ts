const TILDE = 0x7e;

/**
 * HZ (RFC 1843): `~{` opens GB2312 in seven bits, `~}` closes it, `~~` is a tilde, `~` and a line end is nothing.
 * An open line is closed by its end, as every reader in use does; bytes that fit nowhere become U+FFFD.
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
      // 0xff is no lead byte, so it costs one U+FFFD and takes nothing with it.
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
