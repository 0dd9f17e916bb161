const decoders = new Map<string, InstanceType<typeof TextDecoder>>();

/** What `TextDecoder` makes of bytes. A decoder is kept for each encoding: making one takes several times as long as decoding a line. */
export function decoded(bytes: Uint8Array, encoding: string): string {
  const decoder = decoders.get(encoding) ?? new TextDecoder(encoding);
  decoders.set(encoding, decoder);
  return decoder.decode(bytes);
}
