type Decoders = Map<string, InstanceType<typeof TextDecoder>>;
const leavingOut: Decoders = new Map();
const keeping: Decoders = new Map();

/**
 * What `TextDecoder` makes of bytes. A decoder is kept for each encoding: making one takes several times as long as decoding a line. A byte
 * order mark is left out unless `ignoreBOM`.
 */
export function decoded(bytes: Uint8Array, encoding: string, ignoreBOM = false): string {
  const decoders = ignoreBOM ? keeping : leavingOut;
  const decoder = decoders.get(encoding) ?? new TextDecoder(encoding, { ignoreBOM });
  decoders.set(encoding, decoder);
  return decoder.decode(bytes);
}
