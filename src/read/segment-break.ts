/** Ranges of wide code points, between which a line break produces no space. The ideographic space is not included. */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x2e80, 0x2fff],
  [0x3001, 0x312f],
  [0x31a0, 0xa4cf],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe4f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x3ffff],
];
/** Punctuation that Chinese shares with other scripts. */
const SHARED: ReadonlySet<string> = new Set('“”‘’…—―·');

/**
 * Whether a line break in the source of a reflowed text is dropped: between Han characters or their punctuation, as in
 * CSS Text 3 (section 4.1.3). Elsewhere it becomes a space.
 */
export function joinsAcross(before: string, after: string): boolean {
  const last = before.charCodeAt(before.length - 1);
  const left = last >= 0xdc00 && last <= 0xdfff ? (before.codePointAt(before.length - 2) ?? 0) : last;
  const right = after.codePointAt(0) ?? 0;
  const wide = [isWide(left), isWide(right)];
  if (!wide.includes(true)) return false;
  return !wide.includes(false) || SHARED.has(String.fromCodePoint(wide[0] === true ? right : left));
}

function isWide(code: number): boolean {
  return code >= 0x2e80 && WIDE.some(([first, last]) => code >= first && code <= last);
}

const SPACES = /[\t\n\f\r ]+/g;

/** Collapses white space to single spaces; line breaks are dropped where `joinsAcross` allows it. */
export function reflowed(text: string): string {
  return text.replace(SPACES, (space, at: number) => {
    const parted =
      /[\n\r]/.test(space) &&
      joinsAcross(text.slice(Math.max(0, at - 2), at), text.slice(at + space.length, at + space.length + 2));
    return parted ? '' : ' ';
  });
}
