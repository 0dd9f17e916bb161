/** Code units in a block. */
const BLOCK_UNITS = 1 << 15;

/** A buffer, as code units and as bytes. */
interface CodeUnitBuffer {
  readonly units: Uint16Array;
  readonly bytes: Buffer;
}

function makeBuffer(length: number): CodeUnitBuffer {
  const bytes = Buffer.allocUnsafeSlow(2 * length);
  return { units: new Uint16Array(bytes.buffer), bytes };
}

const shared = makeBuffer(BLOCK_UNITS);

/*
 * Reading an array is twice as fast as reading a string. The arrays passed to callbacks may be longer than the text, and are valid only
 * until the next call of a function of this module.
 */

/** Passes the UTF-16 code units of a text to `visit`, block by block, with the offset of the block. */
export function visitUnits(text: string, visit: (units: Uint16Array, length: number, at: number) => void): void {
  for (let at = 0; at < text.length; at += BLOCK_UNITS) {
    const block = text.length <= BLOCK_UNITS ? text : text.slice(at, at + BLOCK_UNITS);
    shared.bytes.write(block, 'utf16le');
    visit(shared.units, block.length, at);
  }
}

/** Passes all UTF-16 code units of a text to `read` and returns its result. */
export function readUnits<T>(text: string, read: (units: Uint16Array) => T): T {
  const { units, bytes } = text.length <= BLOCK_UNITS ? shared : makeBuffer(text.length);
  bytes.write(text, 'utf16le');
  return read(units);
}

/** Returns the text after `change` has modified its UTF-16 code units in place. */
export function withUnits(text: string, change: (units: Uint16Array) => void): string {
  const { units, bytes } = text.length <= BLOCK_UNITS ? shared : makeBuffer(text.length);
  bytes.write(text, 'utf16le');
  change(units);
  return bytes.toString('utf16le', 0, 2 * text.length);
}
