import type { Budget } from './budget.ts';
import type { ByteReader } from './byte-reader.ts';
import { blockOf, crcOf } from './bzip2-block.ts';
import { bits } from './bits.ts';
import { Damage } from './damage.ts';

const BLOCK = 0x314159265359;
const END = 0x177245385090;
/** Bytes that one block can take: a code of at most 20 bits for each of its symbols, and its tables. */
const LARGEST = 2 ** 18;
const MOST = 900_000 * 2.5 + LARGEST;

/** What a bzip2 file of one or more streams holds (as pbzip2 writes many). Every block and every stream must have the checksum it states. */
export async function* bunzip(reader: ByteReader, budget: Budget): AsyncGenerator<Buffer, void> {
  for (let stream = 1; (await reader.atHand(1)).length > 0; stream++) {
    const at = reader.offset();
    const head = await reader.exactly(4, `the head of bzip2 stream ${stream}`);
    const level = (head[3] ?? 0) - 0x30;
    if (head.toString('latin1', 0, 3) !== 'BZh' || level < 1 || level > 9)
      throw new Damage(`bytes that are no bzip2 stream after byte ${at}`);
    yield* blocksOf(reader, level * 100_000, `bzip2 stream ${stream}`, budget);
  }
}

/** Blocks need not end where bytes do: `bit` is where in the byte the next begins. */
async function* blocksOf(reader: ByteReader, size: number, what: string, budget: Budget): AsyncGenerator<Buffer, void> {
  let combined = 0;
  for (let bit = 0; ;) {
    const block = await nextBlock(reader, bit, size, what);
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
  /** Null at the end of the stream. */
  readonly bytes: Buffer | null;
  /** As it is stated, of the block or of the stream. */
  readonly crc: number;
  /** Where it ends. */
  readonly bit: number;
}

/** The block that begins at a bit of what is at hand. As many bytes are asked for as most blocks take, then as many as any can. */
async function nextBlock(reader: ByteReader, from: number, size: number, what: string): Promise<Block> {
  for (let window = LARGEST; ; window = MOST) {
    const input = await reader.peek(window);
    const source = bits(input, from);
    const magic = source.take(24) * 2 ** 24 + source.take(24);
    const crc = (source.take(16) * 2 ** 16 + source.take(16)) >>> 0;
    const whole = magic === END && !source.over();
    if (whole) return { bytes: null, crc, bit: source.position() };
    const bytes = magic === BLOCK ? blockOf(source, size) : null;
    if (!source.over() && bytes !== null) return { bytes, crc, bit: source.position() };
    if (!source.over()) throw new Damage(`a block of ${what} is altered`);
    if (input.length < window) throw new Damage(`ends inside ${what}`);
    if (window >= MOST) throw new Damage(`a block of ${what} is altered`);
  }
}
