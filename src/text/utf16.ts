/** UTF-16 units of a block. */
const BLOCK = 1 << 15;

/** Memory that is used again and again: its units, and the same as bytes. */
interface Room {
  readonly units: Uint16Array;
  readonly bytes: Buffer;
}

function makeRoom(length: number): Room {
  const bytes = Buffer.allocUnsafeSlow(2 * length);
  return { units: new Uint16Array(bytes.buffer), bytes };
}

const usual = makeRoom(BLOCK);

/*
 * An array is read twice as fast as a string. The arrays may be longer than the text, and hold only until the next call of a function of
 * this module.
 */

/** Shows the UTF-16 units of a text block by block. */
export function visitUnits(text: string, visit: (units: Uint16Array, length: number) => void): void {
  for (let at = 0; at < text.length; at += BLOCK) {
    const block = text.length <= BLOCK ? text : text.slice(at, at + BLOCK);
    usual.bytes.write(block, 'utf16le');
    visit(usual.units, block.length);
  }
}

/** What is read from all units of a text at once. */
export function readUnits<T>(text: string, read: (units: Uint16Array) => T): T {
  const { units, bytes } = text.length <= BLOCK ? usual : makeRoom(text.length);
  bytes.write(text, 'utf16le');
  return read(units);
}

/** The text that changing its units in place makes. */
export function withUnits(text: string, change: (units: Uint16Array) => void): string {
  const { units, bytes } = text.length <= BLOCK ? usual : makeRoom(text.length);
  bytes.write(text, 'utf16le');
  change(units);
  return bytes.toString('utf16le', 0, 2 * text.length);
}
