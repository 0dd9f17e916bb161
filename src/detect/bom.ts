/** Byte order marks, longest first: that of UTF-32LE begins with that of UTF-16LE. */
const MARKS: readonly (readonly [name: string, mark: readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** The encoding that a byte order mark indicates, with the length of the mark in bytes; null if there is no mark. */
export function byteOrderMark(bytes: Uint8Array): { readonly name: string; readonly length: number } | null {
  const found = MARKS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte));
  return found === undefined ? null : { name: found[0], length: found[1].length };
}
