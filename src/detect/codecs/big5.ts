import { iconv } from '../../text/iconv.ts';

/** What TextDecoder puts where Hong Kong's supplement has its own characters, and U+0080 for a stray byte. */
const UNKNOWN = /[\u0080\ue000-\uf8ff]/;
/** The supplement has rows that no other form of Big5 has, before the first and after the last of the standard. */
const FIRST_OF_STANDARD = 0xa1;
const LAST_OF_STANDARD = 0xf9;
/** Share of unreadable characters, one in so many, from which on bytes are hardly Big5, so that what they are in the supplement does not matter. */
const FEW = 20;

/** Big5 with Hong Kong's supplement. TextDecoder is twice as fast as iconv-lite, and enough where the text has nothing of the supplement. */
export function decodeBig5(bytes: Uint8Array): string {
  const text = new TextDecoder('big5').decode(bytes);
  return UNKNOWN.test(text) ? decodeSupplement(bytes) : text;
}

/** The same for a sample that may be anything: what does not read as Big5 is not read again. */
export function decodeBig5Sample(bytes: Uint8Array): string {
  const text = new TextDecoder('big5').decode(bytes);
  if (!UNKNOWN.test(text) || text.split('\ufffd').length > 1 + text.length / FEW) return text;
  return decodeSupplement(bytes);
}

function decodeSupplement(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return iconv().decode(buffer, 'big5hkscs', { stripBOM: false });
}

/** Whether Big5 has characters that only Hong Kong's supplement has. */
export function usesSupplement(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x81) continue;
    if (isTrail(bytes[++i] ?? 0) && lead < 0xff && (lead < FIRST_OF_STANDARD || lead > LAST_OF_STANDARD)) return true;
  }
  return false;
}

function isTrail(byte: number): boolean {
  return (byte >= 0x40 && byte < 0x7f) || (byte >= 0xa1 && byte < 0xff);
}
