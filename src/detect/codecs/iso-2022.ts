import { cnsCharacter } from './cns-11643.ts';

/** A designated character set: by name, or a plane of CNS 11643. Null before designation. */
type Charset = 'gb2312' | 'ksc5601' | 1 | 2 | null;

/** Designation sequences, after ESC, of RFC 1922 (ISO-2022-CN) and RFC 1557 (ISO-2022-KR). */
const DESIGNATIONS: readonly (readonly [escape: string, slot: 'so' | 'ss2', charset: Charset])[] = [
  ['$)A', 'so', 'gb2312'],
  ['$)G', 'so', 1],
  ['$)C', 'so', 'ksc5601'],
  ['$*H', 'ss2', 2],
];
const ESC = 0x1b;
const SHIFT_OUT = 0x0e;
const SHIFT_IN = 0x0f;

/** Decodes ISO-2022-CN and ISO-2022-KR. Invalid bytes become U+FFFD. */
export function decodeIso2022(bytes: Uint8Array): string {
  const parts: string[] = [];
  const set: { so: Charset; ss2: Charset } = { so: null, ss2: null };
  let shifted = false;
  for (let i = 0; i < bytes.length;) {
    const byte = bytes[i] ?? 0;
    const escape = byte === ESC ? designationAt(bytes, i + 1) : undefined;
    if (escape !== undefined) {
      set[escape[1]] = escape[2];
      i += 4;
    } else if (byte === ESC && bytes[i + 1] === 0x4e) {
      parts.push(character(set.ss2, bytes, i + 2));
      i += 4;
    } else if (byte === SHIFT_OUT || byte === SHIFT_IN) {
      shifted = byte === SHIFT_OUT;
      i++;
    } else if (shifted && byte > 0x20 && byte < 0x7f) {
      const char = character(set.so, bytes, i);
      parts.push(char);
      i += char === '\ufffd' && !isGraphic(bytes[i + 1]) ? 1 : 2;
    } else {
      if (byte === 0x0a) shifted = false;
      parts.push(byte < 0x80 ? String.fromCharCode(byte) : '\ufffd');
      i++;
    }
  }
  return parts.join('');
}

function designationAt(bytes: Uint8Array, at: number): (typeof DESIGNATIONS)[number] | undefined {
  const following = String.fromCharCode(...bytes.subarray(at, at + 3));
  return DESIGNATIONS.find(([escape]) => escape === following);
}

function isGraphic(byte: number | undefined): boolean {
  return byte !== undefined && byte > 0x20 && byte < 0x7f;
}

const decoders = { gb2312: new TextDecoder('gb18030'), ksc5601: new TextDecoder('euc-kr') };

function character(charset: Charset, bytes: Uint8Array, i: number): string {
  const [row = 0, cell = 0] = bytes.subarray(i, i + 2);
  if (charset === null || !isGraphic(row) || !isGraphic(cell)) return '\ufffd';
  if (typeof charset === 'number') return cnsCharacter(charset, row, cell);
  return decoders[charset].decode(Uint8Array.of(row | 0x80, cell | 0x80)).slice(0, 1);
}
