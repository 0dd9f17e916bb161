import { iconv } from '../../text/iconv.ts';

/**
 * Labels missing from WHATWG and iconv-lite or resolved differently here. Variants of GB resolve to the superset GB18030, those
 * of Big5 to Big5 with the Hong Kong supplement.
 */
const ALIASES: Readonly<Record<string, string>> = {
  'ansi-936': 'gb18030',
  cp936: 'gb18030',
  'euc-cn': 'gb18030',
  euccn: 'gb18030',
  eucjp: 'euc-jp',
  euckr: 'euc-kr',
  'gb-2312': 'gb18030',
  'gb2312-80': 'gb18030',
  gbk: 'gb18030',
  ms936: 'gb18030',
  'windows-936': 'gb18030',
  'big5-eten': 'big5',
  'big5-hkscs': 'big5',
  big5hkscs: 'big5',
  cp950: 'big5',
  ms950: 'big5',
  'windows-950': 'big5',
  cp949: 'euc-kr',
  ms949: 'euc-kr',
  uhc: 'euc-kr',
  cp932: 'shift_jis',
  cp874: 'windows-874',
  'cp-874': 'windows-874',
  'ibm-874': 'windows-874',
  'cns-11643': 'euc-tw',
  euctw: 'euc-tw',
  'euc-tw': 'euc-tw',
  'x-euc-tw': 'euc-tw',
  hz: 'hz-gb-2312',
  'hz-gb2312': 'hz-gb-2312',
  'hz-gb-2312': 'hz-gb-2312',
  'iso-2022-cn': 'iso-2022-cn',
  'iso-2022-cn-ext': 'iso-2022-cn',
  'iso-2022-kr': 'iso-2022-kr',
  ucs2: 'utf-16le',
  'ucs-2': 'utf-16le',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  'utf-32': 'utf-32le',
  'utf-32le': 'utf-32le',
  'utf-32be': 'utf-32be',
  unicode: 'utf-16le',
  viscii: 'viscii',
};

/** The canonical name of an encoding, as in records; null for an unknown label. */
export function knownEncoding(name: string): string | null {
  const label = name.trim().toLowerCase();
  const resolved = resolve(label);
  if (resolved !== null) return resolved;
  if (!/^[\w.:-]{2,40}$/.test(label) || !isTextEncoding(label)) return null;
  // iconv-lite reads a label by its letters and digits, so that one encoding has many spellings.
  return (
    otherSpellings(label)
      .map(resolve)
      .find((found) => found !== null) ?? label.replaceAll('_', '-')
  );
}

function resolve(label: string): string | null {
  const alias = ALIASES[label.replaceAll('_', '-')];
  if (alias !== undefined) return alias;
  const standard = whatwg(label);
  return standard === null ? null : (ALIASES[standard] ?? standard);
}

/** Alternative spellings of a label: utf16be, utf-16be, utf-16-be and utf16-be for `utf_16_be`. */
function otherSpellings(label: string): readonly string[] {
  const bare = label.replaceAll(/[^a-z\d]/g, '');
  const first = bare.replace(/([a-z])(?=\d)/, '$1-');
  const last = /(\d)(?=[a-z]+$)/;
  const iso = first.replace(/^(iso-\d{4})(?=\d)/, '$1-');
  return [bare, first, first.replace(last, '$1-'), bare.replace(last, '$1-'), iso];
}

function whatwg(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

/** Whether iconv-lite has an encoding of text with this label: not `base64`, `hex` and the like. */
function isTextEncoding(label: string): boolean {
  return !/^(?:base64|hex|binary|internal|ucs2internal)/.test(label) && iconv().encodingExists(label);
}

/** Up to five suggestions for an unknown name, nearest first. */
export function nearEncodings(name: string): string[] {
  const label = name.trim().toLowerCase();
  const limit = Math.max(2, Math.ceil(label.length / 3));
  const near = SUGGESTIONS.map((known) => ({ known, distance: distance(label, known) }))
    .filter((item) => item.distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.known < b.known ? -1 : 1));
  return near.slice(0, 5).map((item) => item.known);
}

/** Names offered as suggestions: common encodings, in common spellings. */
const SUGGESTIONS: readonly string[] = [
  ...new Set(Object.keys(ALIASES)),
  ...['utf-8', 'gb18030', 'gb2312', 'big5', 'euc-jp', 'shift_jis', 'iso-2022-jp', 'euc-kr', 'utf-16le', 'utf-16be'],
  ...['koi8-r', 'koi8-u', 'macintosh', 'x-mac-cyrillic', 'windows-874', 'cp866', 'ascii', 'latin1', 'tis-620'],
  ...Array.from({ length: 9 }, (_, i) => `windows-125${i}`),
  ...Array.from({ length: 16 }, (_, i) => `iso-8859-${i + 1}`),
];

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  if (a.length > 40) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
