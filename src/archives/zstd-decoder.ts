import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { Damage } from './damage.ts';
import { engine } from './engine.ts';

/** Unpacks the blocks of one frame. */
export interface Decoder {
  /** What comes of whole blocks. Throws Damage. */
  readonly feed: (blocks: Buffer) => Promise<readonly Buffer[]>;
  /** What comes of the last blocks and the checksum, if the frame has one. Throws Damage if that is wrong. */
  readonly end: (blocks: Buffer) => Promise<readonly Buffer[]>;
  readonly close: () => void;
}

interface Frame {
  readonly bytes: Buffer;
  readonly checksum: boolean;
}

type NativeDecoder = (options: { readonly params: Readonly<Record<number, number>> }) => Transform;

/** Node's own since 22.15 and 23.8; null before. */
function native(): NativeDecoder | null {
  const made: unknown = Reflect.get(zlib, 'createZstdDecompress');
  return typeof made === 'function' ? (made as NativeDecoder) : null;
}

/** Largest window that can be read here: 2 GiB; in JavaScript 128 MiB, where each block takes as long as the window is large. */
export const LARGEST_WINDOW: number = native() === null ? 2 ** 27 : 2 ** 31;

/** `ZSTD_d_windowLogMax`; the frame's own window has been looked at before. */
const WINDOW_LOG = { 100: 31 };

/** A decoder for the frame with this head. */
export async function zstdDecoder(what: string, frame: Frame): Promise<Decoder> {
  const made = native();
  return made === null ? scriptDecoder(what, frame) : nativeDecoder(made({ params: WINDOW_LOG }), what, frame);
}

async function nativeDecoder(stream: Transform, what: string, frame: Frame): Promise<Decoder> {
  const unpacking = engine(stream, what);
  await unpacking.feed(frame.bytes);
  return {
    feed: unpacking.feed,
    end: async (blocks) => [...(await unpacking.feed(blocks)), ...(await unpacking.end())],
    close: unpacking.close,
  };
}

/** In JavaScript, for versions of Node without one: fzstd, which leaves the checksum (XXH64) to its caller. */
async function scriptDecoder(what: string, frame: Frame): Promise<Decoder> {
  const [{ Decompress }, { default: xxhash }] = await Promise.all([import('fzstd'), import('xxhash-wasm')]);
  const hash = frame.checksum ? (await xxhash()).create64() : null;
  let outputs: Buffer[] = [];
  const decoder = new Decompress((bytes) => {
    if (bytes.length === 0) return;
    hash?.update(bytes);
    outputs.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });
  const push = (bytes: Buffer, last: boolean): readonly Buffer[] => {
    outputs = [];
    try {
      decoder.push(bytes, last);
    } catch (error) {
      throw new Damage(`${what} is altered (${error instanceof Error ? error.message : String(error)})`);
    }
    return outputs;
  };
  push(frame.bytes, false);
  return {
    feed: (blocks) => Promise.resolve(push(blocks, false)),
    end: (blocks) => {
      const last = push(blocks, true);
      const stated = frame.checksum ? blocks.readUInt32LE(blocks.length - 4) : 0;
      if (hash !== null && Number(hash.digest() & 0xffffffffn) !== stated)
        throw new Damage(`the checksum of ${what} is wrong`);
      return Promise.resolve(last);
    },
    close: () => undefined,
  };
}
