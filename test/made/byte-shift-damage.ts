/** Simulates the damage of mirror sites to GBK pages: inserted readings, cuts around marks, pieces decoded separately. */

export interface Site {
  /** Full-width marks at which the site cuts, in order; `。` is always the last. */
  readonly marks: string;
  /** What happens to characters in the user-defined areas. */
  readonly user: 'kept' | 'dropped';
  /** Characters and the readings inserted after them: `業yè 節jié`. */
  readonly readings: string;
  /** Whether full-width marks are folded to ASCII afterwards. */
  readonly folded: boolean;
}

const FIRST = 0x81;
const decoder = new TextDecoder('gbk');
const chars = new Map<string, string>();
const bytesOf = new Map<string, string>();
for (let lead = FIRST; lead <= 0xfe; lead++) {
  for (let trail = 0x40; trail <= 0xfe; trail++) {
    const char = decoder.decode(Uint8Array.of(lead, trail));
    if (char.length !== 1 || char === '\ufffd' || (char >= '\ue766' && char <= '\uf8ff')) continue;
    const pair = String.fromCharCode(lead, trail);
    chars.set(pair, char);
    if (!bytesOf.has(char)) bytesOf.set(char, pair);
  }
}

/** Damages a page whose paragraphs are the lines of `text`, and removes its intact tags. */
export function shift(text: string, { marks, user, readings, folded }: Site): string {
  let page = text
    .split('\n')
    .map((line) => `<p>${encode(line)}</p>`)
    .join('\n');
  for (const entry of readings.split(' ').filter(Boolean)) {
    const char = entry.slice(0, 1);
    page = page.split(encode(char)).join(encode(`${char}(${entry.slice(1)})`));
  }
  let pieces = [page];
  for (const mark of marks) pieces = pieces.flatMap((piece) => cut(piece, encode(mark), marks, ''));
  pieces = pieces.flatMap((piece) => cut(piece, encode('。'), marks, '<'));
  const read = pieces.map((piece) => decode(piece, user)).join('');
  return fold(read.replace(/<\/?p>|\r/g, ''), folded);
}

function encode(text: string): string {
  return Array.from(text, (char) => bytesOf.get(char) ?? char).join('');
}

function cut(piece: string, mark: string, marks: string, except: string): readonly string[] {
  if (Array.from(marks, encode).includes(piece)) return [piece];
  const parts: string[] = [];
  let from = 0;
  for (let at = piece.indexOf(mark); at >= 0; at = piece.indexOf(mark, at + 1)) {
    if (at < from || (except !== '' && piece.startsWith(except, at + 2))) continue;
    parts.push(piece.slice(from, at), mark);
    from = at + 2;
  }
  return [...parts, piece.slice(from)].filter((part) => part !== '');
}

function decode(piece: string, user: Site['user']): string {
  let text = '';
  for (let i = 0; i < piece.length;) {
    const unit = piece.charCodeAt(i);
    if (unit <= 0x80) {
      text += unit === 0x80 ? '€' : piece.charAt(i);
      i++;
      continue;
    }
    const char = chars.get(piece.slice(i, i + 2)) ?? '?';
    if (char < '\ue000' || char > '\uf8ff' || user === 'kept') text += char;
    i += 2;
  }
  return text;
}

function fold(text: string, folded: boolean): string {
  const shown = (mark: string): string => String.fromCharCode(mark.charCodeAt(0) - 0xfee0);
  return folded ? text.replace(/[！，：；（）？]/g, shown) : text;
}
