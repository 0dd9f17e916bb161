/** A kind of binary file. */
export interface Kind {
  readonly what: string;
  /** Whether it may contain documents, so that skipping it loses text. */
  readonly documents: boolean;
}

interface Magic extends Kind {
  /** Offset of the signature in the file. */
  readonly at: number;
  /** The signature, a character for each byte. */
  readonly bytes: string;
}

/** A kind that may contain documents: reported and counted as failed. */
function documents(what: string, bytes: string, at = 0): Magic {
  return { what, at, bytes, documents: true };
}

/** A kind without documents: skipped. */
function media(what: string, bytes: string, at = 0): Magic {
  return { what, at, bytes, documents: false };
}

/** Stands for any byte in a signature. */
const ANY = '\u0100';

/** Signatures of binary files, from the specifications of the formats. */
const SIGNATURES: readonly Magic[] = [
  media('PNG image', '\x89PNG\r\n\x1a\n'),
  media('JPEG image', '\xff\xd8\xff'),
  media('GIF image', 'GIF87a'),
  media('GIF image', 'GIF89a'),
  media('WebP image', 'WEBP', 8),
  media('TIFF image', 'II*\0'),
  media('TIFF image', 'MM\0*'),
  media('Photoshop image', '8BPS\0'),
  media('icon', '\0\0\x01\0'),
  media('cursor', '\0\0\x02\0'),
  media('BitTorrent file', 'd8:announce'),
  media('BitTorrent file', 'd13:announce-list'),
  media('binary property list', 'bplist00'),
  media('Finder settings', '\0\0\0\x01Bud1'),
  media('ELF program', '\x7fELF'),
  media('Windows program', 'MZ\x90\0'),
  media('Mach-O program', '\xcf\xfa\xed\xfe'),
  media('Java class', '\xca\xfe\xba\xbe'),
  media('WebAssembly module', '\0asm'),
  media('MP3 audio', 'ID3\x03\0'),
  media('MP3 audio', 'ID3\x04\0'),
  media('AMR audio', '#!AMR\n'),
  media('MIDI music', 'MThd\0\0\0\x06'),
  media('Ogg media', 'OggS\0'),
  media('WAVE audio', 'WAVEfmt ', 8),
  media('AVI video', 'AVI LIST', 8),
  media('FLAC audio', 'fLaC\0'),
  media('MP4 video', 'ftyp', 4),
  media('WebM video', '\x1a\x45\xdf\xa3'),
  media('Windows media', '\x30\x26\xb2\x75\x8e\x66\xcf\x11'),
  media('RealMedia', '.RMF\0\0\0'),
  media('Flash video', 'FLV\x01'),
  media('MPEG video', '\0\0\x01\xba'),
  media('MPEG video', '\0\0\x01\xb3'),
  media('WOFF font', 'wOFF'),
  media('WOFF font', 'wOF2'),
  media('TrueType font', '\0\x01\0\0\0'),
  media('OpenType font', 'OTTO\0'),
  media('font collection', 'ttcf\0'),
  documents('ZIP archive', 'PK\x03\x04'),
  documents('ZIP archive', 'PK\x05\x06'),
  documents('gzip archive', '\x1f\x8b\x08'),
  documents('compress archive (.Z)', '\x1f\x9d'),
  documents('bzip2 archive', 'BZh'),
  documents('xz archive', '\xfd7zXZ\0'),
  documents('Zstandard archive', '\x28\xb5\x2f\xfd'),
  documents('LZ4 archive', '\x04\x22\x4d\x18'),
  documents('LZ4 archive', '\x02\x21\x4c\x18'),
  documents('lzo archive', '\x89LZO\0\r\n\x1a\n'),
  // .lzma has no signature; these are the default properties and the dictionary sizes of its presets.
  documents('LZMA archive', '\x5d\0\0\x80\0'),
  documents('LZMA archive', '\x5d\0\0\0\x04'),
  documents('LZMA archive', '\x5d\0\0\x10\0'),
  documents('lzip archive', 'LZIP\x01'),
  documents('7-Zip archive', "7z\xbc\xaf'\x1c"),
  documents('RAR archive', 'Rar!\x1a\x07'),
  documents('cabinet archive', 'MSCF\0\0\0\0'),
  documents('ACE archive', '**ACE**', 7),
  documents('LHA archive', '-lh5-', 2),
  documents('tar archive', 'ustar', 257),
  documents('PDF', '%PDF-'),
  documents('DjVu document', 'AT&TFORM'),
  documents('Microsoft Office document', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
  documents('Word document', '\xdb\xa5\x2d\0'),
  documents('RTF document', '{\\rtf'),
  documents('PostScript document', '%!PS-Adobe'),
  documents('Mobipocket book', 'BOOKMOBI', 60),
  documents('Palm book', 'TEXtREAd', 60),
  documents('UMD book', '\x89\x9b\x9a\xde'),
  documents('Microsoft Reader book', 'ITOLITLS'),
  documents('Windows help file (CHM)', 'ITSF\x03\0\0\0'),
  documents('CAJ document', 'CAJ\0'),
  documents('CAJ document', 'HN\0\0'),
  documents('SQLite database', 'SQLite format 3\0'),
  documents('Access database', '\0\x01\0\0Standard Jet DB'),
  documents('Access database', '\0\x01\0\0Standard ACE DB'),
  documents('Arrow file', 'ARROW1\0\0'),
  // A stream of messages: a mark, the length of the schema, and its flatbuffer.
  documents('Arrow stream', `\xff\xff\xff\xff${ANY}${ANY}\0\0\x10\0\0\0`),
  documents('LMDB database', '\xde\xc0\xef\xbe', 16),
  documents('ORC file', 'ORC\n'),
  documents('ORC file', 'ORC\b'),
  documents('Snappy archive', '\xff\x06\0\0sNaPpY'),
  // A property list; the key stands behind the references of a dictionary of one to three entries.
  ...[11, 13, 15, 17, 21].map((at) => documents('web archive of Safari', '_\x10\x0fWebMainResource', at)),
  documents('Avro file', 'Obj\x01'),
  // Text that stands for a file in a clone of a repository.
  documents('pointer of Git LFS to a file that was not fetched', 'version https://git-lfs.github.com/spec/'),
  documents('pointer of git-annex to a file that was not fetched', '/annex/objects/'),
  documents('HDF5 file', '\x89HDF\r\n\x1a\n'),
];

/** Longest first, since some begin with others. */
const LONGEST_FIRST: readonly Magic[] = [...SIGNATURES].sort((a, b) => b.bytes.length - a.bytes.length);

/** The kind of binary file that begins with these bytes, or null. */
export function magicKind(bytes: Uint8Array): Kind | null {
  return LONGEST_FIRST.find((magic) => startsWith(bytes, magic)) ?? null;
}

function startsWith(bytes: Uint8Array, { at, bytes: magic }: Magic): boolean {
  for (let i = 0; i < magic.length; i++) if (magic[i] !== ANY && bytes[at + i] !== magic.charCodeAt(i)) return false;
  return at + magic.length <= bytes.length;
}
