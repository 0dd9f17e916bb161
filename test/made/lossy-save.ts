/** Simulates an editor that saves a text in a character set too small for it, with a question mark for each missing character. */

/** The character set: GB 2312 proper, without what GBK added, or Big5 without its extensions. */
export type SmallSet = 'gb2312' | 'big5';

const GAP = (lead: number): boolean => lead >= 0xaa && lead <= 0xaf;
const sets: ReadonlyMap<SmallSet, ReadonlySet<string>> = new Map([
  ['gb2312', charactersOf('gbk', 0xa1, 0xf7, 0xa1, GAP)],
  ['big5', charactersOf('big5', 0xa1, 0xf9, 0x40, (lead) => lead >= 0xc7 && lead <= 0xc8)],
]);

function charactersOf(
  encoding: string,
  first: number,
  last: number,
  trails: number,
  isGap: (lead: number) => boolean,
): ReadonlySet<string> {
  const decoder = new TextDecoder(encoding);
  const found = new Set<string>();
  for (let lead = first; lead <= last; lead++) {
    for (let trail = trails; trail <= 0xfe && !isGap(lead); trail++) {
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if (char.length === 1 && char !== '\ufffd' && (char < '\ue000' || char > '\uf8ff')) found.add(char);
    }
  }
  return found;
}

/** The text after it was saved in the small set and read again. */
export function lossySave(text: string, set: SmallSet): string {
  return Array.from(text, (char) => (char < '\u0080' || sets.get(set)?.has(char) === true ? char : '?')).join('');
}
