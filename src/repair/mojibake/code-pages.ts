import { iconv } from '../../text/iconv.ts';

/** A single-byte encoding as decoders apply it: undefined bytes become the control character of the same number. */
export interface CodePage {
  readonly name: string;
  /** The byte, 0x80 to 0xFF, of each UTF-16 code unit; 0 if there is none. */
  readonly byteOf: Uint8Array;
}

/** Encodings that text is misread as, most likely first. ISO 8859-1 is covered by windows-1252: they differ only in control characters. */
export const CODE_PAGES = [
  'windows-1252',
  'windows-1251',
  'windows-1250',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'iso-8859-2',
  'iso-8859-15',
  'macroman',
  'cp437',
  'cp850',
  'koi8-r',
] as const;

export type CodePageName = (typeof CODE_PAGES)[number];

const pageByName = new Map<CodePageName, CodePage>();

export function codePage(name: CodePageName): CodePage {
  const known = pageByName.get(name);
  if (known) return known;
  const byteOf = new Uint8Array(0x10000);
  for (const read of readersOf(name)) {
    for (let byte = 0xff; byte >= 0x80; byte--) {
      const unit = read(byte).charCodeAt(0);
      const sloppy = unit === 0xfffd || (byte < 0xa0 && name === 'windows-1252') ? byte : 0;
      for (const each of [unit, sloppy]) if (each >= 0x80 && each !== 0xfffd) byteOf[each] ||= byte;
    }
  }
  const page = { name, byteOf };
  pageByName.set(name, page);
  return page;
}

/** Decoders differ in a few characters (Apple put the euro sign in place of the currency sign), so the platform's is added if it has the encoding. */
function readersOf(name: CodePageName): readonly ((byte: number) => string)[] {
  const library = (byte: number): string => iconv().decode(Buffer.from([byte]), name);
  if (name === 'cp437' || name === 'cp850') return [library];
  const platform = new TextDecoder(name === 'macroman' ? 'macintosh' : name);
  return [library, (byte) => platform.decode(Buffer.from([byte]))];
}

let pages: readonly CodePage[] | undefined;

/** All code pages, in order. */
export function codePages(): readonly CodePage[] {
  return (pages ??= CODE_PAGES.map(codePage));
}

interface Masks {
  readonly leads: Uint16Array;
  readonly tails: Uint16Array;
}

let masks: Masks | undefined;

/** For each code unit, bit masks of the code pages in which it may begin and continue a UTF-8 sequence. */
function masksOfUnits(): Masks {
  if (masks) return masks;
  const [leads, tails] = [new Uint16Array(0x10000), new Uint16Array(0x10000)];
  codePages().forEach(({ byteOf }, nth) => {
    byteOf.forEach((byte, unit) => {
      if (byte >= 0xc2 && byte <= 0xf4) leads[unit] = (leads[unit] ?? 0) | (1 << nth);
      if (byte >= 0x80 && byte <= 0xbf) tails[unit] = (tails[unit] ?? 0) | (1 << nth);
    });
  });
  for (const unit of [0x20, 0x3f, 0xfffd]) tails[unit] = 0xffff;
  masks = { leads, tails };
  return masks;
}

/** Code pages in which a line may contain a UTF-8 sequence; one quick scan rules out most lines. */
export function pagesOf(line: string): readonly CodePage[] {
  const { leads, tails } = masksOfUnits();
  let found = 0;
  let before = 0;
  for (let i = 0; i < line.length; i++) {
    const unit = line.charCodeAt(i);
    found |= before & (tails[unit] ?? 0);
    before = leads[unit] ?? 0;
  }
  return found === 0 ? [] : codePages().filter((_, nth) => found & (1 << nth));
}
