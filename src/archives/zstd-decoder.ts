import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { Damage } from './damage.ts';
import { engine } from './engine.ts';

/** Decompresses the blocks of one frame. */
export interface Decoder {
  /** Feeds whole blocks, or the checksum, and returns their output. Output before a fault is returned first; the next call throws Damage. */
  readonly feed: (blocks: Buffer) => Promise<readonly Buffer[]>;
  /** Returns the remaining output at the end of the frame. Throws Damage if its checksum is wrong. */
  readonly end: () => Promise<readonly Buffer[]>;
  readonly close: () => void;
}

interface Frame {
  readonly bytes: Buffer;
  readonly checksum: boolean;
}

type NativeDecoder = (options: { readonly params: Readonly<Record<number, number>> }) => Transform;

/** Node's own decoder, since 22.15 and 23.8; null before. */
function native(): NativeDecoder | null {
  const made: unknown = Reflect.get(zlib, 'createZstdDecompress');
  return typeof made === 'function' ? (made as NativeDecoder) : null;
}

/** Largest window supported, in bytes: 2 GiB; in JavaScript 128 MiB, since there the time per block grows with the window. */
export const LARGEST_WINDOW: number = native() === null ? 2 ** 27 : 2 ** 31;

/** `ZSTD_d_windowLogMax`; the window of the frame has been checked before. */
const WINDOW_LOG = { 100: 31 };

/** Creates a decoder for the frame with this header; `what` names it in error messages. */
export async function zstdDecoder(what: string, frame: Frame): Promise<Decoder> {
  const made = native();
  return made === null ? scriptDecoder(what, frame) : nativeDecoder(made({ params: WINDOW_LOG }), what, frame);
}

async function nativeDecoder(stream: Transform, what: string, frame: Frame): Promise<Decoder> {
  const unpacking = engine(stream, what);
  await unpacking.feed(frame.bytes);
  return unpacking;
}

type Modules = readonly [typeof import('fzstd'), Awaited<ReturnType<typeof import('xxhash-wasm').default>>];

/** Loaded once: xxhash compiles its WebAssembly at every call, which takes longer than a small frame. */
let modules: Promise<Modules> | null = null;

async function loadModules(): Promise<Modules> {
  const [fzstd, { default: xxhash }] = await Promise.all([import('fzstd'), import('xxhash-wasm')]);
  return [fzstd, await xxhash()];
}

/** A decoder in JavaScript for versions of Node without one: fzstd, which leaves the checksum (XXH64) to its caller. */
async function scriptDecoder(what: string, frame: Frame): Promise<Decoder> {
  const [{ Decompress }, xxhash] = await (modules ??= loadModules());
  const hash = frame.checksum ? xxhash.create64() : null;
  const outputs: Buffer[] = [];
  let tail: Buffer = Buffer.alloc(0);
  let failure: Damage | null = null;
  const decoder = new Decompress((bytes) => {
    if (bytes.length === 0) return;
    hash?.update(bytes);
    outputs.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  });
  const push = (bytes: Buffer, last: boolean): readonly Buffer[] => {
    try {
      if (failure === null) decoder.push(bytes, last);
    } catch (error) {
      failure = new Damage(`${what} is altered (${error instanceof Error ? error.message : String(error)})`);
    }
    if (failure !== null && outputs.length === 0) throw failure;
    return outputs.splice(0);
  };
  push(frame.bytes, false);
  return {
    feed: (bytes) => {
      tail = bytes.subarray(-4);
      return Promise.resolve(push(bytes, false));
    },
    end: () => {
      const last = push(Buffer.alloc(0), true);
      if (hash !== null && Number(hash.digest() & 0xffffffffn) !== tail.readUInt32LE())
        throw new Damage(`the checksum of ${what} is wrong`);
      return Promise.resolve(last);
    },
    close: () => undefined,
  };
}
