import { cnsCharacter } from './cns-11643.ts';

/**
 * Decodes EUC-TW: plane 1 in two bytes, any plane in four (8E A1..B0). Invalid bytes and characters without a table become
 * U+FFFD.
 */
export function decodeEucTw(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length;) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) {
      const start = i;
      while (i < bytes.length && (bytes[i] ?? 0) < 0x80) i++;
      parts.push(Buffer.from(bytes.buffer, bytes.byteOffset + start, i - start).toString('latin1'));
      continue;
    }
    const size = eucTwSize(bytes, i);
    parts.push(size === 0 ? '\ufffd' : character(bytes, i, size));
    i += size || 1;
  }
  return parts.join('');
}

/** Length in bytes of the character that starts at `i`; 0 if the bytes are invalid. */
export function eucTwSize(bytes: Uint8Array, i: number): number {
  const byte = bytes[i] ?? 0;
  if (isGraphic(byte)) return isGraphic(bytes[i + 1]) ? 2 : 0;
  const plane = bytes[i + 1] ?? 0;
  if (byte !== 0x8e || plane < 0xa1 || plane > 0xb0) return 0;
  return isGraphic(bytes[i + 2]) && isGraphic(bytes[i + 3]) ? 4 : 0;
}

function isGraphic(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0xa1 && byte <= 0xfe;
}

function character(bytes: Uint8Array, i: number, size: number): string {
  const plane = size === 4 ? (bytes[i + 1] ?? 0) - 0xa0 : 1;
  const at = i + size - 2;
  return cnsCharacter(plane, (bytes[at] ?? 0) - 0x80, (bytes[at + 1] ?? 0) - 0x80);
}
