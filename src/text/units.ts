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

/** Shows the UTF-16 units of a text block by block: an array is read twice as fast as a string. It may be longer than the block, and holds only until the next call of this module. */
export function visitUnits(text: string, visit: (units: Uint16Array, length: number) => void): void {
  for (let at = 0; at < text.length; at += BLOCK) {
    const block = text.length <= BLOCK ? text : text.slice(at, at + BLOCK);
    usual.bytes.write(block, 'utf16le');
    visit(usual.units, block.length);
  }
}

/** The text that changing its units in place makes. The array may be longer than the text. */
export function withUnits(text: string, change: (units: Uint16Array) => void): string {
  const { units, bytes } = text.length <= BLOCK ? usual : makeRoom(text.length);
  bytes.write(text, 'utf16le');
  change(units);
  return bytes.toString('utf16le', 0, 2 * text.length);
}
