import type { Budget } from './budget.ts';
import type { ByteReader } from './byte-reader.ts';
import { blockOf, crcOf } from './bzip2-block.ts';
import { bits } from './bits.ts';
import { Behind, Damage } from './damage.ts';
import type { StreamMembers } from './opening.ts';
import { zeroPadding } from './padding.ts';

const BLOCK = 0x314159265359;
const END = 0x177245385090;
/** Bytes of a block before run-length decoding, by level. */
const LEVEL_BYTES = 100_000;
/** Bytes requested first: enough for most blocks, and for the tables of any. `MAX_WINDOW_BYTES` allows 20 bits for each symbol. */
const FIRST_WINDOW_BYTES = 2 ** 18;
const MAX_WINDOW_BYTES = 900_000 * 2.5 + FIRST_WINDOW_BYTES;

/** Decompresses a bzip2 file of one or more streams (pbzip2 writes many). Throws Damage if the checksum of a block or stream is wrong. */
export async function* bunzip(
  reader: ByteReader,
  budget: Budget,
  { before, begins }: StreamMembers = { before: 0 },
): AsyncGenerator<Buffer, void> {
  // Shared by all blocks: of a short one, allocating it takes nearly all the time.
  const column = new Int32Array(9 * LEVEL_BYTES);
  for (let stream = before + 1; (await reader.atHand(1)).length > 0; stream++) {
    if (stream > 1 && (await reader.atHand(1))[0] === 0) {
      await zeroPadding(reader, 'bzip2 stream');
      return;
    }
    const at = reader.offset();
    begins?.(at, stream - 1);
    const head = await reader.peek(4);
    const level = (head[3] ?? 0) - 0x30;
    if (head.toString('latin1', 0, 3) !== 'BZh' || level < 1 || level > 9)
      throw new Behind(`no bzip2 stream at byte ${at}`);
    await reader.exactly(4, `the header of bzip2 stream ${stream}`);
    yield* blocksOf(reader, column.subarray(0, level * LEVEL_BYTES), `bzip2 stream ${stream}`, budget);
  }
}

/** Blocks need not be byte-aligned: `bit` is the position in the byte where the next one begins. */
async function* blocksOf(
  reader: ByteReader,
  column: Int32Array,
  what: string,
  budget: Budget,
): AsyncGenerator<Buffer, void> {
  let combined = 0;
  for (let bit = 0; ;) {
    const block = await nextBlock(reader, bit, column, what);
    if (block.bytes === null) {
      if (block.crc !== combined >>> 0) throw new Damage(`the checksum of ${what} is wrong`);
      await reader.exactly(Math.ceil(block.bit / 8), what);
      return;
    }
    await reader.exactly(block.bit >> 3, what);
    bit = block.bit & 7;
    if (crcOf(block.bytes) !== block.crc) throw new Damage(`the checksum of a block of ${what} is wrong`);
    combined = ((combined << 1) | (combined >>> 31)) ^ block.crc;
    budget.unpacked(block.bytes.length);
    yield block.bytes;
  }
}

interface Block {
  /** The content; null at the end of the stream. */
  readonly bytes: Buffer | null;
  /** The stated checksum, of the block or the stream. */
  readonly crc: number;
  /** Position of its end, in bits. */
  readonly bit: number;
}

/** The block that begins at a bit of the buffered input. Asks for as many bytes as most blocks take, then for as many as any can. */
async function nextBlock(reader: ByteReader, from: number, column: Int32Array, what: string): Promise<Block> {
  for (let window = FIRST_WINDOW_BYTES; ; window = MAX_WINDOW_BYTES) {
    const input = await reader.peek(window);
    const source = bits(input, from);
    const magic = source.take(24) * 2 ** 24 + source.take(24);
    const crc = (source.take(16) * 2 ** 16 + source.take(16)) >>> 0;
    const whole = magic === END && !source.over();
    if (whole) return { bytes: null, crc, bit: source.position() };
    const bytes = magic === BLOCK ? blockOf(source, column) : null;
    if (!source.over() && bytes !== null) return { bytes, crc, bit: source.position() };
    if (!source.over()) throw new Damage(`a block of ${what} is altered`);
    if (input.length < window) throw new Damage(`ends inside ${what}`);
    if (window >= MAX_WINDOW_BYTES) throw new Damage(`a block of ${what} is altered`);
  }
}
